/** The customers found as a file: made in the background, with progress; it can be stopped (CUS-05). */
import { Button, Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Criteria } from "@/shared/customers/queries";
import { dropExport, fileOf, useBeginExport, useExport } from "@/shared/exports";

const KIND = "customer-exports";

export function ExportMenu({ criteria }: { criteria: Criteria }) {
  const { t } = useTranslation();
  const [id, setId] = useState(0);
  const begin = useBeginExport(KIND, (made) => setId(made.id));
  const { data } = useExport(KIND, id);
  const end = (): void => {
    dropExport(KIND, id);
    setId(0);
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
      {data.state === "ready" && (
        <Button
          component="a"
          download
          href={fileOf(KIND, id)}
          onClick={() => window.setTimeout(() => setId(0), 500)}
          variant="default"
        >
          {t("customers.export.fetch", { total: data.total })}
        </Button>
      )}
      <Button onClick={end} variant="subtle">
        {t(data.state === "running" ? "customers.export.stop" : "customers.export.done")}
      </Button>
    </span>
  );
}
