/** What `cti doctor` finds, in the reader's language: first what is to be done. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { CheckView } from "@/src/generated/api";
import { useCheckAgain, useChecks } from "./api";
import { Mark } from "./Mark";
import { type State, saidOf, sorted } from "./telling";
import { useSentence, useTimes } from "./words";

export function Checks() {
  const { t } = useTranslation();
  const { when } = useTimes();
  const { data } = useChecks();
  const again = useCheckAgain();
  const { todo, advice, fine } = sorted(data?.items ?? []);
  return (
    <section aria-labelledby="status-checks" className="card">
      <div className="row between status-title">
        <h3 id="status-checks">{t("status.checks")}</h3>
        <Button loading={again.isPending || !data} onClick={() => again.mutate()} size="compact-sm" variant="default">
          {t("status.again")}
        </Button>
      </div>
      {data && (
        <div className="stack status-box" style={{ gap: 12 }}>
          <p className="soft">{t("status.checksAbout", { when: when(data.at) })}</p>
          {todo.length + advice.length === 0 && <p>{t("status.allFine")}</p>}
          <List checks={todo} state="down" title={t("status.todo")} />
          <List checks={advice} state="impaired" title={t("status.advice")} />
          <details>
            <summary>{t("status.fine", { count: fine.length })}</summary>
            <List checks={fine} state="works" title="" />
          </details>
        </div>
      )}
    </section>
  );
}

function List({ checks, state, title }: { checks: readonly CheckView[]; state: State; title: string }) {
  if (checks.length === 0) return null;
  return (
    <div>
      {title && <h4>{title}</h4>}
      <ul className="stack" style={{ gap: 6, paddingTop: 6 }}>
        {checks.map((check) => (
          <li className="row" key={`${check.about} ${check.text}`} style={{ alignItems: "flex-start" }}>
            <Mark size={14} state={state} />
            <Check of={check} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** In English where a newer server finds what these pages do not know. */
function Check({ of }: { of: CheckView }) {
  const { i18n } = useTranslation();
  const t = useSentence();
  const { say, todo } = saidOf(of);
  const known = i18n.exists(`status.check.${say}`);
  const name = t(`status.neighbour.${of.about.replace("-", "_")}`, { defaultValue: of.about });
  const values = { ...of.values, about: of.about, name };
  const text = known ? t(`status.check.${say}`, values) : `${of.about}: ${of.text}`;
  const hint = i18n.exists(`status.todos.${todo}`) ? t(`status.todos.${todo}`, values) : of.remedy;
  return (
    <div style={{ overflowWrap: "anywhere", minWidth: 0 }}>
      <p>{text}</p>
      {todo && <p className="soft">{hint}</p>}
    </div>
  );
}
