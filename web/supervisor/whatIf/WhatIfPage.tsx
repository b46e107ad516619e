/** A day played again with other numbers: begun with a real day, run in the background, told side by side. */
import "../figures/figures.css";
import "./words";
import "./whatIf.css";
import "@mantine/core/styles/Progress.css";
import { Button, NativeSelect, Progress, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { request } from "@/shared/net/http";
import { usePartTitle } from "@/shared/title";
import type { SimulationStart, SimulationView } from "@/src/generated/api";
import { AS_IT_IS, type Change, type Numbers, numbersOf, type Outcome, wishOf } from "./asking";
import { Changes } from "./Changes";
import { HalfHours, Lengths } from "./NumbersForm";
import { Results } from "./Results";
import { SPACE } from "./words";

export default function WhatIfPage() {
  const { t } = useTranslation(SPACE);
  usePartTitle(t("title"));
  const queues = Object.values(useLive((state) => state.queues));
  const [queue, setQueue] = useState("");
  const [day, setDay] = useState("");
  const chosen = queue || (queues[0]?.id ?? "");
  const { data, error } = useQuery({
    queryKey: ["simulation", "start", chosen, day],
    queryFn: () => request<SimulationStart>("GET", `/simulations/start?queue=${encodeURIComponent(chosen)}&day=${day}`),
    enabled: chosen !== "",
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="figures-page">
      <h1>{t("title")}</h1>
      <p className="soft">{t("lead")}</p>
      <div className="figures-asking">
        <NativeSelect
          data={queues.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("queue")}
          onChange={(event) => setQueue(event.currentTarget.value)}
          value={chosen}
        />
        <TextInput
          label={t("day")}
          onChange={(event) => setDay(event.currentTarget.value)}
          type="date"
          value={day || (data?.day ?? "")}
        />
      </div>
      {error && <p role="alert">{error.message}</p>}
      {data && <Question key={`${data.queue} ${data.day}`} start={data} />}
    </div>
  );
}

function Question({ start }: { start: SimulationStart }) {
  const { t } = useTranslation(SPACE);
  const [numbers, setNumbers] = useState<Numbers>(() => numbersOf(start));
  const [changes, setChanges] = useState<Change[]>([
    { key: 1, name: t("newName"), agents: 1, begins: "13:00", ends: "", calls: 100, handling: 100, rules: AS_IT_IS },
  ]);
  const { t: shared } = useTranslation();
  const strategy = shared(`queueRules.strategies.${start.strategy}`);
  const kept = t("kept", { strategy, rings: start.rings, limits: start.limits });
  const begin = useMutation({
    mutationFn: () =>
      request<SimulationView>("POST", "/simulations", wishOf(start.queue, t("asItWas"), numbers, changes)),
  });
  return (
    <>
      <section className="card figures-box stack">
        <p className="soft">{kept}</p>
        <Lengths numbers={numbers} onChange={setNumbers} />
        <HalfHours numbers={numbers} onChange={setNumbers} />
      </section>
      <Changes changes={changes} onChange={setChanges} />
      <div className="row">
        <Button loading={begin.isPending} onClick={() => begin.mutate()}>
          {t("run")}
        </Button>
        {begin.error && <span role="alert">{begin.error.message}</span>}
      </div>
      {begin.data && <Answer id={begin.data.id} key={begin.data.id} />}
    </>
  );
}

function Answer({ id }: { id: number }) {
  const { t } = useTranslation(SPACE);
  const { data } = useQuery({
    queryKey: ["simulation", id],
    queryFn: () => request<SimulationView>("GET", `/simulations/${id}`),
    refetchInterval: ({ state }) => (state.data && state.data.state !== "running" ? false : 700),
  });
  const stop = useMutation({ mutationFn: () => request("DELETE", `/simulations/${id}`) });
  if (!data) return null;
  if (data.state === "done") return <Results outcomes={data.report.outcomes as Outcome[]} />;
  if (data.state !== "running") return <p role="status">{t(data.state)}</p>;
  const progress = t("progress", { done: data.done, of: data.of });
  return (
    <div className="row" role="status">
      <Progress aria-label={progress} className="grow" value={(100 * data.done) / data.of} />
      <span className="num">{progress}</span>
      <Button disabled={stop.isPending || stop.isSuccess} onClick={() => stop.mutate()} size="xs" variant="default">
        {t("cancel")}
      </Button>
    </div>
  );
}
