/** A table in a card, which may be wider than the page. */
import type { ReactNode } from "react";

/** name: of the table, where nothing in its rows takes the keyboard: then it is scrolled by itself. */
export function Sheet({ heads, name, children }: { heads: readonly string[]; name?: string; children: ReactNode }) {
  const table = (
    <table className="sheet">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
  const card = { className: "card", style: { overflowX: "auto" } } as const;
  if (!name) return <div {...card}>{table}</div>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in
    <section aria-label={name} tabIndex={0} {...card}>
      {table}
    </section>
  );
}
