/** Log in to the CTI, then: ready, break, work. Break and work take the usual reason at once, or one from the list. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhoneState } from "@/shared/phone/context";
import { useMe } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";
import { StateMark } from "@/shared/ui/StateMark";
import { canChoose, reasonsFor } from "./choices";
import { ReasonMenu } from "./ReasonMenu";
import { useCti } from "./useCti";

const STATES = ["ready", "break", "work"] as const;

export function StateButtons() {
  const { t } = useTranslation();
  const { link } = usePhoneState();
  const state = useLive((live) => live.me?.state ?? "off");
  const away = useLive((live) => Boolean(live.me?.away_since));
  const reasons = useMe()?.reasons ?? [];
  const cti = useCti();
  const free = canChoose(state) && !cti.busy;
  useKeys(
    Object.fromEntries(
      STATES.map((one) => [one[0], free ? () => cti.choose({ state: one }) : undefined] as [string, () => void]),
    ),
  );
  if (state === "off")
    return (
      <>
        <Button
          fullWidth
          loading={cti.busy || link === "microphone"}
          onClick={() => void cti.logIn()}
          size="md"
          style={{ flex: "none" }}
        >
          {t("phone.logIn")}
        </Button>
        <p className="soft small">{t("phone.hint.off")}</p>
      </>
    );
  return (
    <>
      <div className="stack">
        <div className="states">
          {STATES.map((one) => (
            <button
              aria-pressed={state === one}
              className="state-button"
              data-state={one}
              disabled={!free}
              key={one}
              onClick={() => cti.choose({ state: one })}
              type="button"
            >
              <StateMark size={16} state={one} />
              {t(`phone.${one}`)}
            </button>
          ))}
        </div>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <ReasonMenu disabled={!free} reasons={reasonsFor(reasons, "break")} state="break" />
          <ReasonMenu disabled={!free} reasons={reasonsFor(reasons, "work")} state="work" />
        </div>
      </div>
      <p className="soft small">{t(`phone.hint.${state === "ready" && away ? "away" : state}`)}</p>
      {canChoose(state) && (
        <Button
          color="gray"
          c="var(--soft)"
          fw={400}
          disabled={!free}
          onClick={() => cti.choose({ state: "off" })}
          size="compact-sm"
          variant="subtle"
          style={{ alignSelf: "flex-start", flex: "none" }}
        >
          {t("phone.logOut")}
        </Button>
      )}
    </>
  );
}
