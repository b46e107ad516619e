import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import type { Draft, Saving } from "./autosave";

const WORST: readonly Saving[] = ["failed", "unsaved", "saving", "saved"];

export function SavedState({ of }: { of: readonly Draft[] }) {
  const { t } = useTranslation();
  const state = WORST.find((one) => of.some((draft) => draft.saving === one)) ?? "saved";
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
