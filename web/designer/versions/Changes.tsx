/** What is different for callers, as sentences. */
import { useTranslation } from "react-i18next";
import type { StepChange } from "@/designer/route/compare";

const MOST = 12;

interface Told {
  step: string;
  what: StepChange["what"];
  text: string;
}

export function Changes({ changes, onStep }: { changes: readonly StepChange[]; onStep?: (step: string) => void }) {
  const { t } = useTranslation("designer");
  const lines = changes.flatMap(({ step, what, ways, fields }): Told[] => {
    const told = ways.map(({ way, from, to }) => {
      if (from === "") return t("publish.wayNew", { step, way, to });
      return to === "" ? t("publish.wayGone", { step, way, from }) : t("publish.way", { step, way, from, to });
    });
    if (what !== "changed") return [{ step, what, text: t(`publish.${what}`, { step }) }];
    const other = fields.length ? [t("publish.changed", { step, fields: fields.join(", ") })] : [];
    return [...told, ...other].map((text) => ({ step, what, text }));
  });
  if (lines.length === 0) return <p className="soft">{t("publish.none")}</p>;
  return (
    <ul className="changes">
      {lines.slice(0, MOST).map(({ step, what, text }) => (
        <li data-what={what} key={text}>
          {onStep && what !== "removed" ? (
            <button className="plain" onClick={() => onStep(step)} type="button">
              {text}
            </button>
          ) : (
            text
          )}
        </li>
      ))}
      {lines.length > MOST && <li className="soft">{t("publish.more", { count: lines.length - MOST })}</li>}
    </ul>
  );
}
