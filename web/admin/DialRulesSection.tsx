/** Which numbers may be called: for the organisation, and for each service. Emergency numbers always go. */
import "@mantine/core/styles/Switch.css";
import { Button, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { manages } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { mayLeave, useEdited } from "@/shared/ui/unsaved";
import { type DialRules, patternsOf, textOf, useDialRules, useSetDialRules } from "./outbound";
import { TransferTargets } from "./TransferTargets";

const ORGANISATION = "-";

export default function DialRulesSection() {
  const { t } = useTranslation();
  const me = useMe();
  const services = me?.services ?? [];
  const all = me ? manages(me) : false;
  const [scope, setScope] = useState(all ? ORGANISATION : (services[0]?.id ?? ""));
  const { data } = useDialRules(scope);
  const scopes = services.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="stack" style={{ gap: 16, maxWidth: 640 }}>
      <NativeSelect
        data={all ? [{ value: ORGANISATION, label: t("dial.admin.organisation") }, ...scopes] : scopes}
        label={t("dial.admin.scope")}
        onChange={({ currentTarget: { value } }) => mayLeave(t("queueRules.unsaved")) && setScope(value)}
        value={scope}
        w={260}
      />
      <p className="soft small">{t("dial.admin.emergencyNote")}</p>
      {data && <RulesForm key={scope} known={data} scope={scope} />}
      {scope && scope !== ORGANISATION && <TransferTargets service={scope} />}
    </div>
  );
}

function RulesForm({ known, scope }: { known: DialRules; scope: string }) {
  const { t } = useTranslation();
  const [country, setCountry] = useState(known.country);
  const [international, setInternational] = useState(known.international);
  const [premium, setPremium] = useState(known.premium);
  const [allow, setAllow] = useState(textOf(known.allow));
  const [deny, setDeny] = useState(textOf(known.deny));
  const save = useSetDialRules(scope, t("dial.admin.saved"));
  useEdited([country, international, premium, allow, deny], save);
  return (
    <form
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        const lists = { allow: patternsOf(allow), deny: patternsOf(deny) };
        save.mutate({ country: country.trim().toUpperCase(), international, premium, ...lists });
      }}
    >
      <TextInput
        description={t(scope === ORGANISATION ? "dial.admin.countryOfAll" : "dial.admin.countryOfService")}
        label={t("dial.admin.country")}
        maxLength={2}
        onChange={(event) => setCountry(event.currentTarget.value)}
        value={country}
        w={260}
      />
      <Switch
        checked={international}
        label={t("dial.admin.international")}
        onChange={(event) => setInternational(event.currentTarget.checked)}
      />
      <Switch
        checked={premium}
        label={t("dial.admin.premium")}
        onChange={(event) => setPremium(event.currentTarget.checked)}
      />
      <Textarea
        autosize
        description={t("dial.admin.lines")}
        label={t("dial.admin.allow")}
        minRows={2}
        onChange={(event) => setAllow(event.currentTarget.value)}
        value={allow}
      />
      <Textarea
        autosize
        description={t("dial.admin.lines")}
        label={t("dial.admin.deny")}
        minRows={2}
        onChange={(event) => setDeny(event.currentTarget.value)}
        value={deny}
      />
      <Button loading={save.isPending} style={{ alignSelf: "flex-start" }} type="submit">
        {t("dial.admin.save")}
      </Button>
    </form>
  );
}
