/** Who calls, when, and how the world is: queues, and what look-ups answer. */
import { Button, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TryWish } from "@/designer/api";
import { useEditor } from "@/designer/editor/context";
import { LANGUAGES } from "@/shared/i18n";
import { valuesOf } from "./rehearsal";

export type SetupValues = Omit<TryWish, "text" | "acts">;

export function setupOf(language: string): SetupValues {
  return { caller: "01012345678", at: "", language, figures: {}, lookups: {} };
}

const FIGURES = ["waiting in", "ready in", "agents in", "longest wait in", "estimated wait in"] as const;
const OUTCOMES = ["found", "missing", "failed"] as const;

export function Setup({ setup, onChange }: { setup: SetupValues; onChange: (setup: SetupValues) => void }) {
  const { t } = useTranslation("designer");
  const { route } = useEditor();
  const set = (part: Partial<SetupValues>): void => onChange({ ...setup, ...part });
  const languages = route.languages.length ? route.languages : Object.keys(LANGUAGES);
  return (
    <details className="try-setup">
      <summary>{t("try.settings")}</summary>
      <div className="stack" style={{ gap: 12 }}>
        <TextInput
          label={t("try.caller")}
          inputMode="tel"
          onChange={(event) => set({ caller: event.currentTarget.value })}
          value={setup.caller}
        />
        <TextInput
          description={setup.at ? undefined : t("try.now")}
          label={t("try.at")}
          onChange={(event) => set({ at: withZone(event.currentTarget.value) })}
          type="datetime-local"
          value={localOf(setup.at)}
        />
        <Select
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: LANGUAGES[value as keyof typeof LANGUAGES] ?? value }))}
          label={t("try.language")}
          onChange={(language) => language && set({ language })}
          value={setup.language}
        />
        <FiguresOf onChange={(figures) => set({ figures })} setup={setup} />
        <LookupsOf onChange={(lookups) => set({ lookups })} setup={setup} />
      </div>
    </details>
  );
}

const withZone = (local: string): string => (local ? new Date(local).toISOString() : "");

function localOf(at: string): string {
  if (!at) return "";
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function FiguresOf({
  setup: { figures },
  onChange,
}: {
  setup: SetupValues;
  onChange: (figures: Record<string, number>) => void;
}) {
  const { t } = useTranslation("designer");
  const { known } = useEditor();
  const names = known.queues.flatMap((queue) => FIGURES.map((figure) => `${figure} ${queue}`));
  const free = names.find((name) => !(name in figures));
  return (
    <fieldset className="field-group">
      <legend>{t("try.figures")}</legend>
      {Object.entries(figures).map(([name, value]) => (
        <div className="entry-line" key={name}>
          <Select
            allowDeselect={false}
            aria-label={t("try.figure")}
            data={[name, ...names.filter((one) => !(one in figures))]}
            onChange={(next) => {
              if (!next) return;
              const { [name]: moved, ...rest } = figures;
              onChange({ ...rest, [next]: moved ?? 0 });
            }}
            searchable
            value={name}
          />
          <TextInput
            aria-label={name}
            inputMode="decimal"
            onChange={(event) => onChange({ ...figures, [name]: Number(event.currentTarget.value) || 0 })}
            value={String(value)}
          />
        </div>
      ))}
      {free && (
        <div>
          <Button onClick={() => onChange({ ...figures, [free]: 5 })} size="compact-sm" variant="default">
            {t("try.addFigure")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function LookupsOf({
  setup: { lookups },
  onChange,
}: {
  setup: SetupValues;
  onChange: (lookups: SetupValues["lookups"]) => void;
}) {
  const { t } = useTranslation("designer");
  const { route } = useEditor();
  const steps = route.steps.filter(({ kind }) => kind === "lookup");
  if (steps.length === 0) return null;
  return (
    <fieldset className="field-group">
      <legend>{t("try.lookups")}</legend>
      {steps.map(({ name }) => {
        const answer = lookups[name] ?? { outcome: "found", values: {} };
        return (
          <div className="stack" key={name}>
            <Select
              allowDeselect={false}
              data={OUTCOMES.map((value) => ({ value, label: t(`try.${value}`) }))}
              label={name}
              onChange={(outcome) => outcome && onChange({ ...lookups, [name]: { ...answer, outcome } })}
              value={answer.outcome}
            />
            {answer.outcome === "found" && (
              <TextInput
                aria-label={`${name}: ${t("try.values")}`}
                defaultValue={Object.entries(answer.values)
                  .map(([key, value]) => `${key}: ${value}`)
                  .join(", ")}
                onBlur={(event) =>
                  onChange({ ...lookups, [name]: { ...answer, values: valuesOf(event.currentTarget.value) } })
                }
                placeholder={t("try.values")}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
