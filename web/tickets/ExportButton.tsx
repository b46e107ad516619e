/** The list as an Excel file, written in the background; the page may be left and come back meanwhile. */
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dropExport, fileOf, useBeginExport, useExport } from "@/shared/exports";
import { notice } from "@/shared/ui/notices";
import { type Asked, queryOf } from "./asked";
import type { Column } from "./columns";

const KIND = "ticket-exports";
const RUNS = "cordboard.tickets.export";
const ONES: Record<Column, readonly string[]> = {
  subject: ["subject", "note"],
  caller: ["caller"],
  channel: ["channel"],
  receipt: ["receipt"],
  processing: ["processing"],
  owner: ["group", "agent"],
  state: ["state", "changed_at"],
  opened: ["opened_at"],
  priority: ["priority"],
  service: ["service"],
  queue: ["queue"],
  name: ["name"],
};

export function ExportButton({ asked, columns }: { asked: Asked; columns: readonly Column[] }) {
  const { t } = useTranslation("tickets");
  const [id, setId] = useState(() => Number(sessionStorage.getItem(RUNS) ?? 0));
  const cache = useQueryClient();
  const { data: told, isError } = useExport(KIND, id);
  const keep = (next: number): void => {
    sessionStorage.setItem(RUNS, String(next));
    setId(next);
  };
  const wish = useExportWish(asked, columns);
  const begin = useBeginExport(KIND, (begun) => keep(begun.id));
  const stop = (): void => {
    dropExport(KIND, id);
    keep(0);
  };
  if (told?.state === "running")
    return (
      <span className="row tickets-export" role="status">
        <span className="num small">{t("export.running", { count: told.done })}</span>
        <Button onClick={stop} size="compact-md" variant="subtle">
          {t("export.stop")}
        </Button>
      </span>
    );
  if (told?.state === "ready")
    return (
      <span className="row tickets-export" role="status">
        <span className="num small">{t("export.ready", { count: told.done })}</span>
        <Button
          component="a"
          download
          href={fileOf(KIND, id)}
          onClick={() => {
            notice(told.cut ? t("export.cut", { count: told.done }) : t("export.fetched"));
            window.setTimeout(() => {
              keep(0);
              cache.removeQueries({ queryKey: [KIND] });
            }, 500);
          }}
          size="compact-md"
        >
          {t("export.fetch")}
        </Button>
      </span>
    );
  return (
    <>
      {id > 0 && (isError || told?.state === "failed") && <span className="small">{t("export.failed")}</span>}
      <Button
        aria-label={t("export.start")}
        loading={begin.isPending}
        onClick={() => begin.mutate(wish)}
        size="compact-md"
        variant="default"
      >
        {t("export.button")}
      </Button>
    </>
  );
}

/** Names of columns and values go with the wish, so that the file speaks the language of the page. */
function useExportWish(asked: Asked, columns: readonly Column[]): unknown {
  const { t } = useTranslation("tickets");
  const common = useTranslation().t;
  const titles: Record<string, string> = {
    note: common("ticket.note"),
    group: t("filter.group"),
    agent: t("filter.agent"),
    opened_at: t("columns.opened"),
    changed_at: t("columns.state"),
  };
  const ids = columns.flatMap((column) => ONES[column]);
  const words = { ...said("states"), ...said("channels"), ...said("priorities") };
  function said(of: "states" | "channels" | "priorities"): Record<string, string> {
    return t(of, { returnObjects: true }) as Record<string, string>;
  }
  return {
    filter: queryOf(asked),
    columns: ids.map((id) => ({ id, title: titles[id] ?? t(`columns.${id as Column}`) })),
    words,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}
