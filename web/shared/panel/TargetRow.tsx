/** One line of the picker: who, and how things are there now. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { StateMark } from "@/shared/ui/StateMark";
import { Timer } from "@/shared/ui/Timer";
import { useReasonName } from "@/shared/words/names";
import type { AgentView, QueueView } from "@/src/generated/api";
import { type Target, whyNot } from "./targets";

interface Props {
  target: Target;
  id: string;
  chosen: boolean;
  onPick: () => void;
}

export function TargetRow({ target, id, chosen, onPick }: Props) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field above
    <div
      aria-selected={chosen}
      className="picker-row"
      data-possible={whyNot(target) === ""}
      id={id}
      onClick={onPick}
      ref={row}
      role="option"
    >
      <What target={target} />
    </div>
  );
}

function What({ target }: { target: Target }) {
  switch (target.kind) {
    case "agent":
      return <Agent agent={target.agent} />;
    case "queue":
      return <Queue queue={target.queue} />;
    case "route":
      return <Named icon="keypad" name={target.name} />;
    case "number":
      return <Named icon="phone" name={target.name} note={target.why} />;
  }
}

function Named({ icon, name, note = "" }: { icon: IconName; name: string; note?: string }) {
  return (
    <>
      <Icon name={icon} size={14} />
      <span className="cut grow num">{name}</span>
      <span className="soft small cut">{note}</span>
    </>
  );
}

function Agent({ agent }: { agent: AgentView }) {
  const { t } = useTranslation();
  const reasonName = useReasonName();
  const state = t(`state.${agent.state}`);
  const away = agent.state === "ready" && !agent.phone;
  // Why somebody has gone is nothing for the one who looks for a colleague.
  const reason = agent.state !== "off" && agent.reason;
  return (
    <>
      <StateMark state={agent.state} />
      <span className="cut grow">{agent.name}</span>
      <span className="soft small cut">
        {away ? t("transfer.noPhone") : reason ? `${state} · ${reasonName(reason)}` : state}
      </span>
      <span className="soft small num picker-time">{agent.state !== "off" && <Timer since={agent.since} />}</span>
    </>
  );
}

function Queue({ queue }: { queue: QueueView }) {
  const { t } = useTranslation();
  return (
    <>
      <Icon name="callbacks" size={14} />
      <span className="cut grow">{queue.name}</span>
      <span className="soft small num">
        {t("transfer.queueNow", { waiting: queue.waiting, ready: queue.agents_ready })}
      </span>
    </>
  );
}
