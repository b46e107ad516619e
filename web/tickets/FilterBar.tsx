/** Words at once; everything else behind “more”. What is on stays in sight. */
import { Button, CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shared/ui/Dialog";
import { Icon } from "@/shared/ui/Icon";
import { useKeys } from "@/shared/ui/keys";
import { notice } from "@/shared/ui/notices";
import { type Asked, criteriaOn, queryOf } from "./asked";
import { Criteria } from "./Criteria";
import { useKeep } from "./queries";

interface Props {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

export function FilterBar({ asked, onAsk }: Props) {
  const { t } = useTranslation("tickets");
  const on = criteriaOn(asked);
  const [open, setOpen] = useState(on > 0);
  return (
    <search aria-label={t("filter.label")} className="tickets-filter">
      <div className="row">
        <Words asked={asked} key={asked.view} onAsk={onAsk} />
        <Button
          aria-controls="ticket-criteria"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          rightSection={<Icon name="chevron" size={14} />}
          size="compact-md"
          variant={on ? "light" : "default"}
        >
          {on ? t("filter.active", { count: on }) : t("filter.more")}
        </Button>
        {(on > 0 || asked.q) && (
          <Button onClick={() => onAsk({ view: asked.view, q: "" })} size="compact-md" variant="subtle">
            {t("filter.reset")}
          </Button>
        )}
        {(on > 0 || asked.q) && <Keep asked={asked} />}
      </div>
      <div hidden={!open} id="ticket-criteria">
        {open && <Criteria asked={asked} onAsk={onAsk} />}
      </div>
    </search>
  );
}

function Words({ asked, onAsk }: Props) {
  const { t } = useTranslation("tickets");
  const [text, setText] = useState(asked.q);
  const [sent, setSent] = useState(asked.q);
  const field = useRef<HTMLInputElement>(null);
  if (asked.q !== sent) {
    setSent(asked.q);
    setText(asked.q);
  }
  const search = useDebouncedCallback((q: string) => {
    setSent(q);
    onAsk({ ...asked, q });
  }, 250);
  const type = (q: string): void => {
    setText(q);
    search(q);
  };
  useKeys({ "/": () => field.current?.focus() });
  return (
    <TextInput
      aria-label={t("filter.words")}
      className="grow"
      leftSection={<Icon name="search" size={16} />}
      maxLength={100}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      placeholder={t("filter.wordsHint")}
      ref={field}
      rightSection={text && <CloseButton aria-label={t("filter.reset")} onClick={() => type("")} size="sm" />}
      size="sm"
      value={text}
    />
  );
}

function Keep({ asked }: { asked: Asked }) {
  const { t } = useTranslation("tickets");
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const keep = useKeep(() => {
    setOpen(false);
    notice(t("kept.saved", { name }));
  });
  return (
    <>
      <Button onClick={() => setOpen(true)} size="compact-md" variant="subtle">
        {t("kept.keep")}
      </Button>
      <Dialog onClose={() => setOpen(false)} opened={open} title={t("kept.keep")}>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            keep.mutate({ name: name.trim(), filter: queryOf(asked) });
          }}
        >
          <TextInput
            data-autofocus
            label={t("kept.name")}
            maxLength={60}
            onChange={(event) => setName(event.currentTarget.value)}
            value={name}
          />
          <Button disabled={!name.trim()} loading={keep.isPending} type="submit">
            {t("kept.save")}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
