/** Choose another customer, into whom this one is merged (CUS-11 to CUS-14). */
import "./customers.css";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { CustomerRow, CustomerView } from "@/src/generated/api";
import { Search, Target } from "./CustomerSearch";
import { type Criteria, mergeInto, useCandidates, useCustomerChange, useCustomers } from "./queries";

interface Props {
  customer: CustomerView;
  onClose: () => void;
  onMerged?: (into: CustomerView) => void;
}

export default function MergeDialog({ customer, onClose, onMerged }: Props) {
  const { t } = useTranslation();
  const { number } = customer;
  const [sought, setSought] = useState<Criteria | null>(null);
  const [chosen, setChosen] = useState<CustomerRow | null>(null);
  const same = useCandidates(customer.id).data;
  const found = useCustomers({ ...sought, service: customer.service }, sought !== null).data?.pages[0]?.items;
  const merging = useCustomerChange(mergeInto(customer.id), (into) => {
    notice(t("customers.merged"));
    onMerged?.(into);
    onClose();
  });
  const rows = (sought ? found : same?.items)?.filter(({ id }) => id !== customer.id) ?? [];
  const why = (row: CustomerRow): string => (sought ? "" : (same?.why[same.items.indexOf(row)] ?? ""));
  return (
    <Dialog onClose={onClose} opened size={620} title={t("customers.mergeTitle", { number })}>
      <div className="stack" style={{ gap: 12 }}>
        <Search onReset={() => setSought(null)} onSearch={setSought} />
        {!sought && rows.length > 0 && <h3 className="small soft">{t("customers.mayBeSame")}</h3>}
        {rows.length === 0 && <p className="soft">{t(sought ? "customers.none" : "customers.noTarget")}</p>}
        <div aria-label={t("customers.list")} className="stack customer-targets" role="radiogroup">
          {rows.map((row) => (
            <Target
              key={row.id}
              onChoose={() => setChosen(row)}
              picked={chosen?.id === row.id}
              row={row}
              why={why(row)}
            />
          ))}
        </div>
        <p className="small">{t("customers.mergeWarning", { number })}</p>
        <Button disabled={!chosen} loading={merging.isPending} onClick={() => chosen && merging.mutate(chosen.id)}>
          {chosen ? t("customers.mergeInto", { number: chosen.number }) : t("customers.merge")}
        </Button>
      </div>
    </Dialog>
  );
}
