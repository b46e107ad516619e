/** The settings of one queue as a form. What cannot be together is not offered together. */
import { Button, Checkbox, NumberInput, Select } from "@mantine/core";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useUnsaved } from "@/shared/ui/unsaved";
import type { QueueSettings } from "@/src/generated/api";
import { Recordings } from "@/src/generated/api";
import { BackFields } from "./BackFields";
import { ChoosingFields } from "./ChoosingFields";
import { inWords } from "./inWords";
import { LimitFields } from "./LimitFields";
import { type KnownQueue, useChangeQueue } from "./queueSettings";
import { AnnouncingFields } from "./WaitingFields";

const NARROW = { wrapper: { maxWidth: 260 } };

type Flag = "auto_answer" | "ring_all" | "callback_on_abandon" | "recording_announced";
type Amount = "ring_seconds" | "wrap_up_seconds" | "service_level_seconds" | "recording_days" | "callback_after";

/** What the server takes: the least and the most. */
const SPANS: Record<Amount, [number, number]> = {
  ring_seconds: [5, 300],
  wrap_up_seconds: [0, 3600],
  service_level_seconds: [1, 3600],
  recording_days: [1, 3650],
  callback_after: [0, 3600],
};

export function QueueForm({ known }: { known: KnownQueue }) {
  const { t } = useTranslation();
  const [wish, setWish] = useState<QueueSettings>(() => settingsOf(known));
  const change = useChangeQueue(known);
  const set = (part: Partial<QueueSettings>): void => setWish({ ...wish, ...part });
  const changed = JSON.stringify(wish) !== JSON.stringify(settingsOf(known));
  useUnsaved(changed);
  const amount = (name: Amount) => (
    <NumberInput
      allowDecimal={false}
      allowNegative={false}
      description={t(`offers.hint.${name}`)}
      label={t(`offers.${name}`)}
      max={SPANS[name][1]}
      min={SPANS[name][0]}
      onChange={(value) => set({ [name]: Number(value) })}
      styles={NARROW}
      value={wish[name]}
    />
  );
  const flag = (name: Flag, without?: Flag) => (
    <Checkbox
      checked={wish[name]}
      description={t(`offers.hint.${name}`)}
      label={t(`offers.${name}`)}
      onChange={({ currentTarget: { checked } }) =>
        set(checked && without ? { [name]: true, [without]: false } : { [name]: checked })
      }
    />
  );
  return (
    <form
      className="card stack queue-form"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate(wish);
      }}
    >
      <ChoosingFields known={known} onChange={(choosing) => set({ choosing })} value={wish.choosing} />
      <LimitFields known={known} onChange={(limits) => set({ limits })} value={wish.limits} />
      <section className="stack" style={{ gap: 2 }}>
        <b>{t("queueRules.inWords")}</b>
        {inWords(wish, known, t as TFunction).map((sentence) => (
          <p className="soft small" key={sentence}>
            {sentence}
          </p>
        ))}
      </section>
      <AnnouncingFields known={known} onChange={(announcing) => set({ announcing })} value={wish.announcing} />
      <BackFields onChange={(calling_back) => set({ calling_back })} value={wish.calling_back} />
      <fieldset>
        <legend>{t("offers.offering")}</legend>
        {amount("ring_seconds")}
        {flag("auto_answer", "ring_all")}
        {flag("ring_all", "auto_answer")}
      </fieldset>
      <fieldset>
        <legend>{t("offers.around")}</legend>
        {amount("wrap_up_seconds")}
        {amount("service_level_seconds")}
        {flag("callback_on_abandon")}
        {wish.callback_on_abandon && amount("callback_after")}
        <Select
          clearable
          data={known.routes}
          description={t("survey.hint")}
          label={t("survey.route")}
          onChange={(survey) => set({ survey: survey ?? "" })}
          searchable
          value={wish.survey || null}
          w={260}
        />
        <Select
          allowDeselect={false}
          data={known.musics}
          label={t("offers.music")}
          onChange={(music) => music && set({ music })}
          value={wish.music}
          w={260}
        />
      </fieldset>
      <fieldset>
        <legend>{t("offers.recordings")}</legend>
        <Select
          allowDeselect={false}
          data={Recordings.map((value) => ({ value, label: t(`offers.recordingKinds.${value}`) }))}
          label={t("offers.recording")}
          onChange={(value) => set({ recording: Recordings.find((one) => one === value) ?? wish.recording })}
          value={wish.recording}
          w={260}
        />
        {flag("recording_announced")}
        {amount("recording_days")}
      </fieldset>
      <div className="row save-bar">
        <Button disabled={!changed} loading={change.isPending} type="submit">
          {t("offers.save")}
        </Button>
        <Button disabled={!changed} onClick={() => setWish(settingsOf(known))} type="button" variant="subtle">
          {t("offers.undo")}
        </Button>
        <span className="soft small">{t("offers.fromNow")}</span>
      </div>
    </form>
  );
}

function settingsOf(known: KnownQueue): QueueSettings {
  return {
    ring_seconds: known.ring_seconds,
    auto_answer: known.auto_answer,
    ring_all: known.ring_all,
    wrap_up_seconds: known.wrap_up_seconds,
    service_level_seconds: known.service_level_seconds,
    callback_on_abandon: known.callback_on_abandon,
    callback_after: known.callback_after,
    music: known.music,
    recording: known.recording,
    recording_announced: known.recording_announced,
    recording_days: known.recording_days,
    survey: known.survey,
    choosing: known.choosing,
    limits: known.limits,
    announcing: known.announcing,
    calling_back: known.calling_back,
  };
}
