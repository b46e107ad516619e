/** Everybody with a phone. Only the rows in sight are drawn, so 500 people are as quick as five. */
import { TextInput } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Away } from "@/shared/panel/Away";
import { Empty } from "@/shared/ui/Empty";
import { Icon } from "@/shared/ui/Icon";
import { StateMark } from "@/shared/ui/StateMark";
import { Timer } from "@/shared/ui/Timer";
import { phoneNumber } from "@/shared/words/format";
import { useReasonName } from "@/shared/words/names";
import type { AgentView } from "@/src/generated/api";
import { agentsInOrder } from "./board";
import { ForceState } from "./ForceState";

const ROW = 38;

export function AgentTable({ onShow }: { onShow: (target: string) => void }) {
  const { t } = useTranslation();
  const agents = useLive((state) => state.agents);
  const [text, setText] = useState("");
  const rows = useMemo(() => agentsInOrder(agents, text), [agents, text]);
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <section aria-label={t("board.agents")} className="card board-box board-agents">
      <header>
        <h2>{t("board.agents")}</h2>
        <span className="soft num">{rows.length}</span>
        <span className="grow" />
        <TextInput
          aria-label={t("board.find")}
          leftSection={<Icon name="search" size={14} />}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t("board.find")}
          size="xs"
          value={text}
          w={180}
        />
      </header>
      <div className="board-scroll" ref={scroller}>
        <div className="grid grid-head agent-cols">
          <span>{t("board.agent")}</span>
          <span>{t("board.state")}</span>
          <span className="right">{t("board.since")}</span>
          <span />
          <span>{t("board.call")}</span>
        </div>
        {rows.length === 0 && text && <Empty title={t("board.noAgents")} />}
        <div style={{ height: seen.getTotalSize(), position: "relative" }}>
          {seen.getVirtualItems().map(({ index, start }) => {
            const agent = rows[index];
            return agent && <AgentRow agent={agent} key={agent.id} onShow={onShow} top={start} />;
          })}
        </div>
      </div>
    </section>
  );
}

interface RowProps {
  agent: AgentView;
  top: number;
  onShow: (target: string) => void;
}

const AgentRow = memo(({ agent, top, onShow }: RowProps) => {
  const { t } = useTranslation();
  const reasonName = useReasonName();
  const call = useLive((state) => (agent.call ? state.calls[agent.call] : undefined));
  const shown = call?.state === "held" ? "held" : agent.state;
  const off = agent.state === "off"; // has no time and no call: their room is the reason's
  const reason = agent.reason && reasonName(agent.reason);
  return (
    <div style={{ position: "absolute", insetInline: 0, top }}>
      <button className="grid-row agent-cols" onClick={() => onShow(`agent:${agent.id}`)} type="button">
        <span className="cut strong">{agent.name}</span>
        <span className="row" style={off ? { gridColumn: "2 / -2" } : {}}>
          <StateMark state={shown} />
          <span className="agent-state">
            <span className="cut" title={reason}>
              {t(`state.${shown}`)}
              {reason && <span className="soft"> · {reason}</span>}
            </span>
            <Away agent={agent} alone />
          </span>
        </span>
        {!off && (
          <>
            <span className="right num">
              <Timer since={agent.since} />
            </span>
            <span />
            <span className="cut num">{call ? phoneNumber(call.caller) || t("call.withheld") : ""}</span>
          </>
        )}
      </button>
      <span className="row-end">
        <ForceState agent={agent} />
      </span>
    </div>
  );
});
AgentRow.displayName = "AgentRow";
