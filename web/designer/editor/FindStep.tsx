/** Search in the picture: what fits stays bright, Enter goes from one to the next. */
import { ActionIcon, TextInput } from "@mantine/core";
import { useContext, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { found } from "@/designer/canvas/cursor";
import { OverlayContext } from "@/designer/canvas/overlay";
import { Glyph } from "@/designer/ui/Glyph";
import { useEditor } from "./context";

export function FindStep({ onClose, onFocus }: { onClose: () => void; onFocus: () => void }) {
  const { t } = useTranslation("designer");
  const { route, cursor, goTo } = useEditor();
  const store = useContext(OverlayContext);
  const [words, setWords] = useState("");
  const hits = words.trim() ? found(route, words) : [];
  const names = hits.map(({ name }) => name).join(" ");
  useEffect(() => store.set({ found: words.trim() ? new Set(names.split(" ")) : null }), [store, words, names]);
  useEffect(() => () => store.set({ found: null }), [store]);
  const next = (by: number): void => {
    const at = hits.findIndex(({ name }) => name === cursor.step);
    const hit = hits[at < 0 ? 0 : (at + by + hits.length) % hits.length];
    if (hit) goTo({ step: hit.name, way: "" }, true);
  };
  const close = (): void => {
    onClose();
    requestAnimationFrame(onFocus);
  };
  return (
    <search aria-label={t("find.title")} className="find-step card">
      <TextInput
        aria-label={t("find.label")}
        autoFocus
        leftSection={<Glyph name="search" size={16} />}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
          if (event.key === "Enter" && !event.nativeEvent.isComposing) next(event.shiftKey ? -1 : 1);
        }}
        placeholder={t("find.label")}
        size="sm"
        value={words}
      />
      <span aria-live="polite" className="soft small num">
        {words.trim() && (hits.length ? t("find.hits", { count: hits.length }) : t("find.none"))}
      </span>
      <ActionIcon
        aria-label={t("find.title")}
        color="gray"
        disabled={hits.length === 0}
        onClick={() => next(1)}
        variant="subtle"
      >
        <Glyph name="down" />
      </ActionIcon>
    </search>
  );
}
