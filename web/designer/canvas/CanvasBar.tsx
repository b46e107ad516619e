/** The few buttons over the picture. Each has a key. */
import { ActionIcon, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Glyph, type GlyphName } from "@/designer/ui/Glyph";
import type { CanvasActs } from "./useCanvasKeys";

interface Props {
  acts: CanvasActs;
  empty: boolean;
  locked: boolean;
  onKeys: () => void;
}

export function CanvasBar({ acts, empty, locked, onKeys }: Props) {
  const { t } = useTranslation("designer");
  const buttons: [GlyphName, string, string, () => void][] = [
    ["search", t("editor.find"), "F", acts.find],
    ["arrange", t("editor.arrange"), "L", acts.arrange],
    ["fit", t("editor.fit"), "0", acts.showAll],
    ["minus", t("editor.zoomOut"), "−", () => acts.zoom(-1)],
    ["plus", t("editor.zoomIn"), "+", () => acts.zoom(1)],
    ["keyboard", t("editor.keys"), "?", onKeys],
  ];
  return (
    <>
      {!locked && !empty && (
        <div className="canvas-add">
          <Button
            leftSection={<Glyph name="plus" size={16} />}
            onClick={acts.add}
            size="sm"
            title={`${t("editor.add")} (A)`}
          >
            {t("editor.add")}
          </Button>
        </div>
      )}
      {empty && (
        <div className="canvas-empty">
          <b>{t("editor.nothing")}</b>
          <p className="soft">{t("editor.nothingHint")}</p>
          {!locked && <Button onClick={acts.add}>{t("editor.add")}</Button>}
        </div>
      )}
      <div aria-label={t("editor.picture")} className="canvas-bar" role="toolbar">
        {buttons.map(([glyph, label, key, run]) => (
          <ActionIcon
            aria-label={label}
            color="gray"
            key={glyph}
            onClick={run}
            size={32}
            title={`${label} (${key})`}
            variant="subtle"
          >
            <Glyph name={glyph} />
          </ActionIcon>
        ))}
      </div>
    </>
  );
}
