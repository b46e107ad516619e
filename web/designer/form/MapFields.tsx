/** Fields of names and values, and of what happens when a queue is too full. */
import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { setField } from "@/designer/route/edits";
import { rekey } from "@/designer/route/splice";
import { Add, Entry, type ListProps } from "./Entry";
import { FieldGroup, StepField, TextField } from "./inputs";
import { asList, asTable, asText, useField } from "./useField";

export function ValuesField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const field = useField({ step, path });
  const { edit } = useEditor();
  const values = Object.keys(asTable(field.value));
  const free =
    ["value", ...values.map((_, index) => `value-${index + 2}`)].find((one) => !values.includes(one)) ?? "value";
  return (
    <FieldGroup label={label}>
      {values.map((name, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: the name may change while one types it
          key={index}
          locked={field.locked}
          name={name}
          onDrop={() => edit((text) => setField(text, step.name, [...path, name], undefined))}
        >
          <div className="entry-line">
            <ValueName
              locked={field.locked}
              name={name}
              onName={(next) => edit((text) => rekey(text, ["steps", step.name, ...path, name], next))}
              taken={values}
            />
            <TextField
              bare
              keep
              label={`${t("form.value")}: ${name}`}
              path={[...path, name]}
              placeholder={t("form.value")}
              step={step}
            />
          </div>
        </Entry>
      ))}
      <Add
        label={t("form.addValue")}
        locked={field.locked}
        onAdd={() => edit((text) => setField(text, step.name, [...path, free], ""))}
      />
    </FieldGroup>
  );
}

/** Counts when it is left, for a name half written may be another one's. */
function ValueName({
  name,
  taken,
  locked,
  onName,
}: {
  name: string;
  taken: string[];
  locked: boolean;
  onName: (next: string) => void;
}) {
  const { t } = useTranslation("designer");
  const [shown, setShown] = useState<string | null>(null);
  const leave = (): void => {
    if (shown && shown !== name && !taken.includes(shown)) onName(shown);
    setShown(null);
  };
  return (
    <TextInput
      aria-label={`${t("form.variable")}: ${name}`}
      disabled={locked}
      onBlur={leave}
      onChange={(event) => setShown(event.currentTarget.value)}
      onKeyDown={({ key }) => key === "Enter" && leave()}
      value={shown ?? name}
    />
  );
}

const WHENS = ["after", "longer than", "estimated over", "nobody there"] as const;

export function OverflowField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const field = useField({ step, path });
  const { edit } = useEditor();
  return (
    <FieldGroup label={label}>
      {asList(field.value).map((one, index) => {
        const when = WHENS.find((name) => name in asTable(one)) ?? "after";
        const at = [...path, index];
        return (
          <Entry
            // biome-ignore lint/suspicious/noArrayIndexKey: an overflow is its place in the list
            key={index}
            locked={field.locked}
            name={t("form.overflow", { number: index + 1 })}
            onDrop={() => edit((text) => setField(text, step.name, at, undefined))}
          >
            <div className="entry-line">
              <Select
                allowDeselect={false}
                aria-label={t("form.when")}
                data={WHENS.map((value) => ({ value, label: t(`form.whens.${value}`) }))}
                disabled={field.locked}
                onChange={(next) => {
                  if (next)
                    edit((text) =>
                      setField(
                        rekey(text, ["steps", step.name, ...at, when], next),
                        step.name,
                        [...at, next],
                        next === "nobody there" ? "yes" : "60",
                      ),
                    );
                }}
                value={when}
              />
              {when !== "nobody there" && (
                <TextField bare keep label={t("form.amount")} numeric path={[...at, when]} step={step} />
              )}
            </div>
            <StepField
              bare
              label={t("form.to")}
              step={step.name}
              to={asText(asTable(one).to)}
              way={`${path.join("/")}/${index}/to`}
            />
          </Entry>
        );
      })}
      <Add
        label={t("form.addOverflow")}
        locked={field.locked}
        onAdd={() => edit((text) => setField(text, step.name, [...path, asList(field.value).length], { after: "60" }))}
      />
    </FieldGroup>
  );
}
