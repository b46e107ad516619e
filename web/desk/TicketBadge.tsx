/** The state of a ticket in a word, and whether its call is going on. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { inTalk } from "@/shared/panel/choices";
import type { TicketView } from "@/src/generated/api";

export function TicketBadge({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation();
  const live = useLive(({ call }) => inTalk(call) && call.id === ticket.call);
  if (live)
    return (
      <span className="badge" data-tone="live">
        {t("ticket.live")}
      </span>
    );
  return (
    <span className="badges">
      {ticket.flags.includes("hostile") && (
        <span className="badge" data-tone="bad">
          {t("ticket.flags.hostile")}
        </span>
      )}
      <span className="badge" data-tone={ticket.state === "solved" ? "good" : "plain"}>
        {t(`ticket.${ticket.state}`)}
      </span>
    </span>
  );
}
