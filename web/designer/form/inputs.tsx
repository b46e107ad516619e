/** The small inputs that fields are made of. What is typed stands at once; the text of the route follows. */
import { Autocomplete, Checkbox, Select, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { connect } from "@/designer/route/edits";
import { asText, type Bound, useField } from "./useField";

interface InputProps extends Bound {
  label: string;
  description?: string | undefined;
  placeholder?: string | undefined;
  /** "" is written, not left out. */
  keep?: boolean;
  /** The label is read but not shown: a heading above says it. */
  bare?: boolean;
}

const labelled = ({ label, bare }: { label: string; bare?: boolean | undefined }) =>
  bare ? { "aria-label": label } : { label };

/**
 * What is typed is shown at once; the route follows a moment later, letter by letter. Those echoes are known by what
 * was sent and change nothing; what comes from outside (undo, the picture) is taken over.
 */
function useTyped(value: string, type: (next: string) => void): [string, (next: string) => void] {
  const [shown, setShown] = useState(value);
  const sent = useRef<string[]>([]);
  useEffect(() => {
    const echo = sent.current.indexOf(value);
    if (echo < 0) setShown(value);
    sent.current = echo < 0 ? [] : sent.current.slice(echo + 1);
  }, [value]);
  return [
    shown,
    (next) => {
      sent.current.push(next);
      setShown(next);
      type(next);
    },
  ];
}

export function TextField({
  numeric = false,
  area = false,
  ...props
}: InputProps & { numeric?: boolean; area?: boolean }) {
  const field = useField(props);
  const [shown, type] = useTyped(asText(field.value), (next) => field.type(next, props.keep));
  const common = {
    ...labelled(props),
    description: props.description,
    disabled: field.locked,
    placeholder: props.placeholder,
    value: shown,
  };
  if (area) return <Textarea {...common} autosize minRows={2} onChange={(event) => type(event.currentTarget.value)} />;
  return (
    <TextInput
      {...common}
      inputMode={numeric ? "decimal" : undefined}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}

/** Any text, with those that are known offered. */
export function OfferedField({ offers, ...props }: InputProps & { offers: readonly string[] }) {
  const field = useField(props);
  const [shown, type] = useTyped(asText(field.value), (next) => field.type(next, props.keep));
  return (
    <Autocomplete
      {...labelled(props)}
      comboboxProps={{ withinPortal: true }}
      data={[...new Set(offers)]}
      description={props.description}
      disabled={field.locked}
      limit={40}
      onChange={type}
      placeholder={props.placeholder}
      value={shown}
    />
  );
}

export function YesField({ standard, ...props }: InputProps & { standard: boolean }) {
  const field = useField(props);
  const said = asText(field.value);
  const checked = said === "" ? standard : said === "yes" || said === "true";
  return (
    <Checkbox
      checked={checked}
      disabled={field.locked}
      label={props.label}
      onChange={({ currentTarget }) =>
        field.put(currentTarget.checked === standard ? undefined : currentTarget.checked ? "yes" : "no")
      }
    />
  );
}

export function ChoiceField({ choices, ...props }: InputProps & { choices: readonly string[] }) {
  const field = useField(props);
  const said = asText(field.value);
  const data = said && !choices.includes(said) ? [said, ...choices] : [...choices];
  return (
    <Select
      {...labelled(props)}
      clearable
      data={data}
      disabled={field.locked}
      onChange={(next) => field.put(next ?? undefined)}
      placeholder={props.placeholder}
      value={said || null}
    />
  );
}

/** Where a way leads. way: its id in the picture. */
export function StepField({
  step,
  label,
  way,
  to,
  bare,
}: {
  step: string;
  label: string;
  way: string;
  to: string;
  bare?: boolean;
}) {
  const { t } = useTranslation("designer");
  const { route, locked, edit } = useEditor();
  const names = route.steps.map(({ name }) => name);
  return (
    <Select
      {...labelled({ label, bare })}
      clearable
      data={to && !names.includes(to) ? [to, ...names] : names}
      disabled={locked}
      error={to !== "" && !names.includes(to)}
      limit={60}
      nothingFoundMessage={t("palette.nothing")}
      onChange={(next) => edit((text) => connect(text, step, way, next ?? ""))}
      placeholder={t("form.nowhere")}
      searchable
      value={to || null}
    />
  );
}

export function FieldGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className="field-group">
      <legend>{label}</legend>
      {children}
    </fieldset>
  );
}
