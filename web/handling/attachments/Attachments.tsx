/** Files of a ticket: dropped, pasted or chosen; pictures are seen, all are downloaded. */
import "../words";
import { ActionIcon } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Icon } from "@/shared/ui/Icon";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { AttachmentView, TicketView } from "@/src/generated/api";
import { FilesBox } from "./FilesBox";
import { type Sending, useAttachments, useBring, useRemove } from "./queries";
import { sizeOf } from "./size";

export default function Attachments({ ticket }: { ticket: TicketView }) {
  const { data } = useAttachments(ticket.id);
  const { sending, bring } = useBring(ticket.id);
  usePaste(bring);
  if (!data) return null;
  return (
    <FilesBox count={data.items.length} limits={data} loading={sending !== null} onFiles={bring}>
      <div aria-live="polite">{sending && <Progress sending={sending} />}</div>
      {data.items.length > 0 && (
        <ul>
          {data.items.map((file) => (
            <One file={file} key={file.id} ticket={ticket.id} />
          ))}
        </ul>
      )}
    </FilesBox>
  );
}

/** Files on the clipboard, such as a picture of the screen; pasted words stay words. */
function usePaste(bring: (files: readonly File[]) => void): void {
  useEffect(() => {
    const pasted = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      bring(files);
    };
    window.addEventListener("paste", pasted);
    return () => window.removeEventListener("paste", pasted);
  }, [bring]);
}

export function Progress({ sending: { name, part } }: { sending: Sending }) {
  const { t } = useTranslation("handling");
  return (
    <div className="row small">
      <span>{t("attachments.uploading", { name })}</span>
      <progress aria-label={t("attachments.uploading", { name })} max={1} value={part} />
    </div>
  );
}

function One({ ticket, file }: { ticket: number; file: AttachmentView }) {
  const { t, i18n } = useTranslation("handling");
  const names = useNames();
  const remove = useRemove(ticket);
  const { name } = file;
  const path = `/api/tickets/${ticket}/attachments/${file.id}`;
  const about = {
    size: sizeOf(file.size, i18n.language),
    by: names.agent(file.by),
    time: moment(file.at, serverNow(), i18n.language),
  };
  return (
    <li className="card">
      {file.picture && (
        <a href={`${path}?show=true`} rel="noreferrer" target="_blank">
          <img alt={t("attachments.picture", { name })} height={64} loading="lazy" src={`${path}?show=true`} />
        </a>
      )}
      <div className="grow" style={{ minWidth: 0 }}>
        {file.found ? (
          <span>{name}</span>
        ) : (
          <a aria-label={t("attachments.download", { name })} download={name} href={path}>
            {name}
          </a>
        )}
        <div className="soft small">{t("attachments.about", about)}</div>
        {file.found && <div className="away small">{t("attachments.away", { found: file.found })}</div>}
      </div>
      {file.may_remove && (
        <ActionIcon
          aria-label={t("attachments.remove", { name })}
          color="gray"
          loading={remove.isPending}
          onClick={() => remove.mutate(file)}
          variant="subtle"
        >
          <Icon name="close" size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
