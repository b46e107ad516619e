/** What came of a batch: how many were done, and which were refused, each with its reason. */
import { Button } from "@mantine/core";
import { useContext } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LiveContext } from "@/shared/live/context";
import { Problem } from "@/shared/net/http";
import { sentenceOf } from "@/shared/words/say";
import type { BatchResult } from "@/src/generated/api";

export function BatchResults({ results, onClose }: { results: readonly BatchResult[]; onClose: () => void }) {
  const { t } = useTranslation("tickets");
  const common = useTranslation().t;
  const live = useContext(LiveContext);
  const why = ({ code, detail, values }: BatchResult): string =>
    sentenceOf(new Problem(409, detail, 0, code, values), common, live.get());
  const done = results.filter((one) => one.done).length;
  const refused = results.filter((one) => !one.done);
  return (
    <div className="stack" style={{ gap: 12 }}>
      <p role="status">{t("batch.done", { count: done })}</p>
      {refused.length > 0 && (
        <>
          <p>{t("batch.refused", { count: refused.length })}</p>
          <ul className="tickets-refused">
            {refused.map((one) => (
              <li key={one.id}>
                <Link to={`/tickets/${one.id}`}>{one.id}</Link> {why(one)}
              </li>
            ))}
          </ul>
        </>
      )}
      <Button data-autofocus onClick={onClose}>
        {t("batch.close")}
      </Button>
    </div>
  );
}
