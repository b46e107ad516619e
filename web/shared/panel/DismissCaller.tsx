/** 강성종료 (TEL-31). Cannot be undone, so the button must be held, or pressed twice by key. */
import { NativeSelect } from "@mantine/core";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCallAction } from "@/shared/queries";
import { useKeys } from "@/shared/ui/keys";
import { DISMISS_REASONS } from "./choices";
import { useTwice } from "./twice";

const HOLD_MS = 600;

export function DismissCaller({ call }: { call: string }) {
  const { t } = useTranslation();
  const action = useCallAction();
  const hint = useId();
  const [reason, setReason] = useState<string>(DISMISS_REASONS[0]);
  const [pressed, setPressed] = useState(false);
  const [told, setTold] = useState(false);
  const timer = useRef(0);
  const dismiss = (): void => action.mutate({ call, action: "dismiss", body: { reason } });
  const { armed, press } = useTwice(dismiss);
  useKeys({ x: press });

  const hold = (): void => {
    setPressed(true);
    timer.current = window.setTimeout(dismiss, HOLD_MS);
  };
  const release = (): void => {
    clearTimeout(timer.current);
    if (pressed) setTold(true);
    setPressed(false);
  };
  const byKey = (event: KeyboardEvent): void => {
    if (event.repeat || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    press();
  };
  return (
    <div className="stack" style={{ gap: 6 }}>
      <div className="row">
        <button
          aria-describedby={hint}
          className="dismiss"
          data-pressed={pressed}
          disabled={action.isPending}
          onKeyDown={byKey}
          onPointerCancel={release}
          onPointerDown={hold}
          onPointerLeave={release}
          onPointerUp={release}
          type="button"
        >
          {t("call.dismiss")}
        </button>
        <NativeSelect
          aria-label={t("call.dismissReason")}
          data={DISMISS_REASONS.map((value) => ({ value, label: t(`call.dismissReasons.${value}`) }))}
          onChange={(event) => setReason(event.currentTarget.value)}
          size="xs"
          value={reason}
          w={128}
        />
      </div>
      <p aria-live="polite" className={told || armed ? "small" : "hidden"} id={hint}>
        {armed ? t("call.dismissArmed") : t("call.dismissHint")}
      </p>
    </div>
  );
}
