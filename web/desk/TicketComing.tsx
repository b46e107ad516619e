/** Where the parts of a ticket will stand, until they are there. */

const MAIN = [40, 216, 58, 230, 120] as const; // px: the title, the facts, the subject, the note, the head
const SIDE = [130, 60, 60, 320] as const; // px: the customer, the history, earlier contacts, what happened

export function TicketComing() {
  return (
    <div aria-hidden="true" className="ticket ticket-coming">
      <Column className="ticket-main" heights={MAIN} />
      <Column className="ticket-side" heights={SIDE} />
    </div>
  );
}

function Column({ className, heights }: { className: string; heights: readonly number[] }) {
  return (
    <div className={className}>
      {heights.map((height, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <div key={i} style={{ height }} />
      ))}
    </div>
  );
}
