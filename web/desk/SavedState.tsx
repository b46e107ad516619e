/** Whether what was written in the ticket is saved. */
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import type { Draft, Saving } from "./autosave";

const WORST: readonly Saving[] = ["failed", "unsaved", "saving", "saved"];

/** Without a line to the server nothing is being saved, whatever is on its way: that the text is kept is said at once. */
export function SavedState({ of }: { of: readonly Draft[] }) {
  const { t } = useTranslation();
  const cut = useLive(({ link }) => link === "lost");
  const worst = WORST.find((one) => of.some((draft) => draft.saving === one)) ?? "saved";
  const state = cut && worst !== "saved" ? "failed" : worst;
  const restored = of.some((draft) => draft.restored);
  return (
    <div aria-live="polite" className="saved" data-state={state}>
      {state === "saved" && <Icon name="check" size={14} />}
      {state === "failed" && <Icon name="alert" size={14} />}
      {restored && state !== "failed"
        ? t("ticket.restored")
        : t(state === "failed" ? "ticket.saveFailed" : `ticket.${state}`)}
    </div>
  );
}
