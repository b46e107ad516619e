/** Hold, mute, keypad, transfer. Who is only asked about the call has mute alone. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { usePhoneState } from "@/shared/phone/context";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { mayMute } from "./choices";
import { Keypad } from "./Keypad";
import { may } from "./may";
import { TransferPicker } from "./TransferPicker";
import { useAsk } from "./useAsk";
import { useMute } from "./useMute";

export function CallKeys({ call }: { call: MyCall }) {
  return (
    <>
      {call.part === "owner" ? (
        <OwnersKeys call={call} />
      ) : (
        <div className="call-keys">
          <MuteKey call={call.id} />
        </div>
      )}
      <MutedHint />
    </>
  );
}

function OwnersKeys({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const { can, key } = useAsk(call);
  const [keypad, setKeypad] = useState(false);
  const [picking, setPicking] = useState(false);
  const held = may(call).includes("resume");
  const toggleHold = key(held ? "resume" : "hold");
  const pad = can("digits") ? () => setKeypad(!keypad) : undefined;
  const pick = can("consult") ? () => setPicking(true) : undefined;
  useKeys({ h: toggleHold, d: pad, t: pick });
  return (
    <>
      <div className="call-keys">
        <Key
          icon={held ? "resume" : "hold"}
          label={t(held ? "call.resume" : "call.hold")}
          onClick={toggleHold}
          pressed={held}
        />
        <MuteKey call={call.id} />
        <Key icon="keypad" label={t("call.keypad")} onClick={pad} pressed={keypad} />
        <Key icon="transfer" label={t("transfer.open")} onClick={pick} pressed={picking} />
      </div>
      {keypad && can("digits") && <Keypad call={call.id} />}
      {picking && <TransferPicker call={call} onClose={() => setPicking(false)} />}
    </>
  );
}

function MuteKey({ call }: { call: string }) {
  const { t } = useTranslation();
  const { muted, toggle } = useMute(call);
  const may = mayMute(useLive((live) => live.me)) ? toggle : undefined;
  useKeys({ m: may });
  return (
    <Key
      icon={muted ? "mute" : "microphone"}
      label={t(muted ? "call.unmute" : "call.mute")}
      onClick={may}
      pressed={muted}
    />
  );
}

interface KeyProps {
  icon: IconName;
  label: string;
  /** Left out: not possible now. */
  onClick: (() => void) | undefined;
  pressed: boolean;
}

/** The name changes with what a press does, so the pressed look is for the eye only. */
function Key({ icon, label, onClick, pressed }: KeyProps) {
  return (
    <button className="call-key" data-pressed={pressed} disabled={!onClick} onClick={onClick} type="button">
      <Icon name={icon} />
      {label}
    </button>
  );
}

/** Keeps its line when there is nothing to say, so that no button moves. */
function MutedHint() {
  const { t } = useTranslation();
  const { muted } = usePhoneState();
  return (
    <p aria-live="polite" className="small call-hint">
      {muted ? t("panel.muted") : ""}
    </p>
  );
}
