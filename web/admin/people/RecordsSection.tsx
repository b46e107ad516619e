/** What is on record: changes of rights, what people with rights have done, mails. */
import { Button, NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { Sheet } from "@/shared/ui/Sheet";
import { moment } from "@/shared/words/format";
import type { AuditView, MailView, RightChangeView } from "@/src/generated/api";
import { isOfTheHouse, type RightName, removedBy, useChange, useRecords, useServices } from "./api";
import { useOperations } from "./audited";

type Tab = "changes" | "audit" | "mails";
const TABS: readonly Tab[] = ["changes", "audit", "mails"];

export default function RecordsSection() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>("changes");
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("records.about")}</p>
      <SegmentedControl
        aria-label={t("records.tabs")}
        data={TABS.map((value) => ({ value, label: t(`records.${value}`) }))}
        onChange={(value) => setTab(value as Tab)}
        style={{ alignSelf: "start" }}
        transitionDuration={0}
        value={tab}
      />
      {tab === "changes" && <Changes />}
      {tab === "audit" && <Audit />}
      {tab === "mails" && <Mails />}
    </div>
  );
}

const NOTHING = { since: "", until: "", operation: "", service: "", name: "", address: "", login: "" };

/** Days of the reader's clock become moments; what is empty is not asked. */
function asked(search: typeof NOTHING): string {
  const day = (text: string, days: number): string => {
    const at = new Date(`${text}T00:00:00`);
    at.setDate(at.getDate() + days);
    return at.toISOString();
  };
  const told = { ...search, since: search.since && day(search.since, 0), until: search.until && day(search.until, 1) };
  return new URLSearchParams(Object.entries(told).filter(([, value]) => value !== "")).toString();
}

interface Span {
  since: string;
  until: string;
}

function Days({ search, onChange }: { search: Span; onChange: (change: Partial<Span>) => void }) {
  const { t } = useTranslation();
  return (["since", "until"] as const).map((each) => (
    <TextInput
      key={each}
      label={t(`records.${each}`)}
      onChange={(event) => onChange({ [each]: event.currentTarget.value })}
      type="date"
      value={search[each]}
    />
  ));
}

function Changes() {
  const { t } = useTranslation();
  const services = useServices().data?.items ?? [];
  const [told, setTold] = useState(NOTHING);
  const [search, setSearch] = useState("");
  const { data } = useRecords<RightChangeView>(`/right-changes?${search}`);
  const set = (change: Partial<typeof NOTHING>): void => setTold((before) => ({ ...before, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setSearch(asked(told));
  };
  return (
    <>
      <form className="row" onSubmit={submit} style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
        <Days onChange={set} search={told} />
        <NativeSelect
          data={[
            { value: "", label: t("records.all") },
            ...(["register", "edit", "delete"] as const).map((value) => ({
              value,
              label: t(`records.operations.${value}`),
            })),
          ]}
          label={t("records.operation")}
          onChange={(event) => set({ operation: event.currentTarget.value })}
          value={told.operation}
        />
        <NativeSelect
          data={[
            { value: "", label: t("records.all") },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          label={t("records.service")}
          onChange={(event) => set({ service: event.currentTarget.value })}
          value={told.service}
        />
        {(["name", "address", "login"] as const).map((each) => (
          <TextInput
            key={each}
            label={t(`records.${each}`)}
            onChange={(event) => set({ [each]: event.currentTarget.value })}
            value={told[each]}
            w={140}
          />
        ))}
        <Button type="submit" variant="default">
          {t("records.search")}
        </Button>
      </form>
      {data?.items.length === 0 && <p className="soft">{t("records.none")}</p>}
      {data && data.items.length > 0 && <ChangeTable changes={data.items} />}
    </>
  );
}

function ChangeTable({ changes }: { changes: readonly RightChangeView[] }) {
  const { t, i18n } = useTranslation();
  const said = (rights: readonly string[]): string =>
    rights.map((right) => t(`people.right.${right as RightName}`)).join(", ") || t("people.none");
  return (
    <Sheet
      heads={[
        "#",
        t("records.service"),
        t("records.time"),
        t("records.operator"),
        t("records.address"),
        t("records.target"),
        t("records.operation"),
        t("records.rights"),
      ]}
      name={t("records.changes")}
    >
      {changes.map((each) => (
        <tr key={each.id}>
          <td>{each.id}</td>
          <td>{each.service || t("records.organisation")}</td>
          <td>{moment(each.at, serverNow(), i18n.language)}</td>
          <td>
            {each.operator_name} <span className="soft small">{each.operator}</span>
          </td>
          <td>{each.address}</td>
          <td>{each.target}</td>
          <td>{t(`records.operations.${each.operation as "edit"}`)}</td>
          <td>
            {said(each.before)} → {said(each.after)}
          </td>
        </tr>
      ))}
    </Sheet>
  );
}

const REFUSED = 400; // statuses of HTTP from here on
const ALL = { login: "", operation: "", since: "", until: "" };

function Audit() {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState(ALL);
  const [before, setBefore] = useState(0);
  const query = `${asked({ ...NOTHING, ...search })}&before=${before}`;
  const items = useRecords<AuditView>(`/audit?${query}`).data?.items ?? [];
  const oldest = items.at(-1)?.id ?? 0;
  return (
    <>
      <AuditSearch
        onChange={(change) => {
          setBefore(0);
          setSearch({ ...search, ...change });
        }}
        search={search}
      />
      {items.length === 0 ? (
        <p className="soft">{t("records.none")}</p>
      ) : (
        <Sheet
          heads={[
            t("records.time"),
            t("records.operator"),
            t("records.address"),
            t("records.what"),
            t("records.status"),
          ]}
          name={t("records.audit")}
        >
          {items.map((each) => (
            <tr key={each.id}>
              <td>{moment(each.at, serverNow(), i18n.language)}</td>
              <td>{each.person || (isOfTheHouse(each) ? t("records.house") : "")}</td>
              <td>{each.address}</td>
              <td style={{ overflowWrap: "anywhere" }}>
                <Done of={each} />
              </td>
              <td>
                {!isOfTheHouse(each) &&
                  (each.status < REFUSED ? t("records.wasDone") : t("records.wasRefused", { status: each.status }))}
              </td>
            </tr>
          ))}
        </Sheet>
      )}
      {items.length >= 200 && (
        <Button onClick={() => setBefore(oldest)} style={{ alignSelf: "start" }} variant="default">
          {t("records.older")}
        </Button>
      )}
    </>
  );
}

function AuditSearch({ search, onChange }: { search: typeof ALL; onChange: (change: Partial<typeof ALL>) => void }) {
  const { t, i18n } = useTranslation();
  const operations = Object.entries(useOperations()).map(([value, label]) => ({ value, label }));
  operations.sort((one, other) => one.label.localeCompare(other.label, i18n.language));
  return (
    <div className="row" style={{ flexWrap: "wrap", alignItems: "flex-end" }}>
      <Days onChange={onChange} search={search} />
      <NativeSelect
        data={[{ value: "", label: t("records.all") }, ...operations]}
        label={t("records.operation")}
        onChange={(event) => onChange({ operation: event.currentTarget.value })}
        value={search.operation}
        w={300}
      />
      <TextInput
        label={t("records.login")}
        onChange={(event) => onChange({ login: event.currentTarget.value })}
        value={search.login}
        w={160}
      />
    </div>
  );
}

/** What was done, in words, with the request as it came; or what the house has removed by itself. */
function Done({ of }: { of: AuditView }) {
  const { t, i18n } = useTranslation();
  const name = useOperations()[of.operation];
  const removed = removedBy(of);
  if (!removed)
    return (
      <>
        {name && <div>{name}</div>}
        <span className="soft small" lang="en">
          {of.operation.split(" ")[0]} {of.about}
        </span>
      </>
    );
  const key = `records.kept.${removed.what}`;
  const thing = i18n.exists(key) ? t(key as "records.kept.logs") : removed.what;
  return t("records.removed", { thing, count: removed.count, day: removed.day });
}

function Mails() {
  const { t, i18n } = useTranslation();
  const { data } = useRecords<MailView>("/mails");
  const again = useChange();
  if (!data) return null;
  const leaves = (data as { leaves?: boolean }).leaves;
  return (
    <>
      {leaves === false && <p className="soft">{t("records.stays")}</p>}
      {data.items.length === 0 && <p className="soft">{t("records.none")}</p>}
      {data.items.length > 0 && (
        <Sheet
          heads={[t("records.time"), t("records.to"), t("records.subject"), t("records.state")]}
          name={t("records.mails")}
        >
          {data.items.map((mail) => (
            <tr key={mail.id}>
              <td>{moment(mail.made_at, serverNow(), i18n.language)}</td>
              <td style={{ overflowWrap: "anywhere" }}>{mail.to}</td>
              <td>
                {mail.body ? (
                  <details>
                    <summary>{mail.subject}</summary>
                    <pre style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>{mail.body}</pre>
                  </details>
                ) : (
                  mail.subject
                )}
              </td>
              <td>
                {t(`records.states.${mail.state as "sent"}`)} <span className="soft small">{mail.trouble}</span>{" "}
                {mail.state !== "sent" && leaves && (
                  <Button
                    onClick={() => again.mutate({ method: "POST", path: `/mails/${mail.id}/again` })}
                    size="compact-xs"
                    variant="default"
                  >
                    {t("records.again")}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </Sheet>
      )}
    </>
  );
}
