/** How far callbacks are, by day and path (CB-20 to CB-23). Each head says what it counts. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Empty } from "@/shared/ui/Empty";
import { csvText, saveCsv } from "@/shared/words/csv";
import type { CallbackCountsView } from "@/src/generated/api";
import { Filters, useFilters } from "./Filters";
import { useStatus } from "./queries";
import { COUNTED, type Filter, queryOf, statusLines, told } from "./telling";
import { SPACE } from "./words";

const NARROWED: readonly Filter[] = ["from", "to", "by", "path", "assignee"];
const HEADS = {
  assigned: "assignedCount",
  completed: "completedCount",
  unprocessed: "unprocessedCount",
  rate: "rate",
  waiting: "waiting",
} as const;

export function StatusView() {
  const { t } = useTranslation(SPACE);
  const [params] = useFilters();
  const { data, error } = useStatus(queryOf(params, NARROWED));
  const save = (): void => {
    if (!data) return;
    const head = [t("date"), t("path"), ...COUNTED.map((name) => t(HEADS[name]))];
    saveCsv(csvText(statusLines(data.items, data.all, head, t("all"))), `callbacks-${data.first}-${data.last}.csv`);
  };
  return (
    <>
      <Filters of={NARROWED}>
        <Button disabled={!data?.items.length} onClick={save} variant="default">
          {t("csv")}
        </Button>
      </Filters>
      {error && <p role="alert">{error.message}</p>}
      {data && data.items.length === 0 && <Empty hint={t("noneFitsHint")} title={t("noneFits")} />}
      {data && data.items.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
        <section aria-label={t("tabs.status")} className="card cb-scroll" tabIndex={0}>
          <table className="sheet">
            <thead>
              <tr>
                <th scope="col">{t("date")}</th>
                <th scope="col">{t("path")}</th>
                {COUNTED.map((name) => (
                  <th className="right" key={name} scope="col" title={t(`meaning.${name}`)}>
                    {t(HEADS[name])}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ day, path, counts }) => (
                <tr key={`${day} ${path}`}>
                  <td className="num">{day}</td>
                  <td>{path || "–"}</td>
                  <Counts of={counts} />
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th colSpan={2} scope="row">
                  {t("all")}
                </th>
                <Counts of={data.all} />
              </tr>
            </tfoot>
          </table>
        </section>
      )}
    </>
  );
}

function Counts({ of }: { of: CallbackCountsView }) {
  return COUNTED.map((name) => (
    <td className="num right" key={name}>
      {told(of, name) || "–"}
      {name === "rate" && of.rate && " %"}
    </td>
  ));
}
