/** Taking callbacks back (CB-16 to CB-19): who has how many on one side, what is not complete on the other. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Empty";
import { notice } from "@/shared/ui/notices";
import { Filters, useFilters } from "./Filters";
import { useCallbackList, useTakers, useUnassign } from "./queries";
import { TickedList } from "./TickedList";
import { type Filter, queryOf } from "./telling";
import { useService } from "./useService";
import { useTicked } from "./useTicked";
import { SPACE } from "./words";

const NARROWED: readonly Filter[] = ["service", "from", "to", "path", "caller", "assignee"];
const MOST = 500;

export function UnassignView() {
  const { t } = useTranslation(SPACE);
  const [params] = useFilters();
  const service = useService("unprocessed");
  const list = useCallbackList(queryOf(params, NARROWED, { service, state: "unprocessed" }), MOST);
  const items = (list.data?.pages[0]?.items ?? []).toReversed();
  const ticked = useTicked(items.map(({ id }) => id));
  const unassign = useUnassign((told) => {
    ticked.all(false);
    notice(t("tookBack", { count: told.items.length }));
  });
  return (
    <>
      <Filters of={NARROWED} service={service} />
      <div className="cb-sides cb-back">
        <Holders service={service} />
        {items.length > 0 || list.isPending ? (
          <TickedList assigned items={items} ticked={ticked} title={t("theirs")} />
        ) : (
          <Empty hint={t("noneFitsHint")} title={t("noneFits")} />
        )}
      </div>
      <div className="card row cb-foot">
        <span className="grow" />
        <Button
          disabled={ticked.chosen.length === 0}
          loading={unassign.isPending}
          onClick={() => unassign.mutate(ticked.chosen)}
        >
          {t("takeBack")}
        </Button>
      </div>
    </>
  );
}

/** Group, login, name and what is unfinished; pressing a name narrows the other side. */
function Holders({ service }: { service: string }) {
  const { t } = useTranslation(SPACE);
  const [params, set] = useFilters();
  const takers = useTakers(service) ?? [];
  const chosen = params.get("assignee");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={t("candidates")} className="card cb-scroll" tabIndex={0}>
      <table className="sheet">
        <thead>
          <tr>
            <th scope="col">{t("groups")}</th>
            <th scope="col">{t("login")}</th>
            <th scope="col">{t("name")}</th>
            <th className="right" scope="col">
              {t("unfinished")}
            </th>
          </tr>
        </thead>
        <tbody>
          {takers.map(({ id, name, groups, unfinished }) => (
            <tr data-ticked={chosen === id} key={id}>
              <td>{groups.join(", ") || "–"}</td>
              <td>{id}</td>
              <td>
                <button
                  aria-pressed={chosen === id}
                  className="cb-pick"
                  onClick={() => set("assignee", chosen === id ? "" : id)}
                  type="button"
                >
                  {name}
                </button>
              </td>
              <td className="num right">{unfinished}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
