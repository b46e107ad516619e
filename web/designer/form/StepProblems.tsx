import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import type { Step } from "@/designer/route/model";
import { Glyph } from "@/designer/ui/Glyph";

/** What is wrong with this step, above its fields. */
export function StepProblems({ step }: { step: Step }) {
  const { t } = useTranslation("designer");
  const { complaints } = useEditor();
  const own = complaints.filter((one) =>
    one.step ? one.step === step.name : one.line >= step.line && one.line <= step.endLine,
  );
  if (own.length === 0) return null;
  return (
    <ul className="step-problems">
      {own.map((one) => (
        <li data-kind={one.severity} key={`${one.line} ${one.code} ${one.text}`}>
          <Glyph name="alert" size={16} />
          <span>
            <span className="hidden">{t(`problems.${one.severity}`)}: </span>
            {one.text}
            {one.remedy && <small>{one.remedy}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}
