/** How the talks of a ticket sounded. Its lines stand there from the talk on, so that nothing moves when they are told. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import { useNames } from "@/shared/words/names";
import type { SideSoundedView } from "@/src/generated/api";

const LOOKS = 6; // of 4 s each; the last minute is written some seconds after the end, on a busy machine later

const SIDES = ["agent", "caller"] as const;

/** over: the talk has ended, so that there is something to tell. */
export function TalkSounded({ ticket, over }: { ticket: number; over: boolean }) {
  const { t } = useTranslation();
  const names = useNames();
  const queryKey = ["ticket-quality", ticket];
  const { data } = useQuery({
    queryKey,
    queryFn: () => request<{ items: SideSoundedView[] }>("GET", `/tickets/${ticket}/quality`),
    enabled: over,
    refetchInterval: ({ state }) => (state.data?.items.length || state.dataUpdateCount >= LOOKS ? false : 4000),
    retry: false,
  });
  const looks = useQueryClient().getQueryState(queryKey)?.dataUpdateCount ?? 0;
  if (!data?.items.length)
    return SIDES.map((side) => (
      <div className="line" key={side}>
        <dt>{t(`devices.sounded.${side}`)}</dt>
        <dd>{over && looks >= LOOKS ? t("devices.unmeasured") : "–"}</dd>
      </div>
    ));
  const several = data.items.filter(({ side }) => side === "agent").length > 1;
  return data.items.map((side) => (
    <div className="line" key={`${side.side} ${side.agent}`}>
      <dt>
        {t(`devices.sounded.${side.side}`)}
        {several && side.side === "agent" && ` (${names.agent(side.agent)})`}
      </dt>
      <dd style={{ whiteSpace: "normal" }}>
        {t(`devices.grade.${side.grade}`)}
        <span className="soft num">
          {" "}
          · {t("devices.scores", { average: side.average.toFixed(1), worst: side.worst.toFixed(1) })}
        </span>
      </dd>
    </div>
  ));
}
