/** The queues on the board, with the figures of today. */
import { memo, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Empty } from "@/shared/ui/Empty";
import { Timer } from "@/shared/ui/Timer";
import { percent, short } from "@/shared/words/format";
import type { QueueView } from "@/src/generated/api";
import { occupancyNow, queuesInOrder } from "./board";
import { Trend } from "./Trend";

export function QueueTable({ onShow }: { onShow: (target: string) => void }) {
  const { t } = useTranslation();
  const queues = useLive((state) => state.queues);
  const known = useLive((state) => state.number > 0);
  const rows = useMemo(() => queuesInOrder(queues), [queues]);
  return (
    <section aria-label={t("board.queues")} className="card board-box board-queues">
      <div className="board-scroll">
        <div className="grid grid-head queue-cols">
          <span>{t("board.queue")}</span>
          <span className="right">{t("board.waiting")}</span>
          <span className="right">{t("board.longest")}</span>
          <span className="right" title={t("board.levelHint")}>
            {t("board.level")}
          </span>
          <span className="right" title={t("board.ofAnsweredHint")}>
            {t("board.ofAnswered")}
          </span>
          <span className="right" title={t("board.asaHint")}>
            {t("board.asa")}
          </span>
          <span className="right" title={t("board.ahtHint")}>
            {t("board.aht")}
          </span>
          <span className="right" title={t("board.occupancyHint")}>
            {t("board.occupancy")}
          </span>
          <span className="right">{t("board.answered")}</span>
          <span className="right">{t("board.abandoned")}</span>
          <span className="right">{t("board.readyOfDuty")}</span>
          <span>{t("board.trend")}</span>
        </div>
        {rows.map((queue) => (
          <QueueRow key={queue.id} onShow={onShow} queue={queue} />
        ))}
        {known && rows.length === 0 && <Empty title={t("board.noQueues")} />}
      </div>
    </section>
  );
}

function Share({ of }: { of: number | null }) {
  return <Figure text={of === null ? "" : `${percent(of, 1)} %`} />;
}

function Seconds({ of }: { of: number | null }) {
  return <Figure text={of === null ? "" : short(Math.round(of))} />;
}

/** A dash before there is one. */
function Figure({ text }: { text: string }) {
  return <span className="right num">{text || <span className="soft">–</span>}</span>;
}

const QueueRow = memo(({ queue, onShow }: { queue: QueueView; onShow: (target: string) => void }) => {
  return (
    <button className="grid-row queue-cols" onClick={() => onShow(`queue:${queue.id}`)} type="button">
      <span className="cut strong">{queue.name}</span>
      <span className={`right num ${queue.waiting ? "strong" : "soft"}`}>{queue.waiting}</span>
      <span className="right num">
        {queue.waiting ? <Timer since={queue.longest_since} /> : <span className="soft">–</span>}
      </span>
      <Share of={queue.service_level} />
      <Share of={queue.level_of_answered} />
      <Seconds of={queue.asa} />
      <Seconds of={queue.aht} />
      <Share of={occupancyNow(queue)} />
      <span className="right num">{queue.answered}</span>
      <span className="right num">{queue.abandoned}</span>
      <span className="right num">
        <b className="strong">{queue.agents_ready}</b> <span className="soft">/ {queue.agents_on_duty}</span>
      </span>
      <Trend queue={queue.id} />
    </button>
  );
});
QueueRow.displayName = "QueueRow";
