/** Where files are dropped or chosen, for a ticket that there is and for a new one; what was brought stands in it. */
import "../words";
import "./attachments.css";
import { Button } from "@mantine/core";
import { type CSSProperties, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDrop } from "@/shared/ui/useDrop";

interface Props {
  /** How many there are already. */
  count: number;
  /** each: bytes of a file. */
  limits: { most: number; each: number };
  loading?: boolean;
  onFiles: (files: readonly File[]) => void;
  style?: CSSProperties;
  children: ReactNode;
}

export function FilesBox({ count, limits, loading = false, onFiles, style, children }: Props) {
  const { t } = useTranslation("handling");
  const { over, place } = useDrop(onFiles);
  const chooser = useRef<HTMLInputElement>(null);
  const full = count >= limits.most;
  const told = { most: limits.most, each: Math.round(limits.each / 2 ** 20) };
  return (
    <section aria-label={t("attachments.title")} className="attachments" {...place} style={style}>
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button
          disabled={full}
          loading={loading}
          onClick={() => chooser.current?.click()}
          size="compact-sm"
          title={t(full ? "attachments.full" : "attachments.hint", told)}
          variant="default"
        >
          {t("attachments.add")}
        </Button>
        {(over || full) && (
          <span className="soft small">{t(over ? "attachments.drop" : "attachments.full", told)}</span>
        )}
        <input
          aria-label={t("attachments.add")}
          hidden
          multiple
          onChange={({ currentTarget: box }) => {
            onFiles([...(box.files ?? [])]);
            box.value = "";
          }}
          ref={chooser}
          type="file"
        />
      </div>
      {children}
    </section>
  );
}
