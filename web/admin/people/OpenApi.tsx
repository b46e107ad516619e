/** The switch of each service that lets programs with keys in (SEC-01). */
import "@mantine/core/styles/Switch.css";
import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import type { ContractView } from "@/src/generated/api";
import { useChange, useServices } from "./api";

export function OpenApi() {
  const { t } = useTranslation();
  const services = (useServices().data?.items ?? []).filter(({ state }) => state !== "terminated");
  const [leaving, leave] = useState<ContractView | null>(null);
  const change = useChange(() => leave(null));
  const put = (id: string, method: "PUT" | "DELETE"): void => {
    change.mutate({ method, path: `/services/${encodeURIComponent(id)}/open-api` });
  };
  if (services.length === 0) return null;
  return (
    <section aria-label={t("apiKeys.open")} className="card stack" style={{ gap: 10, padding: 14 }}>
      <h2>{t("apiKeys.open")}</h2>
      <p className="soft small">{t("apiKeys.openHint")}</p>
      {services.map((each) => (
        <Switch
          checked={each.open_api}
          disabled={change.isPending}
          key={each.id}
          label={each.name}
          onChange={() => (each.open_api ? leave(each) : put(each.id, "PUT"))}
        />
      ))}
      <Dialog
        onClose={() => leave(null)}
        opened={leaving !== null}
        title={t("apiKeys.offTitle", { name: leaving?.name ?? "" })}
      >
        <div className="stack">
          <p>{t("apiKeys.offHint")}</p>
          <Button color="red" loading={change.isPending} onClick={() => leaving && put(leaving.id, "DELETE")}>
            {t("apiKeys.off")}
          </Button>
        </div>
      </Dialog>
    </section>
  );
}
