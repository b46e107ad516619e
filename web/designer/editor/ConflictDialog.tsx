/** Two people wrote at once: both texts are here, and one is chosen. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { diffTexts } from "@/designer/route/compare";
import type { Other } from "@/designer/saving";
import { TextDiff } from "@/designer/versions/TextDiff";
import { Dialog } from "@/shared/ui/Dialog";

export function ConflictDialog({
  mine,
  other,
  onSettle,
}: {
  mine: string;
  other: Other;
  onSettle: (mine: boolean) => void;
}) {
  const { t } = useTranslation("designer");
  const by = other.by || t("conflict.somebody");
  return (
    <Dialog closable={false} onClose={() => onSettle(true)} opened size={640} title={t("conflict.title")}>
      <div className="stack" style={{ gap: 16 }}>
        <p>{t("conflict.text", { by })}</p>
        <h3>{t("conflict.difference")}</h3>
        <TextDiff lines={diffTexts(other.text, mine)} />
        <div className="row conflict-choice">
          <span className="stack">
            <Button data-autofocus onClick={() => onSettle(true)}>
              {t("conflict.mine")}
            </Button>
            <span className="soft small">{t("conflict.mineHint")}</span>
          </span>
          <span className="stack">
            <Button onClick={() => onSettle(false)} variant="default">
              {t("conflict.theirs")}
            </Button>
            <span className="soft small">{t("conflict.theirsHint")}</span>
          </span>
        </div>
      </div>
    </Dialog>
  );
}
