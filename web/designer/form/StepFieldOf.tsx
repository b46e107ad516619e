/** One field of a step, by its kind in the table. */
import { SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { setField } from "@/designer/route/edits";
import type { Field } from "@/designer/route/kinds";
import type { Step } from "@/designer/route/model";
import type { DesignerWords } from "@/designer/words/en";
import { ChoiceField, FieldGroup, OfferedField, StepField, TextField, YesField } from "./inputs";
import { CasesField, KeysField, LanguagesField, WeightsField } from "./ListFields";
import { OverflowField, ValuesField } from "./MapFields";
import { PromptsField } from "./PromptsField";
import { asText } from "./useField";

interface Props {
  field: Field;
  step: Step;
}

type Known = `fields.${keyof DesignerWords["fields"]}`;

function useLabel({ field, step }: Props): string {
  const { t } = useTranslation("designer");
  const key = field.key === "then" ? (step.kind === "if" ? "thenYes" : "next") : intoOf(field, step);
  return t(`fields.${key}` as Known);
}

/** Of a look-up several values are kept, elsewhere one. */
function intoOf({ key }: Field, { kind }: Step): string {
  return key === "into" && kind === "lookup" ? "intoMap" : key;
}

const LOOKED_AT = ["caller", "dialled", "language", "now", "weekday"] as const;
const FIGURES = ["waiting in", "ready in", "agents in", "longest wait in", "estimated wait in"] as const;

export function StepFieldOf({ field, step }: Props) {
  const { t } = useTranslation("designer");
  const { known } = useEditor();
  const label = useLabel({ field, step });
  const own = {
    step,
    path: [field.key],
    label,
    placeholder: field.standard && t("form.standard", { value: field.standard }),
  };
  switch (field.kind) {
    case "prompts":
      return <PromptsField {...own} />;
    case "step":
      return <StepField label={label} step={step.name} to={asText(step.body[field.key])} way={field.key} />;
    case "number":
      return <TextField {...own} numeric />;
    case "yes":
      return field.required ? null : <YesField {...own} standard={field.standard === "yes"} />;
    case "choice":
      return <ChoiceField {...own} choices={field.choices ?? []} />;
    case "queue":
      return <OfferedField {...own} keep={field.required === true} offers={known.queues} />;
    case "route":
      return <OfferedField {...own} keep offers={known.routes} />;
    case "subject":
      return (
        <OfferedField
          {...own}
          keep
          offers={[...LOOKED_AT, ...known.queues.flatMap((queue) => FIGURES.map((figure) => `${figure} ${queue}`))]}
        />
      );
    case "keys":
      return <KeysField {...own} />;
    case "languages":
      return <LanguagesField {...own} />;
    case "cases":
      return <CasesField {...own} />;
    case "weights":
      return <WeightsField {...own} />;
    case "values":
      return <ValuesField {...own} />;
    case "overflow":
      return <OverflowField {...own} />;
    case "hours":
      return <HoursField {...own} />;
    default:
      return <TextField {...own} keep={field.required === true} />;
  }
}

type HoursKind = "always" | "calendar" | "week";

/** Always, a calendar of the house, or a week that is written in the route: that one is edited as text. */
function HoursField({ step, path, label }: { step: Step; path: string[]; label: string }) {
  const { t } = useTranslation("designer");
  const { edit, known, locked, toLine } = useEditor();
  const value = step.body.hours;
  const [wanted, setWanted] = useState<HoursKind | null>(null);
  const now: HoursKind = typeof value === "object" ? "week" : value === "always" ? "always" : "calendar";
  const kind = wanted ?? now;
  const choose = (next: string): void => {
    setWanted(next === "calendar" ? "calendar" : null);
    if (next === "always") edit((text) => setField(text, step.name, ["hours"], "always"));
    if (next === "week")
      edit((text) => setField(text, step.name, ["hours"], { timezone: "Asia/Seoul", monday: "09:00-18:00" }));
  };
  return (
    <FieldGroup label={label}>
      <SegmentedControl
        data={(["always", "calendar", "week"] as const).map((one) => ({ value: one, label: t(`form.${one}`) }))}
        disabled={locked}
        onChange={choose}
        size="xs"
        transitionDuration={0}
        value={kind}
      />
      {kind === "calendar" && (
        <OfferedField keep label={t("form.calendarName")} offers={known.calendars} path={path} step={step} />
      )}
      {kind === "week" && (
        <>
          <Textarea aria-label={t("form.week")} autosize readOnly value={shown(value)} />
          <button className="link small" onClick={() => toLine(step.line + 1)} type="button">
            {t("form.weekHint")}
          </button>
        </>
      )}
    </FieldGroup>
  );
}

function shown(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  return Object.entries(value)
    .map(([day, span]) => `${day}: ${Array.isArray(span) ? span.join(", ") : String(span)}`)
    .join("\n");
}
