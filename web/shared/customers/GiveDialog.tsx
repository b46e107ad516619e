/** The ticket is about somebody else than its number says, or about somebody although it has none (CUS-07). */
import "./customers.css";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { CustomerRow, TicketView } from "@/src/generated/api";
import { Search, Target } from "./CustomerSearch";
import { type Criteria, giveTo, useCustomerChange, useCustomers } from "./queries";

interface Props {
  ticket: TicketView;
  /** Whose it is now; 0 for nobody. */
  now: number;
  onClose: () => void;
}

export default function GiveDialog({ ticket: { id, service }, now, onClose }: Props) {
  const { t } = useTranslation();
  const [sought, setSought] = useState<Criteria | null>(null);
  const [chosen, setChosen] = useState<CustomerRow | null>(null);
  const found = useCustomers({ ...sought, service }, sought !== null).data?.pages[0]?.items;
  const back = useCustomerChange(giveTo(id), () => {});
  const giving = useCustomerChange(giveTo(id), () => {
    const undo = now ? { label: t("ticket.undo"), run: () => back.mutate(now) } : undefined;
    notice(t("customers.gave", { number: chosen?.number }), "plain", undo);
    onClose();
  });
  const rows = found?.filter((row) => row.id !== now) ?? [];
  return (
    <Dialog onClose={onClose} opened size={620} title={t("customers.giveTitle", { id })}>
      <div className="stack" style={{ gap: 12 }}>
        <Search onReset={() => setSought(null)} onSearch={setSought} />
        {rows.length === 0 && <p className="soft">{t(sought ? "customers.none" : "customers.noGive")}</p>}
        <div aria-label={t("customers.list")} className="stack customer-targets" role="radiogroup">
          {rows.map((row) => (
            <Target key={row.id} onChoose={() => setChosen(row)} picked={chosen?.id === row.id} row={row} />
          ))}
        </div>
        <p className="small">{t("customers.giveHint")}</p>
        <Button disabled={!chosen} loading={giving.isPending} onClick={() => chosen && giving.mutate(chosen.id)}>
          {chosen ? t("customers.giveTo", { number: chosen.number }) : t("customers.give")}
        </Button>
      </div>
    </Dialog>
  );
}
