/** The call that the person speaks in. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCallAction } from "@/shared/queries";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { phoneNumber } from "@/shared/words/format";
import type { CallView } from "@/src/generated/api";
import { CallFacts } from "./CallFacts";
import { DismissCaller } from "./DismissCaller";
import { Keypad } from "./Keypad";
import { useMute } from "./useMute";

export function CallCard({ call }: { call: CallView }) {
  const { t } = useTranslation();
  const { muted, toggle: toggleMute } = useMute(call.id);
  const action = useCallAction();
  const [keypad, setKeypad] = useState(false);
  const held = call.state === "held";
  const ready = call.state !== "connecting";
  const toggleHold = (): void => action.mutate({ call: call.id, action: held ? "resume" : "hold" });
  const hangUp = (): void => action.mutate({ call: call.id, action: "hangup" });
  useKeys({
    h: ready ? toggleHold : undefined,
    m: toggleMute,
    d: () => setKeypad(!keypad),
    e: ready ? hangUp : undefined,
  });
  return (
    <div className="call" data-held={held}>
      <div>
        <div className="call-who num" style={{ whiteSpace: "normal" }}>
          {phoneNumber(call.caller) || t("call.withheld")}
        </div>
        {call.name && <div className="cut">{call.name}</div>}
      </div>
      <CallFacts call={call} />
      <div className="call-keys">
        <Key
          icon={held ? "resume" : "hold"}
          label={t(held ? "call.resume" : "call.hold")}
          disabled={!ready || action.isPending}
          onClick={toggleHold}
          pressed={held}
        />
        <Key
          icon={muted ? "mute" : "microphone"}
          label={t(muted ? "call.unmute" : "call.mute")}
          onClick={toggleMute}
          pressed={muted}
        />
        <Key icon="keypad" label={t("call.keypad")} onClick={() => setKeypad(!keypad)} pressed={keypad} />
      </div>
      <CallHint muted={muted} state={call.state} />
      {keypad && <Keypad call={call.id} />}
      <button className="hang-up" disabled={!ready} onClick={hangUp} type="button">
        <Icon name="hangUp" />
        {t("call.hangUp")}
      </button>
      {ready && <DismissCaller call={call.id} />}
    </div>
  );
}

interface KeyProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  pressed: boolean;
  disabled?: boolean;
}

/** The name changes with what a press does, so the pressed look is for the eye only. */
function Key({ icon, label, onClick, pressed, disabled = false }: KeyProps) {
  return (
    <button className="call-key" data-pressed={pressed} disabled={disabled} onClick={onClick} type="button">
      <Icon name={icon} />
      {label}
    </button>
  );
}

/** Keeps its line when there is nothing to say, so that no button moves. */
function CallHint({ state, muted }: { state: CallView["state"]; muted: boolean }) {
  const { t } = useTranslation();
  const said = state === "connecting" ? t("call.connecting") : state === "held" ? t("call.heldHint") : "";
  return (
    <p className="small" style={{ lineHeight: "20px", minHeight: 20 }}>
      {said || (muted ? t("call.muted") : "")}
    </p>
  );
}
