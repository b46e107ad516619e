/** My performance (ME-01 to ME-03): today, as it grows, beside what is usual. Each figure says what it counts. */
import "./words";
import "@/desk/desk.css";
import "./performance.css";
import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useFacts } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { clock } from "@/shared/words/format";
import { useReasonName } from "@/shared/words/names";
import type { AgentState, PerformanceView } from "@/src/generated/api";
import { amount, CALLS, spent, told, upTo } from "./telling";
import { SPACE } from "./words";

const EVERY_MS = 60_000;

export default function PerformancePage() {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const service = params.get("service") ?? me?.services[0]?.id ?? "";
  const view = usePerformance(service);
  useSecond();
  if (!me || !view) return null;
  const now = upTo(view, serverNow());
  const empty = Object.keys(now.today).length === 0 && Object.keys(now.usual).length === 0;
  return (
    <div className="performance">
      <header className="row between">
        <p className="soft small">{view.days ? t("usualHint", { count: view.days }) : t("noUsual")}</p>
        <NativeSelect
          data={me.services.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("service")}
          onChange={(event) => setParams({ service: event.currentTarget.value }, { replace: true })}
          value={service}
        />
      </header>
      {empty && <Empty hint={t("noneHint")} title={t("none")} />}
      <div className="performance-cards">
        {!empty && me.phone && <Calls view={now} />}
        {!empty && me.phone && <States view={now} />}
        {Object.keys(now.tickets).length + (now.today.solved ?? 0) + (now.usual.solved ?? 0) > 0 && (
          <Tickets view={now} />
        )}
        {now.callbacks !== null && <Callbacks view={now} open={now.callbacks} />}
      </div>
    </div>
  );
}

/** Read anew with each change of one's state, and with what is done meanwhile. */
function usePerformance(service: string): PerformanceView | undefined {
  const me = useMe();
  const cache = useQueryClient();
  useFacts(({ kind, fact }) => {
    const mine = (kind === "AgentStateChanged" || kind === "CallbackAssigned") && fact.agent === me?.id;
    if (mine || (kind === "CallbackClosed" && fact.by === me?.id))
      void cache.invalidateQueries({ queryKey: ["performance"] });
  });
  return useQuery({
    queryKey: ["performance", service],
    queryFn: () => request<PerformanceView>("GET", `/me/performance?service=${encodeURIComponent(service)}`),
    enabled: service !== "",
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  }).data;
}

function Card({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  const { t } = useTranslation(SPACE);
  return (
    <section aria-label={`${t("title")}: ${title}`} className="card performance-card">
      <table className="sheet">
        <thead>
          <tr>
            <th className="performance-title" scope="col" title={hint}>
              {title}
            </th>
            <th className="right" scope="col">
              {t("today")}
            </th>
            <th className="right" scope="col">
              {t("usual")}
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
      {hint && <p className="soft small performance-hint">{hint}</p>}
    </section>
  );
}

type Named = keyof typeof import("./words/en").en.figure;

function Line({ name, today, usual }: { name: Named; today: string; usual: string }) {
  const { t } = useTranslation(SPACE);
  return (
    <tr>
      <th scope="row" title={t(`meaning.${name}`)}>
        {t(`figure.${name}`)}
      </th>
      <td className="num right">{today}</td>
      <td className="num right soft">{usual}</td>
    </tr>
  );
}

function Calls({ view }: { view: PerformanceView }) {
  const { t } = useTranslation(SPACE);
  const usual = (name: (typeof CALLS)[number]): string =>
    view.days ? told(name, amount(name, view.usual), true) : "–";
  return (
    <Card title={t("calls")}>
      {CALLS.map((name) => (
        <Line key={name} name={name} today={told(name, amount(name, view.today))} usual={usual(name)} />
      ))}
    </Card>
  );
}

function States({ view }: { view: PerformanceView }) {
  const { t } = useTranslation(SPACE);
  const words = useTranslation().t;
  const reason = useReasonName();
  return (
    <Card hint={t("statesHint")} title={t("states")}>
      {spent(view).map((each) => (
        <tr key={`${each.state}:${each.reason}`}>
          <th scope="row">
            {words(`state.${each.state as AgentState}`)}
            {each.reason && ` · ${reason(each.reason)}`}
          </th>
          <td className="num right">{clock(each.today)}</td>
          <td className="num right soft">{view.days ? clock(each.usual) : "–"}</td>
        </tr>
      ))}
    </Card>
  );
}

function Tickets({ view }: { view: PerformanceView }) {
  const { t } = useTranslation(SPACE);
  const now = {
    unassigned: "unassigned",
    open: "open",
    held: "held",
    solved: "solvedAll",
    completed: "completed",
  } as const satisfies Record<string, Named>;
  return (
    <Card title={t("tickets")}>
      <Line
        name="solved"
        today={told("solved", view.today.solved ?? 0)}
        usual={view.days ? told("solved", view.usual.solved ?? 0, true) : "–"}
      />
      {Object.entries(now).map(([state, name]) => (
        <Line key={state} name={name} today={String(view.tickets[state] ?? 0)} usual="" />
      ))}
    </Card>
  );
}

function Callbacks({ view, open }: { view: PerformanceView; open: number }) {
  const { t } = useTranslation(SPACE);
  return (
    <Card title={t("callbacks")}>
      <Line
        name="callbacks"
        today={told("callbacks", view.today.callbacks ?? 0)}
        usual={view.days ? told("callbacks", view.usual.callbacks ?? 0, true) : "–"}
      />
      <Line name="toMake" today={String(open)} usual="" />
    </Card>
  );
}
