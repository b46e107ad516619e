/** The chosen step as a form, from the table of kinds. What the form does not know stays in the text untouched. */
import { Button, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { KindIcon } from "@/designer/canvas/KindIcon";
import { kindName } from "@/designer/canvas/names";
import { useEditor } from "@/designer/editor/context";
import { copy, NAME, paste, remove, rename, setTop } from "@/designer/route/edits";
import { type Field, fieldsOf } from "@/designer/route/kinds";
import { type Step, stepNamed } from "@/designer/route/model";
import { Empty } from "@/shared/ui/Empty";
import { notice } from "@/shared/ui/notices";
import { StepFieldOf } from "./StepFieldOf";
import { StepProblems } from "./StepProblems";

export function StepPane() {
  const { t } = useTranslation("designer");
  const { route, cursor, selected } = useEditor();
  const step = stepNamed(route, cursor.step);
  if (selected.size > 1) return <Many count={selected.size} />;
  if (!step) return <Empty hint={t("form.noneHint")} title={t("form.none")} />;
  return <StepForm key={step.name} step={step} />;
}

/** Back to the picture, unless Escape closes a list first. */
function leave({ key, target }: KeyboardEvent): void {
  if (key !== "Escape" || (target as HTMLElement).getAttribute("aria-expanded") === "true") return;
  document.querySelector<HTMLElement>(".canvas .step-frame[tabindex='0']")?.focus();
}

function StepForm({ step }: { step: Step }) {
  const { t } = useTranslation("designer");
  const { toLine } = useEditor();
  const [more, setMore] = useState(false);
  const fields = fieldsOf(step.kind);
  const isShown = ({ rare, key }: Field): boolean => more || !rare || step.body[key] !== undefined;
  const shown = fields.filter(isShown);
  const hidden = fields.length - shown.length;
  const known = new Set(fields.map(({ key }) => key));
  const others = Object.keys(step.body).filter((key) => !known.has(key));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a way out for the keyboard; what it leaves are fields
    <div className="step-form" onKeyDown={leave}>
      <Title step={step} />
      <StepProblems step={step} />
      {step.kind === "" && <p className="soft">{t("form.unknown")}</p>}
      {shown
        .filter(({ kind }) => kind !== "step")
        .map((field, index) => (
          <div
            className={field.kind === "number" ? "half" : undefined}
            data-form-first={index === 0 ? true : undefined}
            key={field.key}
          >
            <StepFieldOf field={field} step={step} />
          </div>
        ))}
      {shown.some(({ kind }) => kind === "step") && (
        <fieldset className="field-group">
          <legend>{t("form.ways")}</legend>
          {shown
            .filter(({ kind }) => kind === "step")
            .map((field) => (
              <StepFieldOf field={field} key={field.key} step={step} />
            ))}
        </fieldset>
      )}
      {(hidden > 0 || more) && (
        <div>
          <Button onClick={() => setMore(!more)} px={6} size="compact-sm" variant="subtle">
            {t(more ? "form.less" : "form.more")}
          </Button>
        </div>
      )}
      {others.length > 0 && step.kind !== "" && (
        <div className="stack form-others">
          <b>{t("form.also")}</b>
          <span className="num">{others.join(", ")}</span>
          <span className="soft small">{t("form.alsoHint")}</span>
        </div>
      )}
      <div className="row" style={{ gap: 20 }}>
        <button className="link" onClick={() => toLine(step.line)} type="button">
          {t("form.showText")}
        </button>
        <BeginHere step={step} />
      </div>
    </div>
  );
}

function Title({ step }: { step: Step }) {
  const { t } = useTranslation("designer");
  const { locked } = useEditor();
  return (
    <>
      <div className="row">
        <KindIcon kind={step.kind} size={22} />
        <h3 className="grow">{kindName(t, step.kind)}</h3>
        {!locked && <Acts name={step.name} />}
      </div>
      <NameField step={step} />
    </>
  );
}

function BeginHere({ step }: { step: Step }) {
  const { t } = useTranslation("designer");
  const { route, locked, edit, goTo } = useEditor();
  if (locked || route.start === step.name) return null;
  return (
    <button
      className="link"
      onClick={() => {
        edit((text) => setTop(text, "start", step.name));
        goTo({ step: step.name, way: "" });
      }}
      type="button"
    >
      {t("form.makeStart")}
    </button>
  );
}

function Acts({ name }: { name: string }) {
  const { t } = useTranslation("designer");
  const { edit, text, goTo, route, undo } = useEditor();
  const again = (): void => {
    const done = paste(text, copy(text, [name]));
    edit(() => done.text);
    goTo({ step: done.names[0] ?? name, way: "" }, true);
  };
  const drop = (): void => {
    const before = route.steps.find(({ ways }) => ways.some(({ to }) => to === name));
    edit((now) => remove(now, [name]));
    goTo({ step: before?.name ?? route.start, way: "" });
    notice(t("editor.removed", { count: 1 }), "plain", { label: t("editor.undo"), run: undo });
  };
  return (
    <>
      <Button onClick={again} size="compact-sm" variant="subtle">
        {t("form.duplicate")}
      </Button>
      <Button color="red" onClick={drop} size="compact-sm" variant="subtle">
        {t("form.remove")}
      </Button>
    </>
  );
}

/** Counts when it is left or Enter is pressed; everything that leads here follows. */
function NameField({ step }: { step: Step }) {
  const { t } = useTranslation("designer");
  const { route, locked, edit, goTo, moving } = useEditor();
  const [name, setName] = useState(step.name);
  const taken = name !== step.name && stepNamed(route, name) !== undefined;
  const error = taken ? t("form.nameTaken") : NAME.test(name) ? undefined : t("form.nameWrong");
  const leave = (): void => {
    if (error) setName(step.name);
    if (error || name === step.name) return;
    edit((text) => rename(text, step.name, name));
    moving.rename(step.name, name);
    goTo({ step: name, way: "" });
    notice(t("editor.renamed", { from: step.name, to: name }));
  };
  return (
    <TextInput
      data-form-name
      disabled={locked}
      error={error}
      label={t("form.name")}
      onBlur={leave}
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === "Enter") leave();
        if (key === "Escape") setName(step.name);
      }}
      value={name}
    />
  );
}

function Many({ count }: { count: number }) {
  const { t } = useTranslation("designer");
  return <Empty hint={`Ctrl C · Ctrl X · Ctrl D · Del`} title={t("form.many", { count })} />;
}
