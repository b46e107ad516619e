/** After a dismissal: the incident is filled in already, the agent adds words and is left in peace meanwhile. */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CATEGORIES, useIncidents, useNote } from "@/shared/conduct/queries";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { notice } from "@/shared/ui/notices";
import { short } from "@/shared/words/format";
import { useWho } from "@/shared/words/who";
import type { IncidentView } from "@/src/generated/api";

const FRESH = 1800; // s after which the form does not come by itself any more

export function IncidentCard() {
  const me = useLive((state) => state.me);
  const closing = useLive((state) => state.closing);
  const [done, setDone] = useState(0);
  const { data } = useIncidents({ mine: "true", limit: "1" }, me?.state === "work" || closing !== "");
  const incident = data?.items[0];
  if (!incident?.ended_at || me?.state !== "work" || incident.id === done) return null;
  const open = incident.note === "" && (me.recovery_until > 0 || incident.ended_at > serverNow() - FRESH);
  return open ? <Form incident={incident} key={incident.id} onDone={() => setDone(incident.id)} /> : null;
}

function Form({ incident, onDone }: { incident: IncidentView; onDone: () => void }) {
  const { t } = useTranslation();
  const who = useWho();
  const [category, setCategory] = useState(incident.category || "abuse");
  const [note, setNote] = useState(incident.note);
  const save = useNote(incident.id, () => {
    notice(t("conduct.saved"));
    onDone();
  });
  return (
    <form
      aria-label={t("conduct.incident", { id: incident.id })}
      className="call stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ category, note });
      }}
    >
      <h2>{t("conduct.incident", { id: incident.id })}</h2>
      <Recovery />
      <p className="small">
        <span className="num">{who(incident)}</span>
        {" · "}
        {incident.steps
          .filter(({ withdrawn }) => !withdrawn)
          .map(({ step }) => t(`conduct.steps.${step}`))
          .join(" › ")}
      </p>
      <NativeSelect
        data={CATEGORIES.map((value) => ({ value, label: t(`call.dismissReasons.${value}`) }))}
        label={t("conduct.category")}
        onChange={(event) => setCategory(event.currentTarget.value)}
        size="xs"
        value={category}
      />
      <Textarea
        autosize
        label={t("conduct.note")}
        maxRows={6}
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
        size="xs"
        value={note}
      />
      <Button loading={save.isPending} size="compact-md" type="submit">
        {t("conduct.save")}
      </Button>
    </form>
  );
}

/** How long nothing rings here. Whoever wants to go on earlier chooses a state below. */
function Recovery() {
  const { t } = useTranslation();
  const until = useLive((state) => state.me?.recovery_until ?? 0);
  useSecond();
  if (!until) return null;
  return <p className="small figures">{t("conduct.recovery", { time: short(Math.max(0, until - serverNow())) })}</p>;
}
