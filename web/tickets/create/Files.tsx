/** Files that go along with a new ticket: dropped, pasted or chosen; sent when it is made. */
import { ActionIcon } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { FilesBox } from "@/handling/attachments/FilesBox";
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
  return (
    <FilesBox count={files.length} limits={limits} onFiles={onAdd} style={{ margin: 0, padding: 0 }}>
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
    </FilesBox>
  );
}
