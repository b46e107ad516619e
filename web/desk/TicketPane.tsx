/** One ticket: facts of the call, subject, note; beside it the caller's history and what happened. */
import { ActionIcon, Button } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { TicketIncident } from "@/shared/conduct/TicketIncident";
import { withWords } from "@/shared/i18n";
import { CallNumber } from "@/shared/panel/CallNumber";
import { EarlierIncidents } from "@/shared/panel/EarlierIncidents";
import { useChangeTicket, useFetchTicket, useTicket } from "@/shared/queries";
import { TicketRecordings } from "@/shared/recording/TicketRecordings";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import { lazy } from "@/shared/ui/later";
import { notice } from "@/shared/ui/notices";
import { useWho } from "@/shared/words/who";
import type { TicketView } from "@/src/generated/api";
import { useArrived } from "./arriving";
import { History } from "./History";
import { TicketBadge } from "./TicketBadge";
import { TicketComing } from "./TicketComing";
import { TicketFacts } from "./TicketFacts";
import { TicketText } from "./TicketText";
import { Timeline } from "./Timeline";

const TicketWork = lazy(() => import("@/tickets/work/TicketWork"));
const TicketEvents = lazy(() => import("@/tickets/work/TicketEvents"));
const TicketCustomer = lazy(() => withWords(() => import("@/shared/customers/TicketCustomer")));

export function TicketPane({ id }: { id: number }) {
  const { t } = useTranslation();
  const { data: ticket, isError } = useTicket(id);
  const arrived = useArrived(ticket !== undefined);
  if (isError)
    return (
      <div className="desk-nothing">
        <Empty title={t("ticket.notFound")}>
          <Link to="/desk">{t("ticket.close")}</Link>
        </Empty>
      </div>
    );
  return (
    <div className="ticket-place">
      {!arrived && <TicketComing />}
      {ticket && <Parts arrived={arrived} ticket={ticket} />}
    </div>
  );
}

/** Until all have arrived they are not seen, but they are there: whoever types at once types into the note. */
function Parts({ ticket, arrived }: { ticket: TicketView; arrived: boolean }) {
  const { t } = useTranslation();
  return (
    <article
      aria-busy={!arrived}
      aria-label={t("ticket.label", { id: ticket.id })}
      className="ticket"
      data-arrived={arrived}
    >
      <div className="ticket-main">
        <Title ticket={ticket} />
        <TicketFacts ticket={ticket} />
        <EarlierIncidents call={ticket.call} caller={ticket.caller} />
        <TicketIncident call={ticket.call} />
        <TicketRecordings call={ticket.call} />
        <TicketText ticket={ticket} />
        <Suspense>
          <TicketWork ticket={ticket} />
        </Suspense>
      </div>
      <div className="ticket-side">
        <Suspense>
          <TicketCustomer ticket={ticket} />
        </Suspense>
        <Suspense>
          <TicketEvents ticket={ticket} />
        </Suspense>
        <History ticket={ticket} />
        <Timeline call={ticket.call} ticket={ticket.id} />
      </div>
    </article>
  );
}

function Fetch({ id }: { id: number }) {
  const { t } = useTranslation();
  const fetching = useFetchTicket(id);
  const done = { onSuccess: () => notice(t("ticket.fetched", { id })) };
  return (
    <Button loading={fetching.isPending} onClick={() => fetching.mutate(undefined, done)} size="compact-md">
      {t("ticket.fetch")}
    </Button>
  );
}

function Title({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const who = useWho();
  const change = useChangeTicket(ticket.id);
  const open = ticket.state !== "solved";
  const toggle = (): void => {
    change.mutate({ state: open ? "solved" : "open" });
    const undo = { label: t("ticket.undo"), run: () => change.mutate({ state: "open" }) };
    if (open) notice(t("ticket.solvedDone", { id: ticket.id }), "plain", undo);
  };
  return (
    <div className="ticket-title">
      <ActionIcon
        aria-label={t("ticket.close")}
        className="only-narrow"
        color="gray"
        component={Link}
        to="/desk"
        variant="subtle"
      >
        <Icon name="back" />
      </ActionIcon>
      <div className="grow">
        <div className="row">
          <h2 className="who num">{who(ticket)}</h2>
          <CallNumber number={ticket.caller} service={ticket.service} ticket={ticket.id} />
        </div>
        <div className="row">
          <span className="soft small num">
            {t("ticket.number")} {ticket.id}
          </span>
          <TicketBadge ticket={ticket} />
        </div>
      </div>
      {ticket.state === "unassigned" ? (
        <Fetch id={ticket.id} />
      ) : (
        <Button
          leftSection={open && <Icon name="check" size={16} />}
          onClick={toggle}
          size="compact-md"
          variant="default"
        >
          {t(open ? "ticket.solve" : "ticket.reopen")}
        </Button>
      )}
    </div>
  );
}
