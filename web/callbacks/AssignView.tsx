/** Callbacks on one side, agents on the other (CB-10 to CB-14): tick, look who would get what, assign. */
import { Button, Checkbox, NativeSelect, SegmentedControl } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLive } from "@/shared/live/context";
import { Empty } from "@/shared/ui/Empty";
import { notice } from "@/shared/ui/notices";
import type { CallbackTakerView } from "@/src/generated/api";
import { Filters, useFilters } from "./Filters";
import { type Spread, useAssign, useCallbackList, useLook, useTakers } from "./queries";
import { TickedList } from "./TickedList";
import { type Filter, queryOf, shares } from "./telling";
import { useService } from "./useService";
import { type Ticked, useTicked } from "./useTicked";
import { SPACE } from "./words";

const NARROWED: readonly Filter[] = ["service", "from", "to", "path", "reason", "caller"];
const MOST = 500;
type How = "even" | "manual";

export function AssignView() {
  const { t } = useTranslation(SPACE);
  const [params] = useFilters();
  const service = useService("registered");
  const list = useCallbackList(queryOf(params, NARROWED, { service, state: "registered" }), MOST);
  const items = (list.data?.pages[0]?.items ?? []).toReversed(); // the oldest first
  const callbacks = useTicked(items.map(({ id }) => id));
  const [how, setHow] = useState<How>("even");
  const dragged = useRef(0);
  const { shown, ...who } = useWho(service);
  const agents = useTicked(shown.map(({ id }) => id));
  const wish = { callbacks: callbacks.chosen, agents: agents.chosen, how };
  const look = useLook(wish);
  const done = ({ to, left }: Spread): void => {
    callbacks.all(false);
    notice(t("assigned", { count: Object.keys(to).length }));
    if (left.length) notice(t("leftOver", { count: left.length }));
  };
  const assign = useAssign(done);
  const choose = (next: How): void => {
    setHow(next);
    if (next === "manual" && agents.chosen.length > 1) agents.all(false);
  };
  const drop = (agent: string): void => {
    const moved = callbacks.has(dragged.current) ? callbacks.chosen : [dragged.current];
    if (dragged.current) assign.mutate({ callbacks: moved, agents: [agent], how: "manual" });
    dragged.current = 0;
  };
  const ready = callbacks.chosen.length > 0 && agents.chosen.length > 0;
  return (
    <>
      <Filters of={NARROWED} service={service} />
      <div className="cb-sides">
        {items.length > 0 || list.isPending ? (
          <TickedList
            items={items}
            onDrag={(id) => {
              dragged.current = id;
            }}
            ticked={callbacks}
            title={t("toAssign")}
          />
        ) : (
          <Empty hint={t("noneHint")} title={t("none")} />
        )}
        <Takers {...who} drop={drop} gets={look ? shares(look.to) : {}} how={how} shown={shown} ticked={agents} />
      </div>
      <div className="card row cb-foot">
        <SegmentedControl
          aria-label={t("how")}
          data={[
            { value: "even", label: t("even") },
            { value: "manual", label: t("manual") },
          ]}
          onChange={(value) => choose(value as How)}
          value={how}
        />
        <span className="soft small cb-how">{how === "even" ? t("evenHint") : t("manualHint")}</span>
        <Button disabled={!ready} loading={assign.isPending} onClick={() => assign.mutate(wish)}>
          {t("assign")}
        </Button>
      </div>
    </>
  );
}

interface Who {
  shown: CallbackTakerView[];
  groups: string[];
  group: string;
  setGroup: (group: string) => void;
  ctiOnly: boolean;
  setCtiOnly: (on: boolean) => void;
}

/** Who has the phone right; with the box ticked only who is signed in to the CTI this moment (CB-12). */
function useWho(service: string): Who {
  const takers = useTakers(service) ?? [];
  const live = useLive((state) => state.agents);
  const [ctiOnly, setCtiOnly] = useState(false);
  const [group, setGroup] = useState("");
  const now = takers.map((each) => ({ ...each, here: (live[each.id]?.state ?? "off") !== "off" }));
  const shown = now.filter((each) => (!ctiOnly || each.here) && (!group || each.groups.includes(group)));
  const groups = [...new Set(takers.flatMap((each) => each.groups))].sort();
  return { shown, groups, group, setGroup, ctiOnly, setCtiOnly };
}

interface TakersProps extends Who {
  ticked: Ticked<string>;
  how: How;
  gets: Record<string, number>;
  drop: (agent: string) => void;
}

function Takers({ shown, groups, group, setGroup, ctiOnly, setCtiOnly, ticked, how, gets, drop }: TakersProps) {
  const { t } = useTranslation(SPACE);
  const all = shown.length > 0 && ticked.chosen.length === shown.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={t("candidates")} className="card cb-scroll" tabIndex={0}>
      <header className="row between cb-head">
        <b>{t("candidates")}</b>
        <Checkbox
          checked={ctiOnly}
          label={t("ctiOnly")}
          onChange={(event) => setCtiOnly(event.currentTarget.checked)}
        />
      </header>
      {groups.length > 0 && (
        <NativeSelect
          aria-label={t("group")}
          className="cb-group"
          data={[{ value: "", label: t("anyGroup") }, ...groups]}
          onChange={(event) => setGroup(event.currentTarget.value)}
          value={group}
        />
      )}
      {shown.length === 0 && <Empty hint={ctiOnly ? t("noTakersHere") : t("noTakersHint")} title={t("noTakers")} />}
      {shown.length > 0 && (
        <table className="sheet">
          <thead>
            <tr>
              <td>
                {how === "even" && (
                  <Checkbox
                    aria-label={t("chooseAll")}
                    checked={all}
                    indeterminate={!all && ticked.chosen.length > 0}
                    onChange={(event) => ticked.all(event.currentTarget.checked)}
                  />
                )}
              </td>
              <th scope="col">{t("name")}</th>
              <th scope="col">CTI</th>
              <th className="right" scope="col">
                {t("unfinished")}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map((taker) => (
              <Taker drop={drop} gets={gets[taker.id] ?? 0} how={how} key={taker.id} taker={taker} ticked={ticked} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

interface TakerProps {
  taker: CallbackTakerView;
  ticked: Ticked<string>;
  how: How;
  gets: number;
  drop: (agent: string) => void;
}

function Taker({ taker, ticked, how, gets, drop }: TakerProps) {
  const { t } = useTranslation(SPACE);
  const { id, name, groups, here, unfinished } = taker;
  const choose = (): void => (how === "even" || ticked.has(id) ? ticked.toggle(id) : ticked.only(id));
  return (
    <tr
      data-ticked={ticked.has(id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        drop(id);
      }}
    >
      <td>
        <Checkbox aria-label={name} checked={ticked.has(id)} onChange={choose} />
      </td>
      <td>
        {name} <span className="soft small">{id}</span>
        {groups.length > 0 && <div className="soft small">{groups.join(", ")}</div>}
      </td>
      <td>{here ? t("here") : <span className="soft">{t("away")}</span>}</td>
      <td className="num right">{unfinished}</td>
      <td className="num cb-gets">{gets > 0 && t("gets", { count: gets })}</td>
    </tr>
  );
}
