/** What would happen now with the one who is chosen. Stands still: two buttons and one line. */
import { useTranslation } from "react-i18next";
import { canBeAsked, canBeHandedTo, type Target } from "./targets";

interface Props {
  target: Target | undefined;
  busy: boolean;
  onAsk: () => void;
  onHandOver: () => void;
}

export function PickerFoot({ target, busy, onAsk, onHandOver }: Props) {
  const { t } = useTranslation();
  const asked = canBeAsked(target);
  const handed = canBeHandedTo(target);
  return (
    <div className="picker-foot">
      <p aria-live="polite" className="small picker-what">
        {target && t(`transfer.means.${meaning(target)}`, { name: target.name })}
      </p>
      <div className="row">
        <button className="big" data-main disabled={busy || !asked} onClick={onAsk} type="button">
          {t("transfer.ask")}
          <kbd data-key="Enter" />
        </button>
        <button className="big" disabled={busy || !handed} onClick={onHandOver} type="button">
          {t("transfer.handOver")}
          <kbd data-key="Shift Enter" />
        </button>
      </div>
    </div>
  );
}

function meaning(target: Target): "queue" | "route" | "number" | "agent" | "not" | "notNumber" {
  if (target.kind === "number") return canBeHandedTo(target) ? "number" : "notNumber";
  if (target.kind !== "agent") return target.kind;
  return canBeAsked(target) ? "agent" : "not";
}
