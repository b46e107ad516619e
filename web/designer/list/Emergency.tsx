/** The emergency switch of a service: closed, or another greeting first. It counts at once. */
import { Button, Radio, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { switchService, useChange, useSwitches } from "@/designer/api";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

const MODES = ["off", "closed", "greeting"] as const;
type Mode = (typeof MODES)[number];
/** What is chosen first. */
const PROMPTS: Record<Mode, string> = { off: "", closed: "system.closed", greeting: "" };

export function Emergency({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation("designer");
  const { data } = useSwitches();
  const say = useSay();
  const [chosen, setService] = useState("");
  const [mode, setMode] = useState<Mode>("closed");
  const [prompt, setPrompt] = useState(PROMPTS.closed);
  const [until, setUntil] = useState("");
  const services = data?.items ?? [];
  const service = chosen || (services[0]?.service ?? "");
  const on = services.find((one) => one.service === service)?.switched;
  const off = mode === "off";
  const change = useChange(() =>
    switchService(service, {
      mode,
      prompt: off ? "" : prompt,
      until: until && !off ? new Date(until).toISOString() : null,
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(undefined, {
      onError: say,
      onSuccess: () => {
        notice(t("emergency.done"));
        onClose();
      },
    });
  };
  const words = data?.prompts[prompt];
  return (
    <Dialog onClose={onClose} opened title={t("emergency.title")}>
      <form className="stack" onSubmit={submit} style={{ gap: 14 }}>
        <p>{t("emergency.lead")}</p>
        <Select
          allowDeselect={false}
          data={services.map(({ service: value, name }) => ({ value, label: name }))}
          label={t("emergency.service")}
          onChange={(value) => value && setService(value)}
          value={service}
        />
        <Radio.Group
          label={t("emergency.mode")}
          onChange={(value) => {
            const next = MODES.find((one) => one === value) ?? "off";
            setMode(next);
            setPrompt(PROMPTS[next]);
          }}
          value={mode}
        >
          <div className="stack" style={{ paddingTop: 8 }}>
            {MODES.map((value) => (
              <Radio
                disabled={value === "off" && !on}
                key={value}
                label={t(`emergency.modes.${value}`)}
                value={value}
              />
            ))}
          </div>
        </Radio.Group>
        {!off && (
          <>
            <Select
              allowDeselect={false}
              data={Object.keys(data?.prompts ?? {}).sort()}
              description={words?.[i18n.language] ?? Object.values(words ?? {})[0]}
              label={t("emergency.prompt")}
              onChange={(value) => value && setPrompt(value)}
              searchable
              value={prompt || null}
            />
            <TextInput
              description={t("emergency.untilHint")}
              label={t("emergency.until")}
              onChange={(event) => setUntil(event.currentTarget.value)}
              type="datetime-local"
              value={until}
            />
          </>
        )}
        <Button color={off ? "cord" : "red"} disabled={!off && !prompt} loading={change.isPending} type="submit">
          {t("emergency.save")}
        </Button>
      </form>
    </Dialog>
  );
}
