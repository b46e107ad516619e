/** The person's state, its reason and how long it lasts. */
import { ActionIcon } from "@mantine/core";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { lazy } from "@/shared/ui/later";
import { StateMark } from "@/shared/ui/StateMark";
import { Timer } from "@/shared/ui/Timer";
import { useReasonName } from "@/shared/words/names";
import { Away } from "./Away";
import { inTalk, shownState } from "./choices";

const PlaceMenu = lazy(() => import("./PlaceMenu"));

export function StateLine({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const me = useLive((state) => state.me);
  const call = useLive((state) => state.call);
  const reasonName = useReasonName();
  const shown = shownState(me, call);
  const since = (inTalk(call) && call.talking_since) || (me?.since ?? 0);
  return (
    <div className="phone-state">
      <StateMark size={18} state={shown} />
      <div className="cut" role="status">
        <span className="name">{t(`state.${shown}`)}</span>
        {me?.reason && <span className="soft"> · {reasonName(me.reason)}</span>}
        {shown !== "off" && <Away agent={me} />}
      </div>
      {shown === "off" ? (
        <span />
      ) : (
        <span className="time" role="timer">
          <Timer long since={since} />
        </span>
      )}
      <Suspense fallback={<span />}>
        <PlaceMenu />
      </Suspense>
      <ActionIcon
        aria-expanded={open}
        aria-label={t(open ? "phone.close" : "phone.open")}
        className="phone-toggle"
        color="gray"
        onClick={onToggle}
        size="lg"
        style={{ gridColumn: -2 }}
        variant="subtle"
      >
        <span style={{ display: "grid", rotate: open ? "0deg" : "180deg" }}>
          <Icon name="chevron" />
        </span>
      </ActionIcon>
    </div>
  );
}
