/** A place for a recording: a file is chosen or dropped here. */
import { Button, FileButton } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import { useDrop } from "@/shared/ui/useDrop";
import { SoundKinds } from "@/src/generated/facts";
import { useBring } from "./queries";

export function Bring({ name, language, children }: { name: string; language: string; children: ReactNode }) {
  const { t } = useTranslation("prompts");
  const reset = useRef<() => void>(null);
  const bring = useBring(name, language, () => notice(t("taken")));
  const take = (file: File | null | undefined): void => {
    if (file) bring.mutate(file);
    reset.current?.(); // the same file may be chosen again
  };
  const { place } = useDrop(([file]) => take(file));
  return (
    <div className="prompts-drop" {...place}>
      {children}
      <FileButton accept="audio/*,video/webm,video/mp4" onChange={take} resetRef={reset}>
        {(props) => (
          <Button {...props} loading={bring.isPending} size="compact-sm" variant="default">
            {t("bring")}
          </Button>
        )}
      </FileButton>
      <span className="soft small">{t("bringHint", { kinds: SoundKinds.join(", ") })}</span>
    </div>
  );
}
