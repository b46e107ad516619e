/** The policy of one service: its steps, what follows from them, and who is never restricted. */
import { Button, NativeSelect, NumberInput, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Policies, type Policy, usePolicies, useSavePolicy } from "@/shared/conduct/queries";
import { useLive } from "@/shared/live/context";
import { notice } from "@/shared/ui/notices";
import { mayLeave, useUnsaved } from "@/shared/ui/unsaved";
import { Answers } from "@/src/generated/api";
import { PolicySteps } from "./PolicySteps";

export function PolicyForm() {
  const { t } = useTranslation();
  const { data } = usePolicies();
  const [chosen, choose] = useState("");
  const known = data?.items.find(({ service }) => service === chosen) ?? data?.items[0];
  if (!data || !known) return null;
  return (
    <div className="stack">
      <Select
        allowDeselect={false}
        data={data.items.map(({ service, name }) => ({ value: service, label: name }))}
        label={t("conduct.columns.service")}
        onChange={(value) => mayLeave(t("queueRules.unsaved")) && choose(value ?? "")}
        value={known.service}
        w={260}
      />
      <Form key={JSON.stringify(known)} known={known} prompts={data.prompts} />
    </div>
  );
}

type Amount = "incidents" | "window_days" | "restricted_days" | "recovery_seconds";
const SPANS: Record<Amount, [number, number]> = {
  incidents: [0, 100],
  window_days: [1, 366],
  restricted_days: [1, 366],
  recovery_seconds: [0, 7200],
};

function Form({ known, prompts }: { known: Policy; prompts: Policies["prompts"] }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState(known);
  const [never, setNever] = useState(known.never.join("\n"));
  const queues = useLive((state) => state.queues);
  const save = useSavePolicy(() => notice(t("conduct.policySaved")));
  const set = (part: Partial<Policy>): void => setWish({ ...wish, ...part });
  const whole = { ...wish, never: never.split(/[\s,]+/).filter(Boolean) };
  const changed = JSON.stringify(whole) !== JSON.stringify(known);
  useUnsaved(changed);
  const mine = Object.values(queues).filter(({ service }) => service === known.service);
  const amount = (name: Amount) => (
    <NumberInput
      allowDecimal={false}
      allowNegative={false}
      label={t(`conduct.policy.${name}`)}
      max={SPANS[name][1]}
      min={SPANS[name][0]}
      onChange={(value) => set({ [name]: Number(value) })}
      styles={{ wrapper: { maxWidth: 260 } }}
      value={wish[name]}
    />
  );
  return (
    <form
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(whole);
      }}
    >
      <PolicySteps onChange={(steps) => set({ steps })} prompts={prompts} steps={wish.steps} />
      <fieldset>
        <legend>{t("conduct.policy.coolOff")}</legend>
        {amount("incidents")}
        {amount("window_days")}
        {amount("restricted_days")}
        <NativeSelect
          data={Answers.map((value) => ({ value, label: t(`conduct.answers.${value}`) }))}
          label={t("conduct.policy.answer")}
          onChange={(event) => set({ answer: Answers.find((one) => one === event.target.value) ?? wish.answer })}
          value={wish.answer}
          w={320}
        />
        {wish.answer === "queue" && (
          <NativeSelect
            data={["", ...mine.map(({ id, name }) => ({ value: id, label: name }))]}
            label={t("call.queue")}
            onChange={(event) => set({ queue: event.currentTarget.value })}
            value={wish.queue}
            w={320}
          />
        )}
        <NativeSelect
          data={Object.keys(prompts)}
          description={prompts[wish.prompt]?.en}
          label={t("conduct.policy.prompt")}
          onChange={(event) => set({ prompt: event.currentTarget.value })}
          value={wish.prompt}
          w={320}
        />
        <Textarea
          description={t("conduct.policy.neverHint")}
          label={t("conduct.policy.never")}
          minRows={3}
          onChange={(event) => setNever(event.currentTarget.value)}
          value={never}
        />
      </fieldset>
      <fieldset>
        <legend>{t("conduct.policy.afterwards")}</legend>
        {amount("recovery_seconds")}
      </fieldset>
      <div className="row">
        <Button disabled={!changed} loading={save.isPending} type="submit">
          {t("conduct.save")}
        </Button>
      </div>
    </form>
  );
}
