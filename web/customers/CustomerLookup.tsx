/** The service's own system: what it tells by itself, and a question by hand (CUS-22, CUS-23). */
import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import LookedUp, { LookedUpValues } from "@/shared/customers/LookedUp";
import { useApis, useLookUp } from "@/shared/customers/queries";
import type { CustomerApiView, CustomerView } from "@/src/generated/api";

export function CustomerLookup({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation();
  const api = useApis().data?.items.find(({ service }) => service === customer.service);
  if (!api?.allowed || !api.key) return null;
  return (
    <section aria-label={t("customers.api.title")} className="card stack">
      <h3>{t("customers.api.title")}</h3>
      <LookedUp of={`/customers/${customer.id}`} />
      <LookUpForm api={api} test={false} />
    </section>
  );
}

export function LookUpForm({ api, test }: { api: CustomerApiView; test: boolean }) {
  const { t } = useTranslation();
  const [told, setTold] = useState<Record<string, string>>({});
  const asking = useLookUp(api.service, test);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    asking.mutate(told);
  };
  return (
    <form aria-label={t("customers.api.ask")} className="stack" onSubmit={submit}>
      <div className="row" style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
        {api.items.map(({ variable, label, longest, required }) => (
          <TextInput
            key={variable}
            label={label}
            maxLength={longest}
            onChange={(event) => {
              const value = event.currentTarget.value;
              setTold((before) => ({ ...before, [variable]: value }));
            }}
            required={required}
            size="xs"
            value={told[variable] ?? ""}
            withAsterisk={required}
          />
        ))}
        <Button loading={asking.isPending} size="xs" type="submit" variant="default">
          {t(test ? "customers.api.test" : "customers.lookFor")}
        </Button>
      </div>
      <div aria-live="polite">{asking.data && <LookedUpValues told={asking.data} />}</div>
    </form>
  );
}
