/** How many tickets came, what became of them and how long it took: by type, channel, agent or group (STA-02 to STA-09). */
import "./words";
import "@/tickets/words";
import "../figures/figures.css";
import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { watches } from "@/shared/frame/roles";
import { serverNow } from "@/shared/live/clock";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { csvText } from "@/shared/words/csv";
import type { TicketCountsView, TicketFiguresView, TicketRowView } from "@/src/generated/api";
import { SPACE as TICKETS } from "@/tickets/words";
import { Files } from "../figures/Files";
import { Meanings } from "../figures/Meanings";
import { Plot } from "../figures/Plot";
import { ASKED, type Asked, Asking } from "./Asking";
import { BAND_HOURS, cells, FIGURES, type Figure, firstOf, type Shown, told } from "./telling";
import { SPACE } from "./words";

const WEEK = 7;

export default function TicketFiguresPage() {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const today = new Intl.DateTimeFormat("en-CA").format(new Date(serverNow() * 1000));
  const asked = askedOf(params, today);
  const shown = (params.get("show") ?? "states") as Shown;
  const query = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
  const { data, error } = useQuery({
    queryKey: ["ticket-figures", query],
    queryFn: () => request<TicketFiguresView>("GET", `/ticket-figures?${query}`),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const ask = (wish: Record<string, string>): void =>
    setParams((now) => new URLSearchParams({ ...Object.fromEntries(now), ...wish }), { replace: true });
  return (
    <div className="figures-page">
      <header className="row">
        <h1 className="grow">{t("title")}</h1>
        {me && watches(me) && <Link to="/figures">{t("calls")}</Link>}
      </header>
      <Asking ask={ask} asked={asked} shown={shown} today={today} />
      {error && <p role="alert">{error.message}</p>}
      {data?.all.received === 0 && <Empty hint={t("noneHint")} title={t("none")} />}
      {data && data.all.received > 0 && (
        <>
          <Course data={data} />
          <Table asked={asked} data={data} shown={shown} />
          <Meanings
            figures={FIGURES.map((each) => ({ name: t(`figure.${each}`), meaning: t(`meaning.${each}`) }))}
            title={t("meanings")}
          />
        </>
      )}
    </div>
  );
}

/** The last week by day where nothing is chosen. */
function askedOf(params: URLSearchParams, today: string): Asked {
  const usual: Partial<Asked> = { from: firstOf(today, WEEK), to: today, by: "day", basis: "received", of: "receipt" };
  return Object.fromEntries(ASKED.map((name) => [name, params.get(name) || (usual[name] ?? "")])) as Asked;
}

function Course({ data }: { data: TicketFiguresView }) {
  const { t, i18n } = useTranslation(SPACE);
  const [figure, choose] = useState<Figure>("received");
  const points = data.spans.map(({ at, counts }) => ({
    label: spanOf(at, data.by, i18n.language),
    value: counts[figure],
  }));
  const write = (value: number): string => told(figure, { ...data.all, [figure]: value });
  return (
    <section aria-label={t("course")} className="card figures-box">
      <NativeSelect
        data={FIGURES.map((value) => ({ value, label: t(`figure.${value}`) }))}
        label={t("course")}
        onChange={(event) => choose(event.currentTarget.value as Figure)}
        value={figure}
        w={200}
      />
      <Plot
        label={(low, high) => t("plot", { figure: t(`figure.${figure}`), low, high })}
        nothing={t("none")}
        points={points}
        told={write}
      />
    </section>
  );
}

function Table({ data, shown, asked }: { data: TicketFiguresView; shown: Shown; asked: Asked }) {
  const { t, i18n } = useTranslation(SPACE);
  const heads = useHeads(shown);
  const nameOf = useNameOf(data);
  const lines = (): string => {
    const line = (name: string, counts: TicketCountsView): string[] => [name, ...cells(shown, counts, data.days, true)];
    const head = (first: string): string[] => [first, ...heads.map(({ label }) => label)];
    const rows = data.rows.map((row) => line(nameOf(row), row.counts));
    // One span is one day of itself: its counts are never an average.
    const spans = data.spans.map(({ at, counts }) => [
      spanOf(at, data.by, i18n.language),
      ...cells(shown, counts, 1, true),
    ]);
    return csvText([head(t(`rows.${data.of}`)), ...rows, line(t("all"), data.all), [], head(t("time")), ...spans]);
  };
  const wish = (): unknown => ({
    ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value)),
    show: shown,
    words: {
      ...Object.fromEntries(FIGURES.map((figure) => [figure, t(`figure.${figure}`)])),
      ...Object.fromEntries(heads.map(({ label }, band) => [`within:${band}`, label])),
      ...Object.fromEntries(
        data.rows.filter(({ id, name }) => !id || !name).map((row) => [`row:${row.id}`, nameOf(row)]),
      ),
      ...{ of: t(`rows.${data.of}`), all: t("all"), course: t("course"), time: t("time") },
    },
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={t(`rows.${data.of}`)} className="card figures-box figures-scroll" tabIndex={0}>
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col">{t(`rows.${data.of}`)}</th>
            {heads.map(({ label, title }) => (
              <th className="right" key={label} scope="col" title={title}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <Line counts={row.counts} days={data.days} key={row.id} name={nameOf(row)} shown={shown} />
          ))}
        </tbody>
        <tfoot>
          <Line counts={data.all} days={data.days} name={t("all")} shown={shown} />
        </tfoot>
      </table>
      <Files csv={lines} name={`tickets-${data.first}-${data.last}`} path="/ticket-figures/file" wish={wish} />
    </section>
  );
}

function Line({ name, counts, days, shown }: { name: string; counts: TicketCountsView; days: number; shown: Shown }) {
  const heads = useHeads(shown);
  return (
    <tr>
      <th scope="row">{name}</th>
      {cells(shown, counts, days).map((text, index) => (
        <td className="num right" key={heads[index]?.label}>
          {text}
        </td>
      ))}
    </tr>
  );
}

function useHeads(shown: Shown): { label: string; title: string | undefined }[] {
  const { t } = useTranslation(SPACE);
  if (shown !== "within") return FIGURES.map((name) => ({ label: t(`figure.${name}`), title: t(`meaning.${name}`) }));
  const edges = Array.from({ length: 8 }, (_, index) => t("upTo", { hours: BAND_HOURS * (index + 1) }));
  return [...edges, t("later")].map((label) => ({ label, title: undefined }));
}

/** Channels and kinds have words here; of all others the server tells the name. */
function useNameOf({ of }: TicketFiguresView): (row: TicketRowView) => string {
  const { t } = useTranslation(SPACE);
  const words = useTranslation().t;
  const tickets = useTranslation(TICKETS).t;
  return ({ id, name }) => {
    if (!id) return t("without");
    if (of === "channel") return tickets(`channels.${id}` as "channels.phone");
    return of === "kind" ? words(`ticket.${id}` as "ticket.answered") : name || id;
  };
}

function spanOf(at: number, by: string, language: string): string {
  const day = { month: "short", day: "numeric" } as const;
  const shape = { hour: { ...day, hour: "2-digit" }, month: { year: "numeric", month: "short" } } as const;
  return new Intl.DateTimeFormat(language, by === "hour" || by === "month" ? shape[by] : day).format(
    new Date(at * 1000),
  );
}
