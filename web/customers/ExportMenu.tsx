/** The customers found as a file: made in the background, with progress; it can be stopped (CUS-05). */
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Criteria, useBeginExport, useDropExport, useExport } from "@/shared/customers/queries";

export function ExportMenu({ criteria }: { criteria: Criteria }) {
  const { t } = useTranslation();
  const [id, setId] = useState("");
  const begin = useBeginExport((made) => setId(made.id));
  const drop = useDropExport();
  const { data } = useExport(id);
  const end = (): void => {
    drop.mutate(id);
    setId("");
  };
  if (!id || !data)
    return (
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button loading={begin.isPending} variant="default">
            {t("customers.export.button")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => begin.mutate({ ...criteria, format: "xlsx" })}>Excel (xlsx)</Menu.Item>
          <Menu.Item onClick={() => begin.mutate({ ...criteria, format: "csv" })}>CSV</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    );
  return (
    <span aria-live="polite" className="row" style={{ gap: 8 }}>
      {data.state === "running" && (
        <span className="small num">{t("customers.export.running", { done: data.done, total: data.total })}</span>
      )}
      {data.state === "failed" && <span className="small">{t("customers.export.failed")}</span>}
      {data.state === "made" && (
        <Button component="a" download href={`/api/customer-exports/${id}/file`} variant="default">
          {t("customers.export.fetch", { total: data.total })}
        </Button>
      )}
      <Button onClick={end} variant="subtle">
        {t(data.state === "running" ? "customers.export.stop" : "customers.export.done")}
      </Button>
    </span>
  );
}
