/** The list with everything around it: search, tools, what is selected. */
import { Button } from "@mantine/core";
import { useReducer } from "react";
import { useTranslation } from "react-i18next";
import type { useTickets } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import type { TicketView } from "@/src/generated/api";
import { type Asked, criteriaOn } from "./asked";
import { BatchBar } from "./BatchBar";
import { ColumnChoice } from "./ColumnChoice";
import { useColumns } from "./columns";
import { NewTicket } from "./create/NewTicket";
import { ExportButton } from "./ExportButton";
import { FilterBar } from "./FilterBar";
import { moved, NOTHING } from "./selecting";
import { TicketTable } from "./TicketTable";

interface Props {
  asked: Asked;
  list: ReturnType<typeof useTickets>;
  tickets: readonly TicketView[];
  onAsk: (asked: Asked) => void;
}

export function TicketDesk({ asked, list, tickets, onAsk }: Props) {
  const { t } = useTranslation("tickets");
  const [columns, setColumns] = useColumns();
  const [selecting, move] = useReducer(moved, NOTHING);
  const ids = tickets.map(({ id }) => id).filter((id) => selecting.chosen.has(id));
  return (
    <section aria-label={t("list.label")} className="tickets-desk">
      <FilterBar asked={asked} onAsk={onAsk} />
      <div className="tickets-tools">
        <span className="soft small grow">{t("list.keys")}</span>
        <ColumnChoice columns={columns} onChange={setColumns} />
        <ExportButton asked={asked} columns={columns} />
        <NewTicket />
      </div>
      {ids.length > 0 && <BatchBar ids={ids} onClear={() => move({ type: "clear" })} />}
      {tickets.length > 0 ? (
        <TicketTable
          columns={columns}
          more={list.hasNextPage && !list.isFetchingNextPage ? () => void list.fetchNextPage() : undefined}
          move={move}
          selecting={selecting}
          tickets={tickets}
        />
      ) : (
        <Nothing asked={asked} list={list} onAsk={onAsk} />
      )}
    </section>
  );
}

function Nothing({ asked, list, onAsk }: Omit<Props, "tickets">) {
  const { t } = useTranslation("tickets");
  if (list.isPending) return null;
  if (list.isError)
    return (
      <Empty title={t("list.failed")}>
        <Button onClick={() => void list.refetch()} size="compact-md" variant="default">
          {t("list.retry")}
        </Button>
      </Empty>
    );
  if (!asked.q && criteriaOn(asked) === 0) return <Empty hint={t("list.noneHint")} title={t("list.none")} />;
  return (
    <Empty hint={t("list.noMatchHint")} title={t("list.noMatch")}>
      <Button onClick={() => onAsk({ view: asked.view, q: "" })} size="compact-md" variant="default">
        {t("filter.reset")}
      </Button>
    </Empty>
  );
}
