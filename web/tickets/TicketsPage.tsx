/** Tickets of all channels: views with their numbers, a list that is searched, many at once; and one of them, opened. */
import "./words";
import "./tickets.css";
import { useParams, useSearchParams } from "react-router";
import { useTickets } from "@/shared/queries";
import { type Asked, addressOf, askedIn, queryOf } from "./asked";
import { TicketDesk } from "./TicketDesk";
import { TicketOpened } from "./TicketOpened";
import { Views } from "./Views";

export default function TicketsPage() {
  const opened = Number(useParams().ticket ?? 0);
  const [address, setAddress] = useSearchParams();
  const asked = askedIn(address);
  const list = useTickets(queryOf(asked));
  const tickets = list.data?.pages.flatMap((page) => page.items) ?? [];
  const ask = (next: Asked): void => setAddress(addressOf(next), { replace: next.view === asked.view });
  return (
    <div className="tickets" data-opened={opened > 0}>
      <Views asked={asked} />
      {opened > 0 ? (
        <TicketOpened address={address.toString()} id={opened} ids={tickets.map(({ id }) => id)} />
      ) : (
        <TicketDesk asked={asked} list={list} onAsk={ask} tickets={tickets} />
      )}
    </div>
  );
}
