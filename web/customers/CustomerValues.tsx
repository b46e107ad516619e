/** Numbers and values, those of one field side by side. What is wrong can be removed by who keeps customers. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { AddValue } from "@/shared/customers/AddValue";
import { removeValue, useCustomerChange, useKeepings } from "@/shared/customers/queries";
import { useFieldName } from "@/shared/customers/useFieldName";
import { CallNumber } from "@/shared/panel/CallNumber";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { phoneNumber } from "@/shared/words/format";
import type { CustomerView } from "@/src/generated/api";

interface Line {
  key: string;
  field: string;
  shown: string;
  record: number;
  call: string;
  wish: { value?: number; number?: string };
}

/** In the order of the service's fields; what has no field any more comes last. */
function linesOf(customer: CustomerView, order: readonly string[]): Line[] {
  const numbers = customer.phones.map(
    ({ number, digits, record }): Line => ({
      key: number,
      field: "phone",
      shown: phoneNumber(digits),
      record,
      call: digits,
      wish: { number },
    }),
  );
  const values = customer.values.map(
    ({ id, field, value, record }): Line => ({
      key: String(id),
      field,
      shown: value,
      record,
      call: "",
      wish: { value: id },
    }),
  );
  const rank = ({ field }: Line): number => (order.includes(field) ? order.indexOf(field) : order.length);
  return [...numbers, ...values].sort((one, other) => rank(one) - rank(other));
}

export function CustomerValues({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const keeping = useKeepings().data?.items.find(({ service }) => service === customer.service);
  const nameOf = useFieldName(keeping);
  const lines = linesOf(customer, keeping?.fields.map(({ key }) => key) ?? []);
  return (
    <section aria-label={t("customers.facts")} className="card">
      <h3>{t("customers.facts")}</h3>
      {lines.map((line) => (
        <Row customer={customer} key={line.key} line={line} nameOf={nameOf} />
      ))}
      <div style={{ marginTop: 12 }}>
        <AddValue id={customer.id} keeping={keeping} />
      </div>
    </section>
  );
}

function Row({ customer, line, nameOf }: { customer: CustomerView; line: Line; nameOf: (key: string) => string }) {
  const { t } = useTranslation();
  const removing = useCustomerChange(removeValue(customer.id), () => notice(t("customers.removed")));
  const from = customer.records.find(({ id }) => id === line.record);
  const remove = t("customers.remove", { value: line.shown });
  return (
    <div className="customer-row">
      <span className="soft small">{nameOf(line.field)}</span>
      <span className="told num">
        {line.shown}{" "}
        {from && from.into > 0 && (
          <span className="soft small">{t("customers.recordOf", { number: from.number })}</span>
        )}
      </span>
      <span className="row" style={{ gap: 2 }}>
        {line.call && <CallNumber number={line.call} service={customer.service} />}
        {customer.may_keep && (
          <ActionIcon
            aria-label={remove}
            color="gray"
            loading={removing.isPending}
            onClick={() => removing.mutate(line.wish)}
            title={remove}
            variant="subtle"
          >
            <Icon name="close" size={16} />
          </ActionIcon>
        )}
      </span>
    </div>
  );
}
