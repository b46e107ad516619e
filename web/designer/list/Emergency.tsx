/** The emergency switch of a service: closed, or another greeting first. It counts at once. */
import { Button, Radio, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type RouteLine, switchService, useChange, usePrompts } from "@/designer/api";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { useSay } from "@/shared/words/say";

const MODES = ["off", "closed", "greeting"] as const;
type Mode = (typeof MODES)[number];
const PROMPTS: Record<Mode, string> = { off: "", closed: "system.closed", greeting: "" };

export function Emergency({ routes, onClose }: { routes: readonly RouteLine[]; onClose: () => void }) {
  const { t } = useTranslation("designer");
  const services = useMe()?.services ?? [];
  const say = useSay();
  const prompts = usePrompts().data ?? [];
  const [service, setService] = useState(services[0]?.id ?? "");
  const on = routes.find((route) => route.service === service)?.switched;
  const [mode, setMode] = useState<Mode>("closed");
  const [prompt, setPrompt] = useState(PROMPTS.closed);
  const [until, setUntil] = useState("");
  const change = useChange(() =>
    switchService(service, {
      mode,
      prompt: mode === "off" ? "" : prompt,
      until: until && mode !== "off" ? new Date(until).toISOString() : null,
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
  return (
    <Dialog onClose={onClose} opened title={t("emergency.title")}>
      <form className="stack" onSubmit={submit} style={{ gap: 14 }}>
        <p>{t("emergency.lead")}</p>
        <Select
          allowDeselect={false}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
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
        {mode !== "off" && (
          <>
            <TextInput
              label={t("emergency.prompt")}
              list="emergency-prompts"
              onChange={(event) => setPrompt(event.currentTarget.value)}
              required
              value={prompt}
            />
            <datalist id="emergency-prompts">
              {prompts.map(({ name }) => (
                <option key={name} value={name} />
              ))}
            </datalist>
            <TextInput
              description={t("emergency.untilHint")}
              label={t("emergency.until")}
              onChange={(event) => setUntil(event.currentTarget.value)}
              type="datetime-local"
              value={until}
            />
          </>
        )}
        <Button color={mode === "off" ? "cord" : "red"} loading={change.isPending} type="submit">
          {t("emergency.save")}
        </Button>
      </form>
    </Dialog>
  );
}
