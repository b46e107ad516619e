/** The rows of the list of customers. Down and Up walk through them. */
import type { KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { CallNumber } from "@/shared/panel/CallNumber";
import { moment, phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CustomerRow } from "@/src/generated/api";
import { useColumnName } from "./Columns";
import { type Column, stepFrom } from "./columns";

export function CustomerTable({ rows, columns }: { rows: readonly CustomerRow[]; columns: readonly Column[] }) {
  const { t } = useTranslation();
  const nameOf = useColumnName();
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const next = stepFrom(rows, Number((event.target as HTMLElement).dataset.customer), event.key);
    if (next === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[data-customer="${next}"]`)?.focus();
  };
  return (
    <div className="card customers-table">
      <table aria-label={t("customers.list")} className="sheet" onKeyDown={walk}>
        <thead>
          <tr>
            <th>{t("customers.number")}</th>
            {columns.map((column) => (
              <th key={column}>{nameOf(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num">
                <Link data-customer={row.id} to={`/customers/${row.id}`}>
                  {row.number}
                </Link>
              </td>
              {columns.map((column) => (
                <td className="num" key={column}>
                  <Cell column={column} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, column }: { row: CustomerRow; column: Column }) {
  const { i18n } = useTranslation();
  const names = useNames();
  if (column === "madeAt") return moment(row.made_at, serverNow(), i18n.language);
  if (column === "seenAt") return moment(row.seen_at, serverNow(), i18n.language);
  if (column === "service") return names.service(row.service);
  if (column !== "phone") return row[column] || "–";
  if (!row.phone) return "–";
  return (
    <span className="row" style={{ gap: 4 }}>
      {phoneNumber(row.phone)} <CallNumber number={row.phone} service={row.service} />
    </span>
  );
}
