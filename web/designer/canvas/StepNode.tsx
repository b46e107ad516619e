/** A step in the picture: what it is, what it says, and a row for each way out. */
import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo, useContext, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Step, Way } from "@/designer/route/model";
import { Icon } from "@/shared/ui/Icon";
import { bodyHeight, isQuiet, summaryOf } from "./boxes";
import { CanvasContext } from "./context";
import { groupOf, KindIcon } from "./KindIcon";
import { isKey, kindName, stepTold, wayName, wayTold } from "./names";
import { useOverlay } from "./overlay";

type StepData = { step: Step; start: boolean; languages: readonly string[]; known: boolean[] };
export type StepNodeType = Node<StepData, "step">;

export const StepNode = memo(function StepNode({ data: { step, start, languages, known } }: NodeProps<StepNodeType>) {
  const { t } = useTranslation("designer");
  const { name } = step;
  const here = useOverlay((overlay) => overlay.cursor.step === name);
  const selected = useOverlay((overlay) => overlay.selected.has(name));
  const trouble = useOverlay((overlay) => overlay.trouble.get(name));
  const mark = useOverlay((overlay) => overlay.marks.get(name));
  const walked = useOverlay(({ walked: steps }) =>
    steps.at(-1) === name ? "here" : steps.includes(name) ? "yes" : undefined,
  );
  const dim = useOverlay(({ found }) => found !== null && !found.has(name));
  return (
    <Focusable here={here} label={stepTold(t, step, start, trouble)}>
      <div
        className="step"
        data-dim={dim || undefined}
        data-group={groupOf(step.kind)}
        data-here={here || undefined}
        data-mark={mark}
        data-selected={selected || undefined}
        data-trouble={trouble?.errors ? "error" : trouble?.warnings ? "warning" : undefined}
        data-walked={walked}
      >
        <Handle className="step-in" id="in" isConnectableStart={false} position={Position.Left} type="target" />
        {start && <span className="step-start">{t("editor.start")}</span>}
        <Head step={step} trouble={trouble} />
        <Body languages={languages} step={step} />
        {step.ways.map((way, index) => (
          <Row key={way.id} known={known[index] ?? false} step={name} way={way} />
        ))}
      </div>
    </Focusable>
  );
});

/** Takes the focus when the keyboard comes here, also when it was out of sight before. */
function Focusable({ here, label, children }: { here: boolean; label: string; children: React.ReactNode }) {
  const { wantsFocus } = useContext(CanvasContext);
  const element = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (here && wantsFocus()) element.current?.focus({ preventScroll: true });
  }, [here, wantsFocus]);
  return (
    <fieldset aria-label={label} className="step-frame" ref={element} tabIndex={here ? 0 : -1}>
      {children}
    </fieldset>
  );
}

function Head({ step, trouble }: { step: Step; trouble: { errors: number; warnings: number } | undefined }) {
  const { t } = useTranslation("designer");
  const callers = useOverlay(({ now }) => now[step.name] ?? 0);
  return (
    <div className="step-head">
      <KindIcon kind={step.kind} />
      <span className="step-name">
        <b className="cut">{step.name}</b>
        <span className="soft cut">{kindName(t, step.kind)}</span>
      </span>
      {callers > 0 && (
        <span className="step-callers" title={t("node.callers", { count: callers })}>
          <Icon name="person" size={12} />
          {callers}
        </span>
      )}
      {trouble && (
        <span className="step-trouble" data-kind={trouble.errors ? "error" : "warning"}>
          <Icon name="alert" size={14} />
          {trouble.errors || trouble.warnings}
        </span>
      )}
    </div>
  );
}

const ALWAYS = "always"; // as it is written in routes

function Body({ step, languages }: { step: Step; languages: readonly string[] }) {
  const { t } = useTranslation("designer");
  const height = bodyHeight(step, languages);
  if (height === 0) return null;
  const summary = summaryOf(step, languages);
  return (
    <div className="step-body" style={{ height }}>
      <span>{step.kind === "hours" && summary === ALWAYS ? t("form.always") : summary}</span>
    </div>
  );
}

function Row({ step, way, known }: { step: string; way: Way; known: boolean }) {
  const { t } = useTranslation("designer");
  const { onOpenWay, locked } = useContext(CanvasContext);
  const here = useOverlay(({ cursor }) => cursor.step === step && cursor.way === way.id);
  const count = useOverlay(({ yesterday }) => yesterday[step]?.[way.name] ?? 0);
  const open = way.to === "";
  return (
    <div className="step-row" data-here={here || undefined} data-quiet={isQuiet(way) || undefined} data-way={way.id}>
      {isKey(way.name) && <kbd>{way.name}</kbd>}
      <span className="cut grow">{isKey(way.name) && !way.label ? way.to || t("ways.nowhere") : wayName(t, way)}</span>
      {count > 0 && (
        <span className="step-count" title={t("node.yesterday", { count })}>
          {count}
        </span>
      )}
      {open && !locked && (
        <button
          aria-label={t("node.connect", { way: wayTold(t, way) })}
          className="step-add nodrag"
          onClick={(event) => {
            event.stopPropagation();
            onOpenWay(step, way.id);
          }}
          tabIndex={-1}
          type="button"
        >
          +
        </button>
      )}
      {!open && !known && (
        <span className="step-lost" title={t("ways.unknown", { to: way.to })}>
          {way.to}
        </span>
      )}
      <Handle
        className="step-out"
        data-open={open || undefined}
        id={way.id}
        isConnectableEnd={false}
        position={Position.Right}
        type="source"
      />
    </div>
  );
}
