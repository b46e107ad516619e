/** Why the colleague who was asked is not there any more, and what to do now. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import type { MyCall } from "@/shared/live/mine";
import { useNames } from "@/shared/words/names";

export function PartingNote({ call }: { call: MyCall }) {
  const { t } = useTranslation();
  const names = useNames();
  const parting = useLive((live) => live.parting);
  if (!parting || call.part !== "owner" || call.consult || parting.how === "abandoned") return null;
  const next = t(call.state === "held" ? "transfer.thenHeld" : "transfer.thenTalking");
  return (
    <p className="parting" role="alert">
      {t(`transfer.parted.${parting.how}`, { name: names.agent(parting.target) })} {next}
    </p>
  );
}
