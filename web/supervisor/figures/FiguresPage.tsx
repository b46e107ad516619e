/** What queues and agents did: by queue, by agent, in the course of the days, and as a file. */
import "./words";
import "./figures.css";
import { NativeSelect, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { hasTicketFigures } from "@/shared/frame/roles";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { moment } from "@/shared/words/format";
import type { FiguresOf, FiguresPage as Told } from "@/src/generated/api";
import { Files } from "./Files";
import { Meanings } from "./Meanings";
import { Plot } from "./Plot";
import { Sheet } from "./Sheet";
import { csv, type Figure, OF_AGENTS, OF_QUEUES, told } from "./telling";
import { SPACE } from "./words";

const ASKED = ["from", "to", "by", "queue"] as const;
type Asked = (typeof ASKED)[number];

/** Names of sheets and first columns of the book. */
const HEADS = ["queue", "agent", "time", "queues", "agents", "spans", "all"] as const;
const ALL = [...OF_QUEUES, ...OF_AGENTS.filter((figure) => !OF_QUEUES.includes(figure))];

/** What is asked for stands in the address. */
export default function FiguresPage() {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const asked = new URLSearchParams(ASKED.map((name) => [name, params.get(name) ?? ""]).filter(([, value]) => value));
  const { data, error } = useQuery({
    queryKey: ["figures", asked.toString()],
    queryFn: () => request<Told>("GET", `/figures?${asked}`),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const ask = (name: Asked | "show", value: string): void =>
    setParams((now) => new URLSearchParams([...others(now, name), ...(value ? [[name, value]] : [])]), {
      replace: true,
    });
  const show = (params.get("show") ?? "service_level") as Figure;
  return (
    <div className="figures-page">
      <header className="row">
        <h1 className="grow">{t("title")}</h1>
        {me && hasTicketFigures(me) && <Link to="/figures/tickets">{t("tickets")}</Link>}
        <Link to="/figures/what-if">{t("whatIf")}</Link>
      </header>
      <Asking ask={ask} data={data} params={params} />
      {error && <p role="alert">{error.message}</p>}
      {data && data.all.whole.offered === 0 && <Empty hint={t("noneHint")} title={t("none")} />}
      {data && data.all.whole.offered > 0 && (
        <Course ask={(figure) => ask("show", figure)} data={data} show={OF_QUEUES.includes(show) ? show : "offered"} />
      )}
      {data && <Sheet figures={OF_QUEUES} head={t("queues")} of={t("queue")} parts={data.queues} />}
      {data && <Sheet figures={OF_AGENTS} head={t("agents")} of={t("agent")} parts={worked(data.agents)} />}
      <Meanings
        figures={ALL.map((each) => ({ name: t(`figure.${each}`), meaning: t(`meaning.${each}`) }))}
        title={t("meanings")}
      />
    </div>
  );
}

function Asking({
  ask,
  data,
  params,
}: {
  ask: (name: Asked, value: string) => void;
  data: Told | undefined;
  params: URLSearchParams;
}) {
  const { t, i18n } = useTranslation(SPACE);
  const every = useQuery({ queryKey: ["figures", ""], queryFn: () => request<Told>("GET", "/figures") });
  const queues = (every.data?.queues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const lines = (): string => {
    const head = [t("queue"), t("time"), ...OF_QUEUES.map((figure) => t(`figure.${figure}`))];
    return csv(data?.queues ?? [], head, (at) => moment(at, 0, i18n.language));
  };
  const wish = (): unknown => ({
    ...Object.fromEntries(ASKED.map((name) => [name, params.get(name)]).filter(([, value]) => value)),
    queues: OF_QUEUES,
    agents: OF_AGENTS,
    words: {
      ...Object.fromEntries(ALL.map((figure) => [figure, t(`figure.${figure}`)])),
      ...Object.fromEntries(HEADS.map((name) => [name, t(name)])),
    },
  });
  return (
    <div className="figures-asking">
      {(["from", "to"] as const).map((name) => (
        <TextInput
          key={name}
          label={t(name)}
          onChange={(event) => ask(name, event.currentTarget.value)}
          type="date"
          value={params.get(name) ?? (name === "from" ? data?.first : data?.last) ?? ""}
        />
      ))}
      <NativeSelect
        data={[
          { value: "", label: t("halfHour") },
          { value: "day", label: t("day") },
        ]}
        label={t("by")}
        onChange={(event) => ask("by", event.currentTarget.value)}
        value={params.get("by") ?? ""}
      />
      <NativeSelect
        data={[{ value: "", label: t("all") }, ...queues]}
        label={t("queue")}
        onChange={(event) => ask("queue", event.currentTarget.value)}
        value={params.get("queue") ?? ""}
      />
      <Files
        csv={lines}
        disabled={!data?.all.spans.length}
        name={`figures-${data?.first}-${data?.last}`}
        path="/figures/file"
        wish={wish}
      />
    </div>
  );
}

function Course({ data, show, ask }: { data: Told; show: Figure; ask: (figure: string) => void }) {
  const { t, i18n } = useTranslation(SPACE);
  const queue = data.queues.length === 1 ? (data.queues[0]?.name ?? "") : t("all");
  const points = data.all.spans.map(({ at, figures }) => ({
    label: data.by === "day" ? day(at, i18n.language) : moment(at, at, i18n.language),
    value: figures[show],
  }));
  return (
    <section aria-label={t("spans")} className="card figures-box">
      <NativeSelect
        data={OF_QUEUES.map((figure) => ({ value: figure, label: t(`figure.${figure}`) }))}
        label={t("show")}
        onChange={(event) => ask(event.currentTarget.value)}
        value={show}
        w={200}
      />
      <Plot
        label={(low, high) => t("plot", { figure: t(`figure.${show}`), queue, low, high })}
        nothing={t("notYet")}
        points={points}
        told={(value) => told(show, value)}
      />
    </section>
  );
}

function others(params: URLSearchParams, name: string): string[][] {
  return [...params].filter(([key]) => key !== name);
}

/** Agents who were there at all. */
function worked(agents: readonly FiguresOf[]): FiguresOf[] {
  return agents.filter(({ whole }) => whole.answered > 0 || whole.occupancy !== null);
}

function day(at: number, language: string): string {
  return new Intl.DateTimeFormat(language, { month: "short", day: "numeric" }).format(new Date(at * 1000));
}
