/** Fields that hold several things: keys of a menu, cases, shares, values, overflow. */
import { Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { setField } from "@/designer/route/edits";
import { PHONE_KEYS } from "@/designer/route/kinds";
import { inPhoneOrder, TESTS } from "@/designer/route/model";
import { rekey, swap } from "@/designer/route/splice";
import { Add, Entry, type ListProps } from "./Entry";
import { FieldGroup, StepField, TextField } from "./inputs";
import { asList, asTable, asText, type Bound, useField } from "./useField";

/** The key itself can be another one: then only the key is written anew. */
function KeyChoice({ step, path, taken }: Bound & { taken: string[] }) {
  const { t } = useTranslation("designer");
  const { edit, locked } = useEditor();
  const key = String(path.at(-1));
  return (
    <Select
      allowDeselect={false}
      aria-label={t("form.key")}
      className="key-choice"
      data={PHONE_KEYS.filter((one) => one === key || !taken.includes(one))}
      disabled={locked}
      onChange={(next) => next && edit((text) => rekey(text, ["steps", step.name, ...path], next))}
      value={key}
    />
  );
}

const freeKey = (taken: string[]): string => PHONE_KEYS.find((key) => !taken.includes(key)) ?? "1";

export function KeysField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const field = useField({ step, path });
  const { edit, route } = useEditor();
  const keys = inPhoneOrder(asTable(field.value));
  const taken = keys.map(([key]) => key);
  return (
    <FieldGroup label={label}>
      {keys.map(([key, way]) => (
        <Entry
          key={key}
          locked={field.locked}
          name={t("form.keyOf", { key })}
          onDrop={() => edit((text) => setField(text, step.name, [...path, key], undefined))}
        >
          <div className="entry-line">
            <KeyChoice path={[...path, key]} step={step} taken={taken} />
            <TextField
              bare
              label={t("form.label")}
              path={[...path, key, "label"]}
              placeholder={t("form.label")}
              step={step}
            />
          </div>
          <div className="entry-line">
            <StepField
              bare
              label={t("form.to")}
              step={step.name}
              to={asText(asTable(way).to)}
              way={`${path.join("/")}/${key}/to`}
            />
            <TextField
              bare
              label={t("form.code")}
              path={[...path, key, "code"]}
              placeholder={t("form.code")}
              step={step}
            />
          </div>
          {(asTable(way).language !== undefined || route.languages.length > 1) && (
            <TextField
              bare
              label={t("form.language")}
              path={[...path, key, "language"]}
              placeholder={t("form.language")}
              step={step}
            />
          )}
        </Entry>
      ))}
      {taken.length < PHONE_KEYS.length && (
        <Add
          label={t("form.addKey")}
          locked={field.locked}
          onAdd={() => edit((text) => setField(text, step.name, [...path, freeKey(taken)], {}))}
        />
      )}
    </FieldGroup>
  );
}

export function LanguagesField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const field = useField({ step, path });
  const { edit } = useEditor();
  const keys = inPhoneOrder(asTable(field.value));
  const taken = keys.map(([key]) => key);
  return (
    <FieldGroup label={label}>
      {keys.map(([key]) => (
        <Entry
          key={key}
          locked={field.locked}
          name={t("form.keyOf", { key })}
          onDrop={() => edit((text) => setField(text, step.name, [...path, key], undefined))}
        >
          <div className="entry-line">
            <KeyChoice path={[...path, key]} step={step} taken={taken} />
            <TextField bare keep label={t("form.language")} path={[...path, key]} placeholder="ko" step={step} />
          </div>
        </Entry>
      ))}
      <Add
        label={t("form.addKey")}
        locked={field.locked}
        onAdd={() => edit((text) => setField(text, step.name, [...path, freeKey(taken)], "en"))}
      />
    </FieldGroup>
  );
}

export function CasesField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const field = useField({ step, path });
  const { edit } = useEditor();
  return (
    <FieldGroup label={label}>
      {asList(field.value).map((one, index) => {
        const test = TESTS.find((name) => name in asTable(one)) ?? "is";
        const at = [...path, index];
        const values = asTable(one)[test];
        return (
          <Entry
            // biome-ignore lint/suspicious/noArrayIndexKey: a case is its place in the list
            key={index}
            locked={field.locked}
            name={t("form.caseOf", { number: index + 1 })}
            onDrop={() => edit((text) => setField(text, step.name, at, undefined))}
            onUp={index > 0 ? () => edit((text) => swap(text, ["steps", step.name, ...path], index - 1)) : undefined}
          >
            <div className="entry-line">
              <Select
                allowDeselect={false}
                aria-label={t("form.test")}
                data={TESTS.map((value) => ({ value, label: t(`form.${value}`) }))}
                disabled={field.locked}
                onChange={(next) => next && edit((text) => rekey(text, ["steps", step.name, ...at, test], next))}
                value={test}
              />
              {Array.isArray(values) ? (
                <TextInput aria-label={t("form.value")} disabled readOnly value={values.map(String).join(", ")} />
              ) : (
                <TextField bare keep label={t("form.value")} path={[...at, test]} step={step} />
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
        label={t("form.addCase")}
        locked={field.locked}
        onAdd={() => edit((text) => setField(text, step.name, [...path, asList(field.value).length], { is: "" }))}
      />
    </FieldGroup>
  );
}

export function WeightsField({ step, path, label }: ListProps) {
  const { t } = useTranslation("designer");
  const { edit, route, locked } = useEditor();
  const shares = Object.entries(asTable(step.body[String(path[0])]));
  const all = shares.reduce((sum, [, share]) => sum + (Number(share) || 0), 0);
  const free = route.steps
    .map(({ name }) => name)
    .filter((name) => name !== step.name && !shares.some(([to]) => to === name));
  return (
    <FieldGroup label={label}>
      {shares.map(([to, share]) => (
        <Entry
          key={to}
          locked={locked}
          name={t("form.share", { step: to })}
          onDrop={() => edit((text) => setField(text, step.name, [...path, to], undefined))}
        >
          <div className="entry-line">
            <StepField bare label={t("form.to")} step={step.name} to={to} way={`split/${to}`} />
            <TextField bare keep label={t("form.share", { step: to })} numeric path={[...path, to]} step={step} />
            <span className="soft small num share">
              {t("form.shareOf", { percent: all ? Math.round((100 * (Number(share) || 0)) / all) : 0 })}
            </span>
          </div>
        </Entry>
      ))}
      {free[0] !== undefined && (
        <Add
          label={t("form.addShare")}
          locked={locked}
          onAdd={() => edit((text) => setField(text, step.name, [...path, free[0] ?? ""], "10"))}
        />
      )}
    </FieldGroup>
  );
}
