/** Mails the addresses from which the house asks to whoever opens the firewall of the other side (CUS-19). */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useApis } from "@/shared/customers/queries";
import { notice } from "@/shared/ui/notices";
import { useMailAddresses } from "./queries";

export function FirewallMail({ service }: { service: string }) {
  const { t } = useTranslation();
  const outgoing = useApis().data?.outgoing ?? [];
  const [to, setTo] = useState("");
  const mail = useMailAddresses(service, () => notice(t("customers.api.mailed", { to })));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mail.mutate(to);
  };
  if (outgoing.length === 0) return <p className="soft small">{t("customers.api.noOutgoing")}</p>;
  return (
    <form className="stack" onSubmit={submit} style={{ maxWidth: 640 }}>
      <p className="small">{t("customers.api.outgoing", { addresses: outgoing.join(", ") })}</p>
      <div className="row" style={{ alignItems: "flex-end", flexWrap: "wrap" }}>
        <TextInput
          className="grow"
          label={t("customers.api.mailTo")}
          maxLength={100}
          miw={200}
          onChange={(event) => setTo(event.currentTarget.value.trim())}
          type="email"
          value={to}
        />
        <Button disabled={!to} loading={mail.isPending} type="submit" variant="default">
          {t("customers.api.mail")}
        </Button>
      </div>
    </form>
  );
}
