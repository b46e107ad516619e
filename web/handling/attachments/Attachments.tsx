/** Files of a ticket: dropped, pasted or chosen; pictures are seen, all are downloaded. */
import "../words";
import "./attachments.css";
import { ActionIcon, Button } from "@mantine/core";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Icon } from "@/shared/ui/Icon";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { AttachmentView, TicketView } from "@/src/generated/api";
import { type Sending, useAttachments, useBring, useRemove } from "./queries";
import { sizeOf } from "./size";

export default function Attachments({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("handling");
  const { data } = useAttachments(ticket.id);
  const { sending, bring } = useBring(ticket.id);
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  usePaste(bring);
  if (!data) return null;
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    bring([...event.dataTransfer.files]);
  };
  const full = data.items.length >= data.most;
  const limits = { most: data.most, each: Math.round(data.each / 2 ** 20) };
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
      onDrop={drop}
    >
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button
          disabled={full}
          loading={sending !== null}
          onClick={() => chooser.current?.click()}
          size="compact-sm"
          title={t(full ? "attachments.full" : "attachments.hint", limits)}
          variant="default"
        >
          {t("attachments.add")}
        </Button>
        {(over || full) && (
          <span className="soft small">{t(over ? "attachments.drop" : "attachments.full", limits)}</span>
        )}
        <input
          aria-label={t("attachments.add")}
          hidden
          multiple
          onChange={({ currentTarget: box }) => {
            bring([...(box.files ?? [])]);
            box.value = "";
          }}
          ref={chooser}
          type="file"
        />
      </div>
      <div aria-live="polite">{sending && <Progress sending={sending} />}</div>
      {data.items.length > 0 && (
        <ul>
          {data.items.map((file) => (
            <One file={file} key={file.id} ticket={ticket.id} />
          ))}
        </ul>
      )}
    </section>
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
