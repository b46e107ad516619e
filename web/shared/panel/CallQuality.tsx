/** How a talk sounds on both sides: a word first, the score for those who know what to do with it. */
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "@/shared/net/http";
import type { SideView } from "@/src/generated/api";

const EVERY_MS = 5000; // as often as the server looks

export function useCallQuality(call: string): readonly SideView[] {
  const { data } = useQuery({
    queryKey: ["call-quality", call],
    queryFn: () => request<{ items: SideView[] }>("GET", `/calls/${encodeURIComponent(call)}/quality`),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  return data?.items ?? [];
}

/** Keeps its line while nothing was measured yet, so that nothing moves. */
export function CallQuality({ call }: { call: string }) {
  const { t } = useTranslation();
  const sides = useCallQuality(call);
  return (
    <div className="small" style={{ minHeight: 20 }}>
      {sides.length === 0 && <span className="soft">{t("devices.measuring")}</span>}
      {sides.map((side) => (
        <div key={`${side.side} ${side.agent}`}>
          <span className="soft">{t(`devices.side.${side.side}`)} </span>
          <b>{t(`devices.grade.${side.grade}`)}</b>
          <span className="soft num"> · {t("devices.figures", { ...side })}</span>
        </div>
      ))}
    </div>
  );
}
