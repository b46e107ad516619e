/** For which tickets a trigger fired, why, and what it did. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import type { TriggerKindsView, UnsentMailView } from "@/src/generated/api";
import { useFirings } from "./queries";
import { Because } from "./TriggerTry";
import { useTelling } from "./words";

export function TriggerLog({ service, id, kinds }: { service: string; id: number; kinds: TriggerKindsView }) {
  const { t, i18n } = useTranslation("handling");
  const telling = useTelling(kinds);
  const { data } = useFirings(service, id);
  if (!data) return null;
  return (
    <details>
      <summary>{t("triggers.log")}</summary>
      {data.items.length === 0 && <p className="soft small">{t("triggers.logNone")}</p>}
      <ul className="stack" style={{ gap: 8, margin: "8px 0", padding: 0, listStyle: "none" }}>
        {data.items.map((fired) => (
          <li className="card" key={fired.id} style={{ padding: 10 }}>
            <div className="row between">
              <Link to={`/desk/tickets/${fired.ticket}`}>{t("triggers.logOf", { ticket: fired.ticket })}</Link>
              <span className="soft small num">{moment(fired.at, serverNow(), i18n.language)}</span>
            </div>
            <div>{fired.effects.map(telling.effect).join(" · ") || t("triggers.wouldNothing")}</div>
            <Unsent mail={fired.unsent} />
            {fired.trouble && <div style={{ color: "var(--red)" }}>{fired.trouble}</div>}
            <Because because={fired.because} kinds={kinds} past />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Unsent({ mail }: { mail: UnsentMailView | null }) {
  const { t, i18n } = useTranslation("handling");
  if (!mail) return null;
  const at = moment(mail.next_at, serverNow(), i18n.language);
  const said = mail.next_at ? "mailWaits" : mail.trouble ? "mailGivenUp" : "mailStays";
  return <div style={{ color: "var(--red)" }}>{t(`triggers.${said}`, { why: mail.trouble, at })}</div>;
}
