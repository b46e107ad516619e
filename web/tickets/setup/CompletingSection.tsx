/** After how many days a solved ticket of each service is completed by itself (TKT-04). */
import "../words";
import { Button, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import { notice } from "@/shared/ui/notices";
import { useEdited } from "@/shared/ui/unsaved";
import { useNames } from "@/shared/words/names";
import type { CompletingView } from "@/src/generated/api";
import { useSetup } from "./api";

const LONGEST = 365;

export default function CompletingSection() {
  const { t } = useTranslation("tickets");
  const names = useNames();
  const { data } = useQuery({
    queryKey: ["ticket-setup", "completing"],
    queryFn: () => request<{ items: CompletingView[] }>("GET", "/ticket-completing"),
  });
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("setup.completing.hint")}</p>
      {data?.items.map((one) => (
        <section aria-label={names.service(one.service)} className="card" key={one.service} style={{ padding: 14 }}>
          <h2>{names.service(one.service)}</h2>
          <DaysForm of={one} />
        </section>
      ))}
    </div>
  );
}

function DaysForm({ of: { service, days } }: { of: CompletingView }) {
  const { t } = useTranslation("tickets");
  const [told, tell] = useState<number | string>(days);
  const setup = useSetup(() => notice(t("setup.completing.saved")));
  useEdited(told, setup);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const path = `/ticket-completing/${encodeURIComponent(service)}`;
    setup.mutate({ method: "PUT", path, body: { days: Number(told) } });
  };
  return (
    <form className="stack" onSubmit={submit} style={{ gap: 12, maxWidth: 420 }}>
      <NumberInput
        allowDecimal={false}
        description={t("setup.completing.daysHint")}
        label={t("setup.completing.days")}
        max={LONGEST}
        min={0}
        onChange={tell}
        value={told}
      />
      <Button disabled={told === ""} loading={setup.isPending} style={{ alignSelf: "start" }} type="submit">
        {t("setup.save")}
      </Button>
    </form>
  );
}
