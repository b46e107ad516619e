/** Callbacks to tick, several at once. */
import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { serverNow } from "@/shared/live/clock";
import { moment } from "@/shared/words/format";
import { useWho } from "@/shared/words/who";
import type { CallbackView } from "@/src/generated/api";
import { useReason } from "./useReason";
import type { Ticked } from "./useTicked";
import { SPACE } from "./words";

interface Props {
  title: string;
  items: readonly CallbackView[];
  ticked: Ticked<number>;
  /** With who has them (CB-19), or why they were asked for. */
  assigned?: boolean;
  /** They can be dragged onto somebody. */
  onDrag?: (id: number) => void;
}

export function TickedList({ title, items, ticked, assigned = false, onDrag }: Props) {
  const { t, i18n } = useTranslation(SPACE);
  const why = useReason();
  const who = useWho();
  const all = items.length > 0 && ticked.chosen.length === items.length;
  const heads = assigned
    ? ([t("asked"), t("path"), t("number"), t("assignee"), t("assigner")] as const)
    : ([t("asked"), t("path"), t("number"), t("reason")] as const);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={title} className="card cb-scroll" tabIndex={0}>
      <header className="row between cb-head">
        <b>{title}</b>
        <span className="soft small">{t("chosen", { count: ticked.chosen.length })}</span>
      </header>
      <table className="sheet">
        <thead>
          <tr>
            <td>
              <Checkbox
                aria-label={t("chooseAll")}
                checked={all}
                disabled={items.length === 0}
                indeterminate={!all && ticked.chosen.length > 0}
                onChange={(event) => ticked.all(event.currentTarget.checked)}
              />
            </td>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const number = who(item);
            const asked = moment(item.asked_at, serverNow(), i18n.language);
            return (
              <tr
                data-ticked={ticked.has(item.id)}
                draggable={onDrag !== undefined}
                key={item.id}
                onDragStart={() => onDrag?.(item.id)}
              >
                <td>
                  <Checkbox
                    aria-label={`${number}, ${asked}`}
                    checked={ticked.has(item.id)}
                    onChange={() => ticked.toggle(item.id)}
                  />
                </td>
                <td className="num">{asked}</td>
                <td>{item.path.join(" › ") || "–"}</td>
                <td className="num">{number}</td>
                <td>{assigned ? item.assignee_name : why(item.reason)}</td>
                {assigned && <td>{item.assigner_name}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
