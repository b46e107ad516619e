/** Why the last call was not answered, in words, with the way to try again. Stays until it is closed. */
import { ActionIcon, Button } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFacts, useLive } from "@/shared/live/context";
import { Icon } from "@/shared/ui/Icon";
import { phoneNumber } from "@/shared/words/format";
import { type Filled, openDial } from "./dialForm";
import { useConnect } from "./useDialling";

const ENDS = ["busy", "no answer", "refused", "unallocated", "congestion", "given up"] as const;

const NOTHING: Filled = { to: "", service: "", callback: 0, ticket: 0 };

interface Unanswered {
  /** What the form was filled with. */
  call: Filled;
  cause: string;
}

/** null as long as the last call is going on or was answered. By facts: what is over within a frame is seen too. */
function useUnanswered(): [Unanswered | null, () => void] {
  const [unanswered, tell] = useState<Unanswered | null>(null);
  const me = useLive((live) => live.me?.id ?? "");
  const calling = useRef<{ id: string; call: Filled }>({ id: "", call: NOTHING });
  useFacts(({ kind, fact }) => {
    if (kind === "Dialled" && fact.agent === me) {
      const { number: to, service, callback, ticket } = fact;
      calling.current = { id: fact.call, call: { to, service, callback, ticket } };
      tell(null);
    } else if (kind === "Established" && fact.agent === me) calling.current = { id: "", call: NOTHING };
    else if (kind === "Cleared" && fact.call === calling.current.id)
      tell({ call: calling.current.call, cause: fact.cause });
  });
  return [unanswered, () => tell(null)];
}

/** free: somebody can be called now. */
export function DialResult({ free }: { free: boolean }) {
  const { t } = useTranslation();
  const [unanswered, close] = useUnanswered();
  const connect = useConnect();
  if (!unanswered) return null;
  const { call, cause } = unanswered;
  const end = ENDS.find((one) => one === cause) ?? "failed";
  // Another attempt of a promise is counted as the first one was (CB-07).
  const again = (): void => (call.callback ? connect.mutate(call.callback) : openDial(call));
  return (
    <div aria-live="polite" className="trouble">
      <div className="row between">
        <strong className="num">{phoneNumber(call.to)}</strong>
        <ActionIcon aria-label={t("dial.dismissResult")} color="gray" onClick={close} size="sm" variant="subtle">
          <Icon name="close" size={16} />
        </ActionIcon>
      </div>
      <span>{t(`dial.ended.${end}`)}</span>
      <Button disabled={!free} loading={connect.isPending} onClick={again} size="compact-md" variant="default">
        {t("dial.again")}
      </Button>
    </div>
  );
}
