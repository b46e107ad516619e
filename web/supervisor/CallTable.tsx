/** Every call in the house, oldest first. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { useMe } from "@/shared/queries";
import { RecordingMark } from "@/shared/recording/RecordingMark";
import { Empty } from "@/shared/ui/Empty";
import { Timer } from "@/shared/ui/Timer";
import { phoneNumber } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import type { CallView } from "@/src/generated/api";
import { callsInOrder, sinceThatMatters } from "./board";

const ROW = 38;

export function CallTable({ onShow }: { onShow: (target: string) => void }) {
  const { t } = useTranslation();
  const demo = useMe()?.demo;
  const calls = useLive((state) => state.calls);
  const rows = useMemo(() => callsInOrder(calls), [calls]);
  const scroller = useRef<HTMLDivElement>(null);
  const seen = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  return (
    <section aria-label={t("board.calls")} className="card board-box board-calls">
      <header>
        <h2>{t("board.calls")}</h2>
        <span className="soft num">{rows.length}</span>
      </header>
      <div className="board-scroll" ref={scroller}>
        <div className="grid grid-head call-cols">
          <span>{t("board.caller")}</span>
          <span>{t("board.state")}</span>
          <span>{t("board.queue")}</span>
          <span>{t("board.agent")}</span>
          <span className="right">{t("board.since")}</span>
        </div>
        {rows.length === 0 && (
          <Empty hint={t(demo ? "board.noCallsDemo" : "board.noCallsHint")} title={t("board.noCalls")} />
        )}
        <div style={{ height: seen.getTotalSize(), position: "relative" }}>
          {seen.getVirtualItems().map(({ index, start }) => {
            const call = rows[index];
            return call && <CallRow call={call} key={call.id} onShow={onShow} top={start} />;
          })}
        </div>
      </div>
    </section>
  );
}

const CallRow = memo(({ call, top, onShow }: { call: CallView; top: number; onShow: (target: string) => void }) => {
  const { t } = useTranslation();
  const names = useNames();
  const caller = phoneNumber(call.caller) || t("call.withheld");
  return (
    <button
      className="grid-row call-cols"
      onClick={() => onShow(`call:${call.id}`)}
      style={{ position: "absolute", insetInline: 0, top }}
      type="button"
    >
      <span className="cut strong num">{caller}</span>
      <span className="cut">
        {t(`callState.${call.state}`)}
        {call.promised && ` · ${t("promise.mark")}`}{" "}
        {call.recording.state !== "off" && <RecordingMark small state={call.recording.state} />}
      </span>
      <span className="cut">{names.queue(call.queue)}</span>
      <span className="cut">{(call.rings.length > 1 ? call.parties : [call.agent]).map(names.agent).join(", ")}</span>
      <span className="right num">
        <Timer since={sinceThatMatters(call)} />
      </span>
    </button>
  );
});
CallRow.displayName = "CallRow";
