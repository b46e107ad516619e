/** What the assignee alone can do with a callback (CB-04): connect, set a time, complete. */
import { ActionIcon, Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { useLive } from "@/shared/live/context";
import { mayDial } from "@/shared/panel/choices";
import { useConnect } from "@/shared/panel/useDialling";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { notice } from "@/shared/ui/notices";
import { moment, phoneNumber } from "@/shared/words/format";
import { CallbackResults, type CallbackView } from "@/src/generated/api";
import { useComplete, useTime } from "./queries";
import { localTime } from "./telling";
import { SPACE } from "./words";

export function RowActions({ item }: { item: CallbackView }) {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const free = mayDial(useLive((live) => live.me));
  const connect = useConnect();
  const [open, setOpen] = useState<"complete" | "time" | null>(null);
  if (!me?.phone || item.assignee !== me.id || item.state !== "unprocessed") return null;
  const close = (): void => setOpen(null);
  const number = phoneNumber(item.caller);
  return (
    <div className="row cb-actions">
      {item.caller && (
        <Button
          disabled={!free}
          leftSection={<Icon name="phone" size={16} />}
          loading={connect.isPending}
          onClick={() => connect.mutate(item.id)}
          size="compact-sm"
        >
          {t("connect")}
        </Button>
      )}
      <Button onClick={() => setOpen("complete")} size="compact-sm" variant="default">
        {t("complete")}
      </Button>
      <ActionIcon
        aria-label={`${t("time")} ${number}`}
        onClick={() => setOpen("time")}
        size={26}
        title={t("time")}
        variant="default"
      >
        <Icon name="clock" size={16} />
      </ActionIcon>
      {open === "complete" && <Complete item={item} onClose={close} />}
      {open === "time" && <Time item={item} onClose={close} />}
    </div>
  );
}

/** Two clicks: complete, and what came of it. */
function Complete({ item, onClose }: { item: CallbackView; onClose: () => void }) {
  const { t } = useTranslation(SPACE);
  const [note, setNote] = useState("");
  const complete = useComplete(() => {
    notice(t("completed"));
    onClose();
  });
  return (
    <Dialog onClose={onClose} opened title={t("completeOf", { number: phoneNumber(item.caller) })}>
      <div className="stack" style={{ gap: 14 }}>
        <fieldset className="cb-outcomes">
          <legend>{t("outcome")}</legend>
          {CallbackResults.map((result) => (
            <Button
              key={result}
              loading={complete.isPending}
              onClick={() => complete.mutate({ id: item.id, result, note })}
              size="md"
              variant={result === "reached" ? "filled" : "default"}
            >
              {t(`results.${result}`)}
            </Button>
          ))}
        </fieldset>
        <Textarea
          description={t("noteHint")}
          label={t("note")}
          maxLength={2000}
          onChange={(event) => setNote(event.currentTarget.value)}
          value={note}
        />
      </div>
    </Dialog>
  );
}

interface TimeProps {
  item: CallbackView;
  onClose: () => void;
  onTimed?: () => void;
}

export function Time({ item, onClose, onTimed }: TimeProps) {
  const { t, i18n } = useTranslation(SPACE);
  const [at, setAt] = useState(() => localTime(item.due_at > serverNow() ? item.due_at : serverNow() + 3600));
  const time = useTime(({ due_at }) => {
    notice(due_at ? t("timed", { time: moment(due_at, serverNow(), i18n.language) }) : t("untimed"));
    onClose();
    onTimed?.();
  });
  const set = (due_at: number): void => time.mutate({ id: item.id, due_at });
  const later = (minutes: number) => (
    <Button key={minutes} onClick={() => set(serverNow() + minutes * 60)} size="compact-md" variant="default">
      {minutes < 60 ? t("inMinutes", { count: minutes }) : t("inHours", { count: minutes / 60 })}
    </Button>
  );
  return (
    <Dialog onClose={onClose} opened title={t("timeOf", { number: phoneNumber(item.caller) })}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          set(new Date(at).getTime() / 1000);
        }}
        style={{ gap: 14 }}
      >
        <div className="row" style={{ flexWrap: "wrap" }}>
          {[15, 60, 180].map(later)}
        </div>
        <TextInput
          description={t("timeHint")}
          label={t("timeLabel")}
          min={localTime(serverNow())}
          onChange={(event) => setAt(event.currentTarget.value)}
          required
          type="datetime-local"
          value={at}
          withAsterisk={false}
        />
        <div className="row">
          <Button loading={time.isPending} type="submit">
            {t("save")}
          </Button>
          {item.due_at > 0 && (
            <Button onClick={() => set(0)} variant="default">
              {t("anyTime")}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
