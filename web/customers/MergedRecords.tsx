/** Records that were merged into this customer; each merge can be undone. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { splitOff, useCustomerChange } from "@/shared/customers/queries";
import { notice } from "@/shared/ui/notices";
import type { CustomerView } from "@/src/generated/api";

export function MergedRecords({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const splitting = useCustomerChange(splitOff(customer.id), ({ number }) => notice(t("customers.undone", { number })));
  const merged = customer.records.filter(({ into }) => into > 0);
  if (merged.length === 0) return null;
  return (
    <section aria-label={t("customers.records")} className="card stack">
      <h3>{t("customers.records")}</h3>
      {merged.map(({ id, number }) => (
        <div className="row between" key={id}>
          <span className="num">{number}</span>
          <Button
            loading={splitting.isPending}
            onClick={() => splitting.mutate(id)}
            size="compact-sm"
            variant="default"
          >
            {t("customers.undoMerge", { number })}
          </Button>
        </div>
      ))}
    </section>
  );
}
