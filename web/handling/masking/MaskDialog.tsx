/** Asks before masked words are shown or put back (TKT-56). What was shown goes with the dialog, or after a while. */
import { Button } from "@mantine/core";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Dialog } from "@/shared/ui/Dialog";
import { notice } from "@/shared/ui/notices";
import { moment } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { MaskView } from "@/src/generated/api";
import { useMasking, useShowWords } from "./queries";

const SHOWN_MS = 60_000;

interface Props {
  ticket: number;
  mask: MaskView;
  mayUnmask: boolean;
  onClose: () => void;
}

export function MaskDialog({ ticket, mask, mayUnmask, onClose }: Props) {
  const { t, i18n } = useTranslation("handling");
  const names = useNames();
  const about = { length: mask.length, name: names.agent(mask.by), time: moment(mask.at, serverNow(), i18n.language) };
  const title = t(mayUnmask ? "masking.ask" : "masking.passage", { number: mask.number });
  return (
    <Dialog onClose={onClose} opened size={460} title={title}>
      <div className="stack" style={{ gap: 12 }}>
        <p style={{ margin: 0 }}>{t("masking.about", about)}</p>
        <p className="soft small" style={{ margin: 0 }}>
          {t(mayUnmask ? "masking.logged" : "masking.admins")}
        </p>
        {mayUnmask && <Unmasking number={mask.number} onClose={onClose} ticket={ticket} />}
      </div>
    </Dialog>
  );
}

function Unmasking({ ticket, number, onClose }: { ticket: number; number: number; onClose: () => void }) {
  const { t } = useTranslation("handling");
  const show = useShowWords(ticket);
  const unmask = useMasking(ticket, () => {
    notice(t("masking.unmasked"));
    onClose();
  });
  const words = show.data?.words;
  useEffect(() => {
    if (words === undefined) return;
    const timer = window.setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words, onClose]);
  return (
    <>
      <output aria-label={t("masking.shown")} className="num" style={{ overflowWrap: "anywhere" }}>
        {words}
      </output>
      <div className="row" style={{ flexWrap: "wrap" }}>
        <Button disabled={words !== undefined} loading={show.isPending} onClick={() => show.mutate(number)}>
          {t("masking.show")}
        </Button>
        <Button loading={unmask.isPending} onClick={() => unmask.mutate(number)} variant="default">
          {t("masking.unmask")}
        </Button>
        <Button onClick={onClose} variant="subtle">
          {t("masking.close")}
        </Button>
      </div>
    </>
  );
}
