/** What is behind a line of the board: its people, its calls, what happened and why. */
import { CloseButton } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { phoneNumber } from "@/shared/words/format";
import type { AgentState } from "@/src/generated/api";
import { AgentDetails, CallDetails, PeopleIn, QueueDetails } from "./DetailBodies";

interface Props {
  target: string;
  onShow: (target: string) => void;
}

export function Details({ target, onShow }: Props) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const { title, body } = useTarget(target, onShow);
  useEffect(() => box.current?.focus(), []);
  return (
    <aside
      aria-label={title}
      className="details"
      onKeyDown={(event) => event.key === "Escape" && onShow("")}
      ref={box}
      style={{ outline: "none" }}
      tabIndex={-1}
    >
      <header>
        <h2 className="grow cut" style={{ fontSize: 16 }}>
          {title}
        </h2>
        <CloseButton aria-label={t("board.close")} onClick={() => onShow("")} />
      </header>
      <div className="details-body">{body ?? <p className="soft">{t("board.gone")}</p>}</div>
    </aside>
  );
}

function useTarget(target: string, onShow: Props["onShow"]): { title: string; body: ReactNode } {
  const { t } = useTranslation();
  const kind = target.slice(0, target.indexOf(":"));
  const id = target.slice(kind.length + 1);
  const queue = useLive((state) => (kind === "queue" ? state.queues[id] : undefined));
  const agent = useLive((state) => (kind === "agent" ? state.agents[id] : undefined));
  const call = useLive((state) => (kind === "call" ? state.calls[id] : undefined));
  if (queue) return { title: queue.name, body: <QueueDetails onShow={onShow} queue={queue} /> };
  if (agent) return { title: agent.name, body: <AgentDetails agent={agent} onShow={onShow} /> };
  if (kind === "state")
    return { title: t(`state.${id as AgentState}`), body: <PeopleIn onShow={onShow} state={id as AgentState} /> };
  if (kind !== "call") return { title: id, body: null };
  const title = call ? phoneNumber(call.caller) || t("call.withheld") : t("callState.cleared");
  return { title, body: <CallDetails call={call} id={id} onShow={onShow} /> };
}
