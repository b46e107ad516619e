/** What Asterisk itself wrote of a call, beside what the house noted: for whoever oversees its service, when asked. */
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { has } from "@/shared/frame/roles";
import { request } from "@/shared/net/http";
import { useMe } from "@/shared/queries";
import { phoneNumber, timeOfDay } from "@/shared/words/format";
import { useNames } from "@/shared/words/names";
import { useTelling } from "@/shared/words/telling";
import type { TimelineEntry, WitnessView } from "@/src/generated/api";
import { causeWord, NEAR, nothingOf, type Row, rowsOf, viaOf, type Witnessed } from "./comparing";
import type { Contact } from "./useContact";
import { SPACE } from "./words";

interface Props {
  call: string;
  contact: Contact;
}

export function Witness({ call, contact }: Props) {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const title = useId();
  const [asked, ask] = useState(false);
  const newest = contact.entries.at(-1)?.number ?? 0;
  const answer = useQuery({
    queryKey: ["witness", call, newest],
    queryFn: () => request<Witnessed>("GET", `/calls/${encodeURIComponent(call)}/witness`),
    enabled: asked,
    placeholderData: (before) => before,
    retry: false,
  });
  const service = serviceOf(contact.entries);
  if (!me || !has(me, ["admin-phone"], service || undefined)) return null;
  return (
    <section aria-labelledby={title} className="card stack">
      <header className="row between contact-ask">
        <h2 id={title}>{t("witness")}</h2>
        <Button
          loading={answer.isFetching}
          onClick={() => (asked ? void answer.refetch() : ask(true))}
          size="xs"
          variant="default"
        >
          {t(asked ? "witnessAgain" : "witnessAsk")}
        </Button>
      </header>
      <p className="soft small">{t("witnessWhat")}</p>
      <div aria-live="polite" className="stack">
        {answer.isError && !answer.isFetching && <p>{t("witnessFailed")}</p>}
        {answer.data && <Answer call={call} contact={contact} told={answer.data} />}
      </div>
    </section>
  );
}

/** The one to which it came last, as the server decides. */
function serviceOf(entries: readonly TimelineEntry[]): string {
  const named = entries.findLast(({ fact }) => "service" in fact && fact.service !== "");
  return named && "service" in named.fact ? String(named.fact.service) : "";
}

function Answer({ call, contact, told }: Props & { told: Witnessed }) {
  const { t } = useTranslation(SPACE);
  const nothing = nothingOf(call, contact.entries[0]?.at ?? 0, Date.now() / 1000, told);
  const rows = nothing ? [] : rowsOf(call, contact.entries, told.items);
  const flags = rows.filter(({ flag }) => flag).length;
  const whose = (name: string): string => (name === "here" ? t("witnessHere") : name);
  return (
    <>
      {told.silent.map((name) => (
        <p className="contact-missing" key={name}>
          {t("witnessSilent", { name })}
        </p>
      ))}
      {told.bare.map((name) => (
        <p className="contact-missing" key={name}>
          {t("witnessBare", { name: whose(name) })}
        </p>
      ))}
      {nothing === "promise" && <p>{t("witnessPromise")}</p>}
      {nothing === "old" && <p>{t("witnessOld", { count: told.kept_days })}</p>}
      {nothing === "none" && <p>{t("witnessNone")}</p>}
      {rows.length > 0 && (
        <>
          <p className="contact-verdict" data-differs={flags > 0 || undefined}>
            {flags > 0 ? t("witnessDiffers", { count: flags }) : t("witnessSame", { count: NEAR })}
          </p>
          <Comparison contact={contact} rows={rows} />
        </>
      )}
    </>
  );
}

function Comparison({ contact, rows }: { contact: Contact; rows: readonly Row[] }) {
  const { t } = useTranslation(SPACE);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in
    <section aria-label={t("witnessTable")} className="contact-compared" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("witnessLine")}</th>
            <th scope="col">{t("witnessNoted")}</th>
            <th scope="col">{t("witnessSeen")}</th>
            <th scope="col">{t("witnessApart")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr data-flag={row.flag ?? undefined} key={`${row.id} ${row.ends}`}>
              <LineName contact={contact} row={row} />
              <td>{row.noted ? <Noted contact={contact} entry={row.noted} /> : <Absent row={row} />}</td>
              <td>{row.seen ? <Seen seen={row.seen} /> : <span className="soft">{t("witnessUnseen")}</span>}</td>
              <td className="num">{row.apart === null ? "" : <Apart row={row} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function LineName({ row, contact }: { row: Row; contact: Contact }) {
  const { t } = useTranslation(SPACE);
  const names = useNames();
  const agent = row.seen?.agent ?? "";
  const words = {
    contact: t(contact.outbound ? "lineCustomer" : "lineCaller"),
    outside: t("lineOutside"),
    agent: t("lineAgent", { name: names.agent(agent) }),
    other: t("lineOther"),
  };
  return (
    <th scope="row">
      {words[row.line]}
      {row.seen && (
        <div className="soft small">
          {t(`via_${viaOf(row.seen.channel)}`)} · <span className="contact-channel">{row.seen.channel}</span>
        </div>
      )}
    </th>
  );
}

function Noted({ entry, contact }: { entry: TimelineEntry; contact: Contact }) {
  const { i18n } = useTranslation();
  return (
    <>
      <span className="num">{timeOfDay(entry.at, i18n.language)}</span>
      <div>{useTelling(contact)(entry).said}</div>
    </>
  );
}

/** What an agent's line does is noted with the agent, not with the call. */
function Absent({ row }: { row: Row }) {
  const { t } = useTranslation(SPACE);
  return <span className="soft">{t(row.flag ? "witnessUnnoted" : "witnessElsewhere")}</span>;
}

function Seen({ seen }: { seen: WitnessView }) {
  const { t, i18n } = useTranslation(SPACE);
  const word = causeWord(seen.cause);
  const dialled = /\d/.test(seen.dialled) ? phoneNumber(seen.dialled) : "";
  const began = dialled ? t("seenDialled", { number: dialled }) : t("seenBegan");
  const ended = t("seenEnded", { cause: word ? t(word) : seen.cause });
  return (
    <>
      <span className="num">{timeOfDay(seen.at, i18n.language)}</span>
      <div>{seen.kind === "HANGUP" ? ended : began}</div>
    </>
  );
}

function Apart({ row }: { row: Row }) {
  const { t, i18n } = useTranslation(SPACE);
  const apart = row.apart ?? 0;
  const seconds = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(Math.abs(apart));
  if (Math.abs(apart) < 0.05) return t("apartNone");
  return t(apart > 0 ? "apartLater" : "apartEarlier", { seconds });
}
