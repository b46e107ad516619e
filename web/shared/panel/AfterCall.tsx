/** What comes next after a call (TEL-34, TEL-35). Beside the ticket, not above it: the note can still be written. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { Icon } from "@/shared/ui/Icon";
import { choicesOf } from "./choices";
import { useCti } from "./useCti";
import { WrapUpLeft } from "./WrapUpLeft";

const PAPERWORK = "ticket";

export function AfterCall() {
  const { t } = useTranslation();
  const cti = useCti();
  const ready = choicesOf(useLive((live) => live.me)).includes("ready");
  const paperwork = (useMe()?.reasons ?? []).some(({ id }) => id === PAPERWORK) ? { reason: PAPERWORK } : {};
  return (
    <div aria-label={t("call.after")} className="call" role="dialog">
      <h2>{t("call.afterQuestion")}</h2>
      <p className="soft small">{t("call.afterOk")}</p>
      <WrapUpLeft />
      <div className="row">
        <button
          className="big"
          data-main
          disabled={cti.busy || !ready}
          onClick={() => cti.choose({ state: "ready" })}
          type="button"
        >
          <Icon name="check" />
          {t("call.ok")}
        </button>
        <button
          className="big"
          disabled={cti.busy}
          onClick={() => cti.choose({ state: "work", ...paperwork })}
          type="button"
        >
          {t("call.cancel")}
        </button>
      </div>
    </div>
  );
}
