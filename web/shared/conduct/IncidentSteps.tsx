/** What was done about an abusive caller, step by step: when, which, by whom, and what was taken back. */
import { useTranslation } from "react-i18next";
import { timeOfDay } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { IncidentView } from "@/src/generated/api";
import "./conduct.css";

export function IncidentSteps({ steps }: { steps: IncidentView["steps"] }) {
  const { t, i18n } = useTranslation();
  const names = useNames();
  return (
    <ol className="incident-steps">
      {steps.map((step) => (
        <li data-withdrawn={step.withdrawn} key={`${step.step} ${step.at}`}>
          <time className="num soft">{timeOfDay(step.at, i18n.language)}</time> {t(`conduct.steps.${step.step}`)}{" "}
          <span className="soft small">{names.by(step.by)}</span>
          {step.withdrawn && <span className="soft small"> {t("conduct.steps.withdrawn")}</span>}
        </li>
      ))}
    </ol>
  );
}
