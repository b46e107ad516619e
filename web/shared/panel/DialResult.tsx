/** Why the last call was not answered, in words, with the way to try again. Stays until it is closed. */
import { ActionIcon, Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFacts, useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { phoneNumber } from "@/shared/words/format";
import { openDial } from "./dialForm";

const ENDS = ["busy", "no answer", "refused", "unallocated", "congestion", "given up"] as const;

interface Unanswered {
  number: string;
  cause: string;
}

/** null as long as the last call is going on or was answered. By facts: what is over within a frame is seen too. */
function useUnanswered(): [Unanswered | null, () => void] {
  const [unanswered, tell] = useState<Unanswered | null>(null);
  const me = useLive((live) => live.me?.id ?? "");
  const calling = useRef({ id: "", number: "" });
  useFacts(({ kind, fact }) => {
    if (kind === "Dialled" && fact.agent === me) {
      calling.current = { id: fact.call, number: fact.number };
      tell(null);
    } else if (kind === "Established" && fact.agent === me) calling.current = { id: "", number: "" };
    else if (kind === "Cleared" && fact.call === calling.current.id)
      tell({ number: calling.current.number, cause: fact.cause });
  });
  return [unanswered, () => tell(null)];
}

export function DialResult() {
  const { t } = useTranslation();
  const [unanswered, close] = useUnanswered();
  if (!unanswered) return null;
  const end = ENDS.find((one) => one === unanswered.cause) ?? "failed";
  return (
    <div aria-live="polite" className="trouble">
      <div className="row between">
        <strong className="num">{phoneNumber(unanswered.number)}</strong>
        <ActionIcon aria-label={t("dial.dismissResult")} color="gray" onClick={close} size="sm" variant="subtle">
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
      <span>{t(`dial.ended.${end}`)}</span>
      <Button onClick={() => openDial({ to: unanswered.number })} size="compact-md" variant="default">
        {t("dial.again")}
      </Button>
    </div>
  );
}
