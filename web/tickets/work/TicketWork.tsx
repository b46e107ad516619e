/** What is done with a ticket: its head, its fields, and how it goes on. Comes with its words when it is needed. */
import "../words";
import "../tickets.css";
import type { TicketView } from "@/src/generated/api";
import { Fields } from "./Fields";
import { Head } from "./Head";
import { Process } from "./Process";

export default function TicketWork({ ticket }: { ticket: TicketView }) {
  return (
    <>
      <Head ticket={ticket} />
      <Fields ticket={ticket} />
      <Process key={ticket.state} ticket={ticket} />
    </>
  );
}
