/** Out of the call. With others in it that is leaving: they go on talking. */
import { useTranslation } from "react-i18next";
import type { MyCall } from "@/shared/live/mine";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { useAsk } from "./useAsk";

export function HangUp({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const { can, ask, key } = useAsk(call);
  useKeys({ e: key("hangup") });
  const leaves = call.part !== "owner" || call.consult_state === "joined";
  return (
    <button className="hang-up" disabled={!can("hangup")} onClick={() => ask("hangup")} type="button">
      <Icon name="hangUp" />
      {t(leaves ? "transfer.leave" : "call.hangUp")}
    </button>
  );
}
