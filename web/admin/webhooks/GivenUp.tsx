/** What a receiver could not be told, each to be sent again. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useGivenUp, useWebhookChange } from "./api";

export function GivenUp({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { data } = useGivenUp(id);
  const again = useWebhookChange();
  if (!data) return null;
  if (data.items.length === 0) return <p>{t("webhooks.asideNone")}</p>;
  return (
    <div className="stack">
      <p className="soft">{t("webhooks.asideHint")}</p>
      <Button
        loading={again.isPending}
        onClick={() => again.mutate({ method: "POST", path: `/${id}/failures/again` })}
        style={{ alignSelf: "start" }}
        variant="default"
      >
        {t("webhooks.allAgain")}
      </Button>
      <div style={{ overflowX: "auto" }}>
        <table className="sheet">
          <thead>
            <tr>
              <th>{t("webhooks.event")}</th>
              <th>{t("webhooks.at")}</th>
              <th>{t("webhooks.why")}</th>
              <th>{t("webhooks.again")}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map(({ id: failure, entry, kind, at, trouble }) => (
              <tr key={failure}>
                <td lang="en">
                  {kind} <span className="soft small num">{entry}</span>
                </td>
                <td>{moment(at, serverNow(), i18n.language)}</td>
                <td lang="en">{trouble}</td>
                <td>
                  <Button
                    aria-label={`${t("webhooks.again")}: ${kind} ${entry}`}
                    loading={again.isPending}
                    onClick={() => again.mutate({ method: "POST", path: `/${id}/failures/${failure}/again` })}
                    size="compact-sm"
                    variant="default"
                  >
                    {t("webhooks.again")}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
