/** The list (CB-03, CB-05): one's own to call, those with a time first; for who assigns, all of them as well. */
import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { assignsCallbacks } from "@/shared/frame/roles";
import { ColumnsShown, KeptFilters, useKeptColumns } from "@/shared/kept/Kept";
import { serverNow, useSecond } from "@/shared/live/clock";
import { useMe } from "@/shared/queries";
import { Empty } from "@/shared/ui/Empty";
import { moment } from "@/shared/words/format";
import { useWho } from "@/shared/words/who";
import type { CallbackView } from "@/src/generated/api";
import { Filters, useFilters } from "./Filters";
import { useCallbackList } from "./queries";
import { RowActions } from "./RowActions";
import { dueFirst, type Filter, isOverdue, queryOf } from "./telling";
import { useReason } from "./useReason";
import { SPACE } from "./words";

const ALL: readonly Filter[] = ["from", "to", "path", "state", "reason", "caller", "assigner", "assignee"];
const OWN: readonly Filter[] = ["from", "to", "path", "state", "caller"];

export function ListView() {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const leads = me !== null && assignsCallbacks(me);
  const [whose, setWhose] = useState(leads ? "all" : "mine");
  const mine = whose === "mine";
  return (
    <>
      <Filters of={mine ? OWN : ALL}>
        <Keeping of={mine ? OWN : ALL} />
        {leads && me.phone && (
          <SegmentedControl
            aria-label={t("whose")}
            data={[
              { value: "all", label: t("everybody") },
              { value: "mine", label: t("mine") },
            ]}
            onChange={setWhose}
            value={whose}
          />
        )}
      </Filters>
      {mine ? <Own /> : <Everything />}
    </>
  );
}

function Keeping({ of }: { of: readonly Filter[] }) {
  const [params, setParams] = useSearchParams();
  return <KeptFilters of="callbacks" onChoose={(query) => setParams(query)} query={queryOf(params, of)} />;
}

/** Without a chosen state: what is to be done. */
function Own() {
  const { t } = useTranslation(SPACE);
  const [params] = useFilters();
  const fixed = { mine: "true", ...(params.get("state") ? {} : { state: "unprocessed" }) };
  const list = useCallbackList(queryOf(params, OWN, fixed), 200);
  const items = dueFirst(list.data?.pages.flatMap((page) => page.items) ?? []);
  if (list.isPending) return null;
  if (items.length === 0) return <Empty hint={t("noneMineHint")} title={t("noneMine")} />;
  return <Sheet items={items} more={list.hasNextPage ? list.fetchNextPage : undefined} />;
}

function Everything() {
  const { t } = useTranslation(SPACE);
  const [params] = useFilters();
  const query = queryOf(params, ALL);
  const list = useCallbackList(query);
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return null;
  if (items.length === 0)
    return query ? (
      <Empty hint={t("noneFitsHint")} title={t("noneFits")} />
    ) : (
      <Empty hint={t("noneHint")} title={t("none")} />
    );
  return <Sheet items={items} more={list.hasNextPage ? list.fetchNextPage : undefined} />;
}

const HEADS = ["asked", "number", "path", "reason", "assigner", "assignee", "processed", "state", "attempts"] as const;
type Head = (typeof HEADS)[number];

/** Of one's own it goes without saying who is in charge, and that they are not complete; why stands below the path. */
function Sheet({ items, more }: { items: readonly CallbackView[]; more: (() => unknown) | undefined }) {
  const { t } = useTranslation(SPACE);
  const me = useMe();
  const own = items.every(({ assignee }) => assignee === me?.id);
  const open = items.every(({ closed_at }) => !closed_at);
  const { shown, toggle } = useKeptColumns("callbacks", HEADS);
  const fit = HEADS.filter(
    (head) => !(own && (head === "assignee" || head === "reason" || (head === "processed" && open))),
  );
  const heads = fit.filter((head) => shown.includes(head));
  return (
    <>
      <div className="row" style={{ justifyContent: "flex-end" }}>
        <ColumnsShown all={fit} nameOf={(head) => t(head)} onToggle={toggle} shown={shown} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section aria-label={t("title")} className="card cb-scroll" tabIndex={0}>
        <table className="sheet cb-sheet">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {t(head)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                {heads.map((head) => (
                  <Cell head={head} item={item} key={head} own={own} />
                ))}
                <td>
                  <RowActions item={item} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {more && (
          <Button onClick={() => more()} variant="subtle">
            {t("more")}
          </Button>
        )}
      </section>
    </>
  );
}

const NUMERIC: ReadonlySet<Head> = new Set(["asked", "number", "processed", "attempts"]);

function Cell({ head, item, own }: { head: Head; item: CallbackView; own: boolean }) {
  const { t } = useTranslation(SPACE);
  const why = useReason();
  const label = head === "asked" || head === "number" || head === "state" ? undefined : t(head);
  return (
    <td className={`${NUMERIC.has(head) ? "num" : ""} cb-${head}`} data-label={label}>
      <Told head={head} item={item} />
      {own && head === "path" && <div className="soft small">{why(item.reason)}</div>}
    </td>
  );
}

function Told({ head, item }: { head: Head; item: CallbackView }) {
  const { t, i18n } = useTranslation(SPACE);
  const why = useReason();
  const who = useWho();
  const when = (at: number): string => (at ? moment(at, serverNow(), i18n.language) : "–");
  switch (head) {
    case "asked":
      return when(item.asked_at);
    case "processed":
      return when(item.closed_at);
    case "number":
      return (
        <>
          {who(item)}
          {item.ticket > 0 && (
            <div className="small">
              <Link to={`/desk/tickets/${item.ticket}`}>{t("ticket", { id: item.ticket })}</Link>
            </div>
          )}
          {item.again > 0 && <div className="soft small">{t("again", { count: item.again })}</div>}
        </>
      );
    case "path":
      return item.path.join(" › ") || "–";
    case "reason":
      return why(item.reason);
    case "assigner":
      return item.assigner_name || "–";
    case "assignee":
      return item.assignee_name || <span className="soft">{t("nobody")}</span>;
    case "attempts":
      return item.attempts;
    case "state":
      return <State item={item} />;
  }
}

function State({ item }: { item: CallbackView }) {
  const { t } = useTranslation(SPACE);
  return (
    <>
      <span className="cb-state" data-state={item.state}>
        {t(`states.${item.state}`)}
      </span>
      {item.state === "complete" && item.result && (
        <div className="soft small cb-note">
          {t(`results.${item.result}`)}
          {item.note && ` · ${item.note}`}
        </div>
      )}
      <Due item={item} />
    </>
  );
}

/** When the customer wants to be called; marked once that time is over. */
function Due({ item }: { item: CallbackView }) {
  const { t, i18n } = useTranslation(SPACE);
  useSecond();
  if (!item.due_at || item.state === "complete") return null;
  const time = moment(item.due_at, serverNow(), i18n.language);
  const late = isOverdue(item, serverNow());
  return (
    <div className="small num cb-due" data-late={late}>
      {late && <b>{t("overdue")} </b>}
      {t("dueToday", { time })}
    </div>
  );
}
