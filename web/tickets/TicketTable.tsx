/** The rows that can be seen, of a list that may be long. Keys lead through it; the focus goes with them. */
import { Checkbox, VisuallyHidden } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "@/shared/ui/keys";
import type { TicketView } from "@/src/generated/api";
import { type Column, gridOf } from "./columns";
import type { Move, Selecting } from "./selecting";
import { TicketTableRow } from "./TicketTableRow";

const ROW = 52;

interface Props {
  tickets: readonly TicketView[];
  columns: readonly Column[];
  selecting: Selecting;
  move: (move: Move) => void;
  more: (() => void) | undefined;
}

export function TicketTable({ tickets, columns, selecting, move, more }: Props) {
  const { t } = useTranslation("tickets");
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: tickets.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= tickets.length - 10) more();
  }, [more, last, tickets.length]);
  const ids = tickets.map(({ id }) => id);
  const step = (by: 1 | -1) => (): void => {
    move({ type: "step", by, ids });
    rows.scrollToIndex(Math.min(Math.max(selecting.at + by, 0), ids.length - 1));
  };
  const current = ids[selecting.at];
  useKeys({
    j: step(1),
    k: step(-1),
    arrowdown: step(1),
    arrowup: step(-1),
    " ": current === undefined ? undefined : () => move({ type: "toggle", id: current }),
    escape: selecting.chosen.size > 0 ? () => move({ type: "clear" }) : undefined,
  });
  useEffect(() => {
    scroller.current?.querySelector<HTMLElement>(`[data-at="${selecting.at}"] a`)?.focus();
  }, [selecting.at]);
  const grid = { "--grid": gridOf(columns) } as CSSProperties;
  return (
    <div className="tickets-scroll" ref={scroller} style={grid} tabIndex={-1}>
      <table aria-label={t("list.label")} aria-rowcount={-1} className="tickets-table">
        <thead>
          <tr className="tickets-head">
            <th scope="col">
              <Checkbox
                aria-label={t("columns.select")}
                checked={ids.length > 0 && ids.every((id) => selecting.chosen.has(id))}
                indeterminate={selecting.chosen.size > 0 && !ids.every((id) => selecting.chosen.has(id))}
                onChange={() => move({ type: "through", ids })}
                size="xs"
              />
            </th>
            {columns.map((column) => (
              <th data-column={column} key={column} scope="col">
                {t(`columns.${column}`)}
              </th>
            ))}
            <th scope="col">
              <VisuallyHidden>{t("columns.act")}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody style={{ height: rows.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const ticket = tickets[index];
            return (
              ticket && (
                <TicketTableRow
                  at={index}
                  chosen={selecting.chosen.has(ticket.id)}
                  columns={columns}
                  current={index === selecting.at}
                  key={ticket.id}
                  move={move}
                  ticket={ticket}
                  top={start}
                />
              )
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
