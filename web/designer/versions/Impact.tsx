/** How many callers would meet something else, and what: those of the tests, and others by chance, walked both versions. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { impactOf } from "@/designer/api";
import { useEditor } from "@/designer/editor/context";
import type { FateView } from "@/src/generated/api";

const MOST = 4;

const told = ({ path, ends }: FateView): string => [path.join(" > "), ends].filter(Boolean).join(" · ");

export function Impact({ name }: { name: string }) {
  const { t } = useTranslation("designer");
  const { text } = useEditor();
  const { data } = useQuery({
    queryKey: ["route", name, "impact", text],
    queryFn: () => impactOf(name, text),
    retry: false,
    gcTime: 0,
  });
  if (!data?.callers) return null;
  const { callers, changed, changes, real } = data;
  return (
    <div className="stack impact">
      <p>
        <b>{changed ? t("publish.impact", { changed, callers }) : t("publish.impactNone", { callers })}</b>{" "}
        {real && <span className="soft small">{t("publish.impactReal")}</span>}
      </p>
      {changed > 0 && (
        <ul className="stack small" style={{ gap: 2 }}>
          {changes.slice(0, MOST).map((change) => (
            <li className="row" key={`${told(change.before)} ${told(change.after)}`}>
              <span className="num impact-count">{change.callers}</span>
              <span>
                {change.heard
                  ? `${told(change.before)}: ${t("publish.impactHeard")}`
                  : `${told(change.before)} → ${told(change.after)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
