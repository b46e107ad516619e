/** One row of the list of tickets. */
import { Button, Checkbox } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { useWho } from "@/shared/words/who";
import type { TicketView } from "@/src/generated/api";
import { pathOf } from "./categories";
import type { Column } from "./columns";
import { useChoices } from "./queries";
import type { Move } from "./selecting";
import { FetchTicket } from "./work/FetchTicket";

interface Props {
  ticket: TicketView;
  columns: readonly Column[];
  at: number;
  top: number;
  current: boolean;
  chosen: boolean;
  move: (move: Move) => void;
}

export function TicketTableRow({ ticket, columns, at, top, current, chosen, move }: Props) {
  const { t } = useTranslation("tickets");
  const cells = useCells(ticket);
  return (
    <tr
      aria-rowindex={at + 2}
      className="tickets-row"
      data-at={at}
      data-chosen={chosen}
      data-current={current}
      style={{ top }}
    >
      <td>
        <Checkbox
          aria-label={t("list.select", { id: ticket.id })}
          checked={chosen}
          onChange={() => move({ type: "toggle", id: ticket.id })}
          size="xs"
        />
      </td>
      {columns.map((column) => (
        <td className="cut" data-column={column} key={column}>
          {cells[column]}
        </td>
      ))}
      <td>
        {ticket.state === "unassigned" && (
          <FetchTicket ticket={ticket}>
            {(fetch, busy) => (
              <Button
                aria-label={t("list.fetchOne", { id: ticket.id })}
                loading={busy}
                onClick={fetch}
                size="compact-xs"
                variant="default"
              >
                {t("list.fetch")}
              </Button>
            )}
          </FetchTicket>
        )}
      </td>
    </tr>
  );
}

function useCells(ticket: TicketView): Record<Column, ReactNode> {
  const { t, i18n } = useTranslation("tickets");
  const common = useTranslation().t;
  const names = useNames();
  const { search } = useLocation();
  const { groups, categories } = useChoices();
  const who = useWho();
  const at = (when: number): string => moment(when, serverNow(), i18n.language);
  const group = groups.find(({ id }) => id === ticket.group)?.name;
  const agent = names.agent(ticket.agent);
  return {
    subject: (
      <Link className="tt-subject" to={`/tickets/${ticket.id}${search}`}>
        <b className="cut">{ticket.subject || ticket.note || ticket.path.join(" › ") || common("ticket.untitled")}</b>
        {ticket.flags.includes("hostile") && <span className="badge">{common("ticket.flags.hostile")}</span>}
      </Link>
    ),
    caller: <span className="num">{who(ticket)}</span>,
    channel: t(`channels.${ticket.channel}`),
    receipt: pathOf(categories, ticket.receipt),
    processing: pathOf(categories, ticket.processing),
    owner: agent && group ? `${agent} (${group})` : agent || group || "",
    state: (
      <>
        <State of={ticket.state} /> <span className="soft small num">{at(ticket.changed_at || ticket.opened_at)}</span>
      </>
    ),
    opened: <span className="num">{at(ticket.opened_at)}</span>,
    priority: t(`priorities.${ticket.priority}`),
    service: names.service(ticket.service),
    queue: names.queue(ticket.queue),
    name: <span className="num small">{ticket.name}</span>,
  };
}

const GOOD = ["solved", "completed"];

export function State({ of }: { of: TicketView["state"] }) {
  const { t } = useTranslation("tickets");
  const tone = GOOD.includes(of) ? "good" : of === "unassigned" || of === "replied" ? "live" : "plain";
  return (
    <span className="badge" data-tone={tone}>
      {t(`states.${of}`)}
    </span>
  );
}
