/** What a trigger would do with a ticket, and which of its conditions hold there; nothing is done. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";
import type { Happening, JudgedBlock, TriedView, TriggerKindsView } from "@/src/generated/api";
import { type Draft, useTry } from "./queries";
import { useTelling } from "./words";

interface Props {
  service: string;
  draft: Draft;
  kinds: TriggerKindsView;
}

export function TriggerTry({ service, draft, kinds }: Props) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  const [ticket, setTicket] = useState("");
  const [happened, setHappened] = useState<Happening>("changed");
  const trial = useTry(service);
  const events = kinds.fields.find(({ id }) => id === "event")?.choices ?? [];
  return (
    <section aria-label={t("triggers.try")} className="stack" style={{ gap: 8 }}>
      <h3 style={{ margin: 0 }}>{t("triggers.try")}</h3>
      <div className="row" style={{ flexWrap: "wrap", alignItems: "end" }}>
        <TextInput
          inputMode="numeric"
          label={t("triggers.ticket")}
          onChange={(event) => setTicket(event.currentTarget.value.replace(/\D/g, ""))}
          style={{ width: 140 }}
          value={ticket}
        />
        <NativeSelect
          data={events.map(({ id }) => ({ value: id, label: telling.value("event", id) }))}
          label={t("triggers.happened")}
          onChange={(event) => setHappened(event.currentTarget.value as Happening)}
          value={happened}
        />
        <Button
          disabled={!ticket}
          loading={trial.isPending}
          onClick={() => trial.mutate({ draft, ticket: Number(ticket), happened })}
          variant="default"
        >
          {t("triggers.tryNow")}
        </Button>
      </div>
      <div aria-live="polite">{trial.data && <Tried kinds={kinds} tried={trial.data} />}</div>
    </section>
  );
}

function Tried({ tried, kinds }: { tried: TriedView; kinds: TriggerKindsView }) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  return (
    <div className="card stack" style={{ gap: 8, padding: 10 }}>
      <strong>{t(tried.holds ? "triggers.holds" : "triggers.holdsNot")}</strong>
      <Because because={tried.because} kinds={kinds} />
      {tried.holds && tried.effects.length === 0 && <span>{t("triggers.wouldNothing")}</span>}
      {tried.effects.length > 0 && (
        <span>
          {t("triggers.would")}: {tried.effects.map(telling.effect).join(" · ")}
        </span>
      )}
      {tried.fired_before && <span className="soft small">{t("triggers.before")}</span>}
    </div>
  );
}

/** Fields whose words the log does not keep. */
const WRITTEN: readonly string[] = ["subject", "note"];

interface BecauseProps {
  because: readonly JudgedBlock[];
  kinds: TriggerKindsView;
  /** It is out of the log. */
  past?: boolean;
}

/** Every condition in words, whether it holds, and what stands in the ticket. */
export function Because({ because, kinds, past = false }: BecauseProps) {
  const { t } = useTranslation("handling");
  const telling = useTelling(kinds);
  const rows = because.flatMap(({ conditions }, block) =>
    conditions.map((row, at) => ({ ...row, id: `${block}.${at}` })),
  );
  return (
    <ul style={{ margin: 0, padding: 0, listStyle: "none" }}>
      {rows.map(({ id, condition, holds, found }) => (
        <li className="row" key={id} style={{ alignItems: "baseline", flexWrap: "wrap" }}>
          <Icon name={holds ? "check" : "close"} size={14} />
          <span>
            {telling.condition(condition)}: <b>{t(holds ? "triggers.yes" : "triggers.no")}</b>
          </span>
          {!(past && WRITTEN.includes(condition.field)) && (
            <span className="soft small">
              {found
                ? t("triggers.found", { found: telling.value(condition.field, found) })
                : t("triggers.foundNothing")}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
