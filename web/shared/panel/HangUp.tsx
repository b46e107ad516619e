/** Out of the call. With others in it that is leaving: they go on talking. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { may } from "./may";
import { useAsk } from "./useAsk";

export function HangUp({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const { can, ask, key } = useAsk(call);
  useKeys({ e: key("hangup") });
  const leaves = call.part !== "owner" || call.consult_state === "joined";
  return (
    <div className="row hang-up-row">
      <button className="hang-up grow" disabled={!can("hangup")} onClick={() => ask("hangup")} type="button">
        <Icon name="hangUp" />
        {t(leaves ? "transfer.leave" : "call.hangUp")}
      </button>
      {may(call).includes("end") && (
        <button className="end-all" disabled={!can("end")} onClick={() => ask("end")} type="button">
          {t("transfer.endForAll")}
        </button>
      )}
    </div>
  );
}
