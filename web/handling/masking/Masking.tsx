/** Under the texts of a ticket: mask what is selected, and every block with who masked it. */
import "../words";
import { Button } from "@mantine/core";
import { type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { notice } from "@/shared/ui/notices";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { MasksView, TicketView } from "@/src/generated/api";
import { blockAt, selectedIn } from "./blocks";
import { MaskDialog } from "./MaskDialog";
import { type MaskWish, useMasking, useMasks } from "./queries";

type Box = RefObject<HTMLInputElement | HTMLTextAreaElement | null>;

interface Props {
  ticket: TicketView;
  subject: Box;
  note: Box;
  /** Both texts are at the server as they stand here. */
  saved: boolean;
}

export default function Masking({ ticket, subject, note, saved }: Props) {
  const { data: masks } = useMasks(ticket.id);
  const [asked, ask] = useState(0);
  useBlocks([subject, note], ask);
  if (!masks || (!masks.may_mask && masks.log.length === 0)) return null;
  const known = masks.items.find(({ number }) => number === asked);
  return (
    <section className="stack masking" style={{ gap: 6 }}>
      {masks.may_mask && <MaskButton note={note} saved={saved} subject={subject} ticket={ticket.id} />}
      <Passages masks={masks} onAsk={ask} />
      {known && (
        <MaskDialog key={asked} mask={known} mayUnmask={masks.may_unmask} onClose={() => ask(0)} ticket={ticket.id} />
      )}
    </section>
  );
}

/** A click into a block asks about it (TKT-56). */
function useBlocks(boxes: readonly Box[], ask: (number: number) => void): void {
  useEffect(() => {
    const clicked = (event: Event): void => {
      const { value, selectionStart, selectionEnd } = event.currentTarget as HTMLTextAreaElement;
      const number = selectionStart === selectionEnd ? blockAt(value, selectionStart) : 0;
      if (number) ask(number);
    };
    const here = boxes.flatMap(({ current }) => (current ? [current] : []));
    for (const box of here) box.addEventListener("click", clicked);
    return () => {
      for (const box of here) box.removeEventListener("click", clicked);
    };
  }, [boxes, ask]);
}

function MaskButton({ ticket, subject, note, saved }: { ticket: number; subject: Box; note: Box; saved: boolean }) {
  const { t } = useTranslation("handling");
  const { t: all } = useTranslation();
  const mask = useMasking(ticket, () => notice(t("masking.done")));
  const press = (): void => {
    const wish = wished({ note, subject });
    if (wish) mask.mutate(wish);
    else notice(all("panel.refused.mask_nothing"), "error");
  };
  return (
    <Button
      disabled={!saved}
      loading={mask.isPending}
      onClick={press}
      onMouseDown={(event) => event.preventDefault()} // what is selected stays so
      size="compact-sm"
      title={t(saved ? "masking.hint" : "masking.wait")}
      variant="default"
    >
      {t("masking.mask")}
    </Button>
  );
}

/** Where somebody writes just now comes first. */
function wished(boxes: Record<MaskWish["place"], Box>): MaskWish | null {
  const places = (Object.keys(boxes) as MaskWish["place"][]).sort(
    (one, other) => Number(isActive(boxes[other])) - Number(isActive(boxes[one])),
  );
  for (const place of places) {
    const box = boxes[place].current;
    const found = box && selectedIn(box.value, box.selectionStart ?? 0, box.selectionEnd ?? 0);
    if (found) return { place, ...found };
  }
  return null;
}

const isActive = ({ current }: Box): boolean => current !== null && current === current.ownerDocument.activeElement;

function Passages({ masks, onAsk }: { masks: MasksView; onAsk: (number: number) => void }) {
  const { t, i18n } = useTranslation("handling");
  const names = useNames();
  if (masks.log.length === 0) return null;
  return (
    <>
      <ul
        aria-label={t("masking.passages")}
        className="row"
        style={{ flexWrap: "wrap", listStyle: "none", padding: 0 }}
      >
        {masks.items.map(({ number }) => (
          <li key={number}>
            <Button
              aria-label={t("masking.passage", { number })}
              onClick={() => onAsk(number)}
              size="compact-xs"
              variant="default"
            >
              ██{number}██
            </Button>
          </li>
        ))}
      </ul>
      <details className="small">
        <summary>{t("masking.log")}</summary>
        <ul className="soft" style={{ margin: "4px 0", paddingInlineStart: 18 }}>
          {masks.log.map(({ number, at, by, what }) => (
            <li key={`${at} ${number} ${what}`}>
              {t(`masking.what.${what}`, { name: names.agent(by), number })} · {moment(at, serverNow(), i18n.language)}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}
