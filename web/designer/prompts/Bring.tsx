/** A place for a recording: a file is chosen or dropped here. */
import { Button, FileButton } from "@mantine/core";
import { type DragEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import { useBring } from "./queries";

export function Bring({ name, language, children }: { name: string; language: string; children: ReactNode }) {
  const { t } = useTranslation("prompts");
  const [over, setOver] = useState(false);
  const reset = useRef<() => void>(null);
  const bring = useBring(name, language, () => notice(t("taken")));
  const take = (file: File | null | undefined): void => {
    if (file) bring.mutate(file);
    reset.current?.(); // the same file may be chosen again
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div
      className="prompts-drop"
      data-over={over}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDrop={drop}
    >
      {children}
      <FileButton accept="audio/*,video/webm,video/mp4" onChange={take} resetRef={reset}>
        {(props) => (
          <Button {...props} loading={bring.isPending} size="compact-sm" variant="default">
            {t("bring")}
          </Button>
        )}
      </FileButton>
      <span className="soft small">{t("bringHint")}</span>
    </div>
  );
}
