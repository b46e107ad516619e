/** Who hears whom: everybody of the call in a list, and one line through those who hear each other. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { CALLER, type Hearing, hearing, type MyCall } from "@/shared/live/mine";
import { Icon } from "@/shared/ui/Icon";
import { phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { may } from "./may";
import { type Seat, seats } from "./seats";
import { useAsk } from "./useAsk";

export function HearingPicture({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const heard = hearing(call);
  const nameOf = (who: string): string => {
    if (who === CALLER) return phoneNumber(call.caller) || t("transfer.caller");
    return who === call.me ? t("transfer.you") : names.agent(who);
  };
  return (
    <section aria-label={t("transfer.whoHears")}>
      <p aria-live="polite" className="hidden">
        {inWords(heard, nameOf, t)}
      </p>
      <ul className="seats">
        {seats(call, heard).map((seat) => (
          <li data-apart={seat.hears !== "others"} key={seat.who}>
            <Line seat={seat} />
            <span className="cut grow">{nameOf(seat.who)}</span>
            <span className="soft small">{t(`transfer.hears.${seat.hears}`)}</span>
            <LetGo call={call} name={nameOf(seat.who)} who={seat.who} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** In a conference who has the call can let each of the others go. */
function LetGo({ call, who, name }: { call: MyCall; who: string; name: string }) {
  const { t } = useTranslation();
  const { can, ask } = useAsk(call);
  if (!may(call).includes("drop") || who === CALLER || who === call.me) return null;
  return (
    <button
      aria-label={t("transfer.letGo", { name })}
      className="let-go"
      disabled={!can("drop")}
      onClick={() => ask("drop", { party: who })}
      title={t("transfer.letGo", { name })}
      type="button"
    >
      <Icon name="close" size={16} />
    </button>
  );
}

/** The picture for those who do not see it. */
function inWords({ groups, apart }: Hearing, nameOf: (who: string) => string, t: TFunction): string {
  const talking = groups.filter((group) => group.length > 1).map((group) => group.map(nameOf).join(", "));
  const others = apart.map(({ who, hears }) => `${nameOf(who)}: ${t(`transfer.hears.${hears}`)}.`);
  return [...talking.map((people) => t("transfer.together", { people })), ...others].join(" ");
}

const MIDDLE = 14; // px, of a row 28 high

function Line({ seat: { up, down, hears } }: { seat: Seat }) {
  const on = hears === "others";
  return (
    <svg aria-hidden="true" className="seat-line" height={28} viewBox="0 0 18 28" width={18}>
      {up && <path d={`M7 0V${MIDDLE}`} />}
      {down && <path d={`M7 ${MIDDLE}V28`} />}
      <circle cx={on || !(up || down) ? 7 : 14} cy={MIDDLE} data-on={on} r={on ? 5 : 4} />
    </svg>
  );
}
