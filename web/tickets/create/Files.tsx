/** Files that go along with a new ticket: dropped, pasted or chosen; sent when it is made. */
import "@/handling/words";
import "@/handling/attachments/attachments.css";
import { ActionIcon, Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { sizeOf } from "@/handling/attachments/size";
import { Icon } from "@/shared/ui/Icon";
import type { Limits } from "./draft";

interface Props {
  files: readonly File[];
  limits: Limits;
  onAdd: (files: readonly File[]) => void;
  onRemove: (file: File) => void;
}

export function Files({ files, limits, onAdd, onRemove }: Props) {
  const { t, i18n } = useTranslation("handling");
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const full = files.length >= limits.most;
  const told = { most: limits.most, each: Math.round(limits.each / 2 ** 20) };
  return (
    <section
      aria-label={t("attachments.title")}
      className="attachments"
      data-over={over}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onAdd([...event.dataTransfer.files]);
      }}
      style={{ margin: 0, padding: 0 }}
    >
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button
          disabled={full}
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
            onAdd([...(box.files ?? [])]);
            box.value = "";
          }}
          ref={chooser}
          type="file"
        />
      </div>
      {files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li className="card" key={`${file.name} ${file.size} ${file.lastModified}`}>
              <div className="grow" style={{ minWidth: 0 }}>
                {file.name} <span className="soft small">{sizeOf(file.size, i18n.language)}</span>
              </div>
              <ActionIcon
                aria-label={t("attachments.remove", { name: file.name })}
                color="gray"
                onClick={() => onRemove(file)}
                variant="subtle"
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
