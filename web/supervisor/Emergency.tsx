/** What callers meet instead of the usual route, and the switch for it: one look, two clicks. */
import { Button, NativeSelect, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCalendars, useSwitch, useSwitches } from "@/shared/emergency/queries";
import { Until } from "@/shared/emergency/Until";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { moment } from "@/shared/words/format";
import { type ServiceSwitch, type SwitchMode, SwitchModes } from "@/src/generated/api";

/** How Japanese words are read aloud: for the voice, not for the eye. */
const READING = /《[^》]*》/g;

export function Emergency() {
  const { t } = useTranslation();
  const { data } = useSwitches();
  const calendars = useCalendars().data?.items.filter(({ forced }) => forced) ?? [];
  const [opened, open] = useState("");
  if (!data || data.items.length === 0) return null;
  const on = data.items.filter(({ switched }) => switched);
  const chosen = data.items.find(({ service }) => service === opened);
  return (
    <section aria-label={t("emergency.title")} className="board-alerts">
      {on.map((service) => (
        <button className="alert" data-bad key={service.service} onClick={() => open(service.service)} type="button">
          <Icon name="alert" size={16} />
          <Switched service={service} />
        </button>
      ))}
      {calendars.map(({ calendar, forced }) => (
        <Link className="alert" data-bad={forced?.mode === "closed"} key={calendar.id} to="/settings/calendars">
          <Icon name="alert" size={16} />
          <span>
            {t(`emergency.calendar.${forced?.mode === "open" ? "open" : "closed"}`, { name: calendar.name })}
            <Till by={forced?.by ?? ""} until={forced?.until ?? 0} />
          </span>
        </Link>
      ))}
      <Button color="gray" onClick={() => open(data.items[0]?.service ?? "")} size="compact-sm" variant="default">
        {t("emergency.open")}
      </Button>
      <Dialog onClose={() => open("")} opened={chosen !== undefined} size={480} title={t("emergency.title")}>
        {chosen && (
          <div className="stack" style={{ gap: 16 }}>
            <NativeSelect
              data={data.items.map(({ service, name }) => ({ value: service, label: name }))}
              label={t("conduct.columns.service")}
              onChange={({ currentTarget }) => open(currentTarget.value)}
              value={chosen.service}
            />
            <SwitchForm key={JSON.stringify(chosen)} onDone={() => open("")} prompts={data.prompts} service={chosen} />
          </div>
        )}
      </Dialog>
    </section>
  );
}

function Switched({ service: { name, switched } }: { service: ServiceSwitch }) {
  const { t } = useTranslation();
  if (!switched || switched.mode === "off") return null;
  return (
    <span>
      {t(`emergency.says.${switched.mode}`, { service: name })}
      <Till by={switched.by} until={switched.until} />
    </span>
  );
}

function Till({ until, by }: { until: number; by: string }) {
  const { t, i18n } = useTranslation();
  const time = until ? moment(until, serverNow(), i18n.language) : "";
  return <span className="num">{time ? t("emergency.till", { time, by }) : t("emergency.tillBack", { by })}</span>;
}

interface FormProps {
  service: ServiceSwitch;
  prompts: Record<string, Record<string, string>>;
  onDone: () => void;
}

function SwitchForm({ service, prompts, onDone }: FormProps) {
  const { t, i18n } = useTranslation();
  const now = service.switched?.mode ?? "off";
  const [mode, setMode] = useState<SwitchMode>(now === "off" ? "closed" : now);
  const [prompt, setPrompt] = useState(service.switched?.prompt ?? "");
  const [until, setUntil] = useState(0);
  const save = useSwitch(onDone);
  const said = prompts[prompt || (mode === "closed" ? "system.closed" : "")];
  const cannot = (mode === "greeting" && !prompt) || (mode === "off" && now === "off");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ service: service.service, mode, prompt: mode === "off" ? "" : prompt, until });
      }}
      style={{ gap: 16 }}
    >
      <SegmentedControl
        aria-label={t("emergency.mode")}
        data={SwitchModes.map((value) => ({ value, label: t(`emergency.modes.${value}`) }))}
        fullWidth
        onChange={(value) => setMode(value as SwitchMode)}
        value={mode}
      />
      <p className="soft small">{t(`emergency.hint.${mode}`)}</p>
      {mode !== "off" && (
        <>
          <NativeSelect
            data={[
              { value: "", label: t(mode === "closed" ? "emergency.usual" : "emergency.choose") },
              ...Object.keys(prompts),
            ]}
            description={(said?.[i18n.language] ?? said?.en)?.replaceAll(READING, "")}
            label={t("emergency.prompt")}
            onChange={({ currentTarget }) => setPrompt(currentTarget.value)}
            value={prompt}
          />
          <Until onChange={setUntil} />
        </>
      )}
      <div className="row">
        <Button color={mode === "off" ? "cord" : "red.9"} disabled={cannot} loading={save.isPending} type="submit">
          {t(`emergency.do.${mode}`)}
        </Button>
        <Button color="gray" onClick={onDone} type="button" variant="subtle">
          {t("call.cancel")}
        </Button>
      </div>
    </form>
  );
}
