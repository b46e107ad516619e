/** Everything that the check found, in the order of the text. A click leads to the step; its line number to the line. */
import { useTranslation } from "react-i18next";
import type { Complaint } from "@/designer/api";
import { Glyph } from "@/designer/ui/Glyph";
import { Empty } from "@/shared/ui/Empty";
import { useEditor } from "./context";

export function ProblemsPane() {
  const { t } = useTranslation("designer");
  const { complaints, route } = useEditor();
  if (complaints.length === 0 && route.mistakes.length === 0)
    return <Empty hint={t("problems.noneHint")} title={t("problems.none")} />;
  const mistakes = complaints.length
    ? []
    : route.mistakes.map(
        (one): Complaint => ({ ...one, step: "", severity: "error", code: "", remedy: t("problems.unreadable") }),
      );
  return (
    <ul className="problems">
      {[...complaints, ...mistakes].map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: complaints have no identity but their place
        <Problem key={`${one.line} ${one.code} ${index}`} problem={one} />
      ))}
    </ul>
  );
}

function Problem({ problem }: { problem: Complaint }) {
  const { t } = useTranslation("designer");
  const { route, goTo, toLine, cursor } = useEditor();
  const step = problem.step || (route.steps.findLast(({ line }) => line <= problem.line)?.name ?? "");
  return (
    <li
      className="problem"
      data-here={step !== "" && step === cursor.step ? true : undefined}
      data-kind={problem.severity}
    >
      <button
        className="plain problem-what"
        onClick={() => (step ? goTo({ step, way: "" }, true) : toLine(problem.line))}
        type="button"
      >
        <Glyph name="alert" size={16} />
        <span className="stack" style={{ gap: 2 }}>
          <span className="hidden">{t(`problems.${problem.severity}`)}: </span>
          {step && <b>{step}</b>}
          <span>{problem.text}</span>
          {problem.remedy && <span className="soft">{problem.remedy}</span>}
        </span>
      </button>
      <button className="link small num" onClick={() => toLine(problem.line)} type="button">
        {t("problems.at", { line: problem.line })}
      </button>
    </li>
  );
}
