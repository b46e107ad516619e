/** Mails of the house: what became of each. What stands in one is shown in the demo only. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import type { MailView } from "@/src/generated/api";
import { useChange, useRecords } from "../api";

export function Mails() {
  const { t, i18n } = useTranslation();
  const { data } = useRecords<MailView>("/mails");
  const again = useChange();
  if (!data) return null;
  const leaves = (data as { leaves?: boolean }).leaves;
  return (
    <>
      {leaves === false && <p className="soft">{t("records.stays")}</p>}
      {data.items.length === 0 && <p className="soft">{t("records.none")}</p>}
      {data.items.length > 0 && (
        <Sheet
          heads={[t("records.time"), t("records.to"), t("records.subject"), t("records.state")]}
          name={t("records.mails")}
        >
          {data.items.map((mail) => (
            <tr key={mail.id}>
              <td>{moment(mail.made_at, serverNow(), i18n.language)}</td>
              <td style={{ overflowWrap: "anywhere" }}>{mail.to}</td>
              <td>
                {mail.body ? (
                  <details>
                    <summary>{mail.subject}</summary>
                    <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{mail.body}</pre>
                  </details>
                ) : (
                  mail.subject
                )}
              </td>
              <td>
                {t(`records.states.${mail.state as "sent"}`)} <span className="soft small">{mail.trouble}</span>{" "}
                {mail.state !== "sent" && leaves && (
                  <Button
                    onClick={() => again.mutate({ method: "POST", path: `/mails/${mail.id}/again` })}
                    size="compact-xs"
                    variant="default"
                  >
                    {t("records.again")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Sheet>
      )}
    </>
  );
}
