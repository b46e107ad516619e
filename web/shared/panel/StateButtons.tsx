/** Log in to the CTI, then: ready, break, work. Break and work take the usual reason at once, or one from the list. */
import { Button } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { usePhoneState } from "@/shared/phone/context";
import { useMe } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";
import { lazy } from "@/shared/ui/later";
import { StateMark } from "@/shared/ui/StateMark";
import type { AgentState } from "@/src/generated/api";
import { choicesOf, hintOf, lacksPhone, phoneFailed, reasonsFor } from "./choices";
import { useCti } from "./useCti";
import { WrapUpLeft } from "./WrapUpLeft";

const ReasonMenu = lazy(() => import("./ReasonMenu")); // menus come after what one works with

const STATES = ["ready", "break", "work"] as const;

export function StateButtons() {
  const { t } = useTranslation();
  const { link } = usePhoneState();
  const me = useLive((live) => live.me);
  const state = me?.state ?? "off";
  const reasons = useMe()?.reasons ?? [];
  const cti = useCti();
  const choices = choicesOf(me);
  const choose = (one: AgentState): (() => void) | undefined =>
    choices.includes(one) && !cti.busy ? () => cti.choose({ state: one }) : undefined;
  useKeys(Object.fromEntries(STATES.map((one) => [one[0], state === "off" ? undefined : choose(one)])));
  if (state === "off")
    return (
      <>
        <Button
          disabled={!me} // the kind of phone is not known before the first news
          fullWidth
          loading={cti.busy || link === "microphone"}
          onClick={() => void cti.logIn()}
          size="md"
          style={{ flex: "none" }}
        >
          {t("phone.logIn")}
        </Button>
        <p className="soft small">{t(`phone.hint.${hintOf(me)}`)}</p>
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
              disabled={cti.busy || (state !== one && !choose(one))}
              key={one}
              onClick={choose(one)}
              type="button"
            >
              <StateMark size={16} state={one} />
              {t(`phone.${one}`)}
            </button>
          ))}
        </div>
        <div className="row" style={{ justifyContent: "flex-end" }}>
          <Suspense>
            <ReasonMenu disabled={!choose("break")} reasons={reasonsFor(reasons, "break")} state="break" />
            <ReasonMenu disabled={!choose("work")} reasons={reasonsFor(reasons, "work")} state="work" />
          </Suspense>
        </div>
      </div>
      {phoneFailed(me) && (
        <p className="small" role="status">
          {t("panel.phoneFailed")}
        </p>
      )}
      <p className="soft small">{lacksPhone(me) ? t("panel.needsPhone") : t(`phone.hint.${hintOf(me)}`)}</p>
      {hintOf(me) === "switch" && <WrapUpLeft />}
      {choices.includes("off") && (
        <Button
          color="gray"
          c="var(--soft)"
          fw={400}
          disabled={cti.busy}
          onClick={choose("off")}
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
