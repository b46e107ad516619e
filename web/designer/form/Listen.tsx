/** Plays a prompt or a text as callers hear it. */
import { ActionIcon } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEditor } from "@/designer/editor/context";
import { play, soundOf, spoken } from "@/designer/sound";
import { Glyph } from "@/designer/ui/Glyph";
import { notice } from "@/shared/ui/notices";
import { asTable } from "./useField";

export function Listen({ item }: { item: unknown }) {
  const { t, i18n } = useTranslation("designer");
  const { route } = useEditor();
  const [busy, setBusy] = useState(false);
  const language = route.languages[0] ?? i18n.language;
  const text = asTable(item).text;
  const said = typeof text === "string" ? text : String(asTable(text)[language] ?? "");
  const name = typeof item === "string" ? item : "";
  const listen = (): void => {
    setBusy(true);
    (name ? play(soundOf(name, language)) : spoken(said, language).then(play))
      .catch(() => notice(t("form.silent"), "error"))
      .finally(() => setBusy(false));
  };
  if (!name && !said) return null;
  return (
    <ActionIcon aria-label={t("form.listen")} color="gray" loading={busy} onClick={listen} variant="subtle">
      <Glyph name="play" size={14} />
    </ActionIcon>
  );
}
