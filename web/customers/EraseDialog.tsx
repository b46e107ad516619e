/** Erases a customer for good. What goes and what has to wait is told first; the number is typed, for there is no undo. */
import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { erase, useCustomerChange, useErasureAhead } from "@/shared/customers/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import type { CustomerView } from "@/src/generated/api";

export function EraseDialog({ customer, onClose }: { customer: CustomerView; onClose: () => void }) {
  const { t } = useTranslation();
  const { number } = customer;
  const [typed, setTyped] = useState("");
  const ahead = useErasureAhead(customer.id).data;
  const queries = useQueryClient();
  const erasing = useCustomerChange(erase(customer.id), () => {
    void queries.invalidateQueries(); // the number stands in lists of tickets, callbacks and incidents too
    notice(t("customers.eraseDone", { number }));
    onClose();
  });
  const sure = typed.trim().toUpperCase() === number;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (sure) erasing.mutate(typed);
  };
  return (
    <Dialog onClose={onClose} opened size={520} title={t("customers.eraseTitle", { number })}>
      <form className="stack" onSubmit={submit} style={{ gap: 12 }}>
        {ahead && <p>{t("customers.eraseAhead", { ...ahead })}</p>}
        {ahead && ahead.locked + ahead.restrictions > 0 && <p>{t("customers.eraseWaits", { ...ahead })}</p>}
        <p className="soft small">{t("customers.eraseBackups")}</p>
        <TextInput
          autoComplete="off"
          data-autofocus
          label={t("customers.eraseSure", { number })}
          onChange={(event) => setTyped(event.currentTarget.value)}
          value={typed}
        />
        <Button color="red" disabled={!sure || !ahead} loading={erasing.isPending} type="submit">
          {t("customers.erase")}
        </Button>
      </form>
    </Dialog>
  );
}
