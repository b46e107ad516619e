/** Swap, join, complete, back: four large buttons that stay where they are, whatever is possible now. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { useNames } from "@/shared/words/names";
import type { ConsultState } from "@/src/generated/api";
import { useAsk } from "./useAsk";

const WAYS = [
  ["swap", "swap", "a"],
  ["conference", "join", "j"],
  ["complete", "complete", "c"],
  ["abandon", "giveBack", "g"],
] as const satisfies readonly (readonly [string, IconName, string])[];

type Way = (typeof WAYS)[number][0];

/** Which words say what the button does now. */
function whatOf(way: Way, state: ConsultState) {
  if (way === "swap") return state === "aside" ? "swapToTarget" : "swapToCaller";
  if (way !== "abandon") return way;
  if (state === "joined") return "letGo";
  return state === "asked" || state === "connecting" ? "stopAsking" : "abandon";
}

export function ConsultKeys({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const { can, ask, key } = useAsk(call);
  const name = names.agent(call.consult);
  useKeys(Object.fromEntries(WAYS.map(([way, , letter]) => [letter, key(way)])));
  return (
    <fieldset aria-label={t("transfer.ways")} className="ways">
      {WAYS.map(([way, icon, letter]) => {
        const what = t(`transfer.what.${whatOf(way, call.consult_state)}`, { name });
        return (
          <button
            aria-description={what}
            aria-keyshortcuts={letter.toUpperCase()}
            className="way"
            data-main={way === "complete" || undefined}
            disabled={!can(way)}
            key={way}
            onClick={() => ask(way)}
            type="button"
          >
            <span className="way-name">
              <Icon name={icon} size={18} />
              {t(`transfer.${way}`)}
            </span>
            <span className="way-what" data-what={what} />
            <kbd data-key={letter.toUpperCase()} />
          </button>
        );
      })}
    </fieldset>
  );
}
