/** The keys of the picture, on a sheet. */
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";

const KEYS = [
  ["← ↑ → ↓", "walk"],
  ["Enter", "edit"],
  ["Esc", "back"],
  ["A", "add"],
  ["C", "connect"],
  ["F2", "rename"],
  ["Del", "remove"],
  ["Space", "choose"],
  ["Ctrl C", "copy"],
  ["Ctrl X", "cut"],
  ["Ctrl V", "paste"],
  ["Ctrl D", "duplicate"],
  ["Ctrl Z", "undo"],
  ["Ctrl Y", "redo"],
  ["F", "find"],
  [".", "problem"],
  ["Home", "start"],
  ["L", "arrange"],
  ["0", "fit"],
] as const;

export function CanvasKeys({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation("designer");
  return (
    <Dialog onClose={onClose} opened={opened} title={t("keys.title")}>
      <div className="keys">
        {KEYS.map(([key, what]) => [<span key={what}>{t(`keys.${what}`)}</span>, <kbd key={`${what} key`}>{key}</kbd>])}
      </div>
    </Dialog>
  );
}
