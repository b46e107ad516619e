/** The bar of actions: a kind, a word for colleagues, Process; beside it Forward and Transfer (TKT-22). */
import { Button, NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notice } from "@/shared/ui/notices";
import type { TicketView } from "@/src/generated/api";
import { useDeed } from "../queries";
import { Forward } from "./Forward";
import { Transfer } from "./Transfer";

type State = TicketView["state"];
const KINDS = ["solve", "hold", "comment", "internal_solve", "complete", "reopen", "spam", "restore"] as const;
type Kind = (typeof KINDS)[number];

/** As the table of `ticketing/life.py` has it; the server decides. */
const POSSIBLE: Record<State, readonly Kind[]> = {
  unassigned: ["comment", "spam"],
  open: ["solve", "hold", "comment", "internal_solve", "spam"],
  held: ["solve", "comment", "internal_solve", "reopen", "spam"],
  replied: ["solve", "hold", "comment", "internal_solve", "reopen"],
  transferred: ["comment", "reopen"],
  solved: ["comment", "reopen", "complete", "spam"],
  completed: ["comment", "reopen"],
  spam: ["restore", "comment"],
};

export function Process({ ticket }: { ticket: TicketView }) {
  const { t } = useTranslation("tickets");
  const kinds = POSSIBLE[ticket.state];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? "comment");
  const [text, setText] = useState("");
  const deed = useDeed(ticket.id, () => {
    setText("");
    notice(t("work.done", { what: t(`work.kinds.${kind}`) }));
  });
  const inHand = ticket.state === "open" || ticket.state === "held" || ticket.state === "replied";
  return (
    <form
      className="ticket-process card"
      onSubmit={(event) => {
        event.preventDefault();
        deed.mutate({ path: "process", body: { kind, text } });
      }}
    >
      <Textarea
        autosize
        label={t("work.text")}
        maxLength={20_000}
        maxRows={8}
        minRows={2}
        onChange={(event) => setText(event.currentTarget.value)}
        value={text}
      />
      <div className="row" style={{ flexWrap: "wrap" }}>
        <NativeSelect
          aria-label={t("work.kind")}
          data={kinds.map((value) => ({ value, label: t(`work.kinds.${value}`) }))}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
          size="sm"
          value={kind}
        />
        <Button disabled={kind === "comment" && !text.trim()} loading={deed.isPending} size="compact-md" type="submit">
          {t("work.go")}
        </Button>
        <span className="grow" />
        {(inHand || ticket.state === "unassigned") && <Forward ticket={ticket} />}
        {inHand && <Transfer ticket={ticket} />}
      </div>
    </form>
  );
}
