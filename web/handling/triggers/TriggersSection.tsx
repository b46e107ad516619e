/** Triggers of a service in their order: on and off, up and down, edited in a dialog. */
import "../words";
import { ActionIcon, Button, Checkbox, NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { has } from "@/shared/frame/roles";
import { useMe } from "@/shared/queries";
import { Dialog } from "@/shared/ui/Dialog";
import { Sheet } from "@/shared/ui/Sheet";
import type { TriggerKindsView, TriggerView } from "@/src/generated/api";
import { moved, newDraft } from "./drafts";
import { type Draft, type Triggers, useChangeTriggers, useKinds, useTriggers } from "./queries";
import { TriggerForm } from "./TriggerForm";
import { useTelling } from "./words";

export default function TriggersSection() {
  const { t } = useTranslation("handling");
  const me = useMe();
  const mine = me?.services.filter(({ id }) => has(me, ["admin-ticket", "admin-phone"], id)) ?? [];
  const [chosen, choose] = useState("");
  const service = chosen || (mine[0]?.id ?? "");
  const { data } = useTriggers(service);
  const { data: kinds } = useKinds(service);
  return (
    <div className="stack" style={{ gap: 16 }}>
      <p className="soft">{t("triggers.about")}</p>
      {mine.length > 1 && (
        <NativeSelect
          data={mine.map(({ id, name }) => ({ value: id, label: name }))}
          label={t("triggers.service")}
          onChange={(event) => choose(event.currentTarget.value)}
          style={{ maxWidth: 320 }}
          value={service}
        />
      )}
      {data && kinds && <Of key={service} kinds={kinds} service={service} triggers={data} />}
    </div>
  );
}

interface OfProps {
  service: string;
  triggers: Triggers;
  kinds: TriggerKindsView;
}

function Of({ service, triggers, kinds }: OfProps) {
  const { t } = useTranslation("handling");
  const [draft, edit] = useState<Draft | null>(null);
  const all = triggers.items.length;
  const title = draft?.id ? t("triggers.editTitle", { title: draft.title }) : t("triggers.add");
  return (
    <>
      {all === 0 ? (
        <p className="soft">{t("triggers.none")}</p>
      ) : (
        <>
          <p style={{ margin: 0 }}>{t("triggers.active", { active: triggers.active, all })}</p>
          <List kinds={kinds} onEdit={edit} service={service} triggers={triggers.items} />
        </>
      )}
      <Button onClick={() => edit(newDraft(kinds))} style={{ alignSelf: "start" }}>
        {t("triggers.add")}
      </Button>
      <Dialog onClose={() => edit(null)} opened={draft !== null} size={860} title={title}>
        {draft && (
          <TriggerForm key={draft.id} kinds={kinds} known={draft} onDone={() => edit(null)} service={service} />
        )}
      </Dialog>
    </>
  );
}

interface ListProps {
  service: string;
  triggers: readonly TriggerView[];
  kinds: TriggerKindsView;
  onEdit: (draft: Draft) => void;
}

function List({ service, triggers, kinds, onEdit }: ListProps) {
  const { t } = useTranslation("handling");
  return (
    <Sheet
      heads={[
        t("triggers.order"),
        t("triggers.on"),
        t("triggers.title"),
        t("triggers.conditions"),
        t("triggers.does"),
        t("triggers.edit"),
      ]}
    >
      {triggers.map((trigger) => (
        <Row
          ids={triggers.map(({ id }) => id)}
          key={trigger.id}
          kinds={kinds}
          onEdit={onEdit}
          service={service}
          trigger={trigger}
        />
      ))}
    </Sheet>
  );
}

interface RowProps {
  service: string;
  trigger: TriggerView;
  ids: readonly number[];
  kinds: TriggerKindsView;
  onEdit: (draft: Draft) => void;
}

function Row({ service, trigger, ids, kinds, onEdit }: RowProps) {
  const { t } = useTranslation("handling");
  const change = useChangeTriggers(service);
  const telling = useTelling(kinds);
  const { id, title, active } = trigger;
  const draft: Draft = { id, title, active, blocks: trigger.blocks, actions: trigger.actions };
  const move = (by: -1 | 1): void =>
    change.mutate({ method: "PUT", path: "/order", body: { ids: moved(ids, id, by) } });
  const conditions = trigger.blocks.map(({ need, conditions: rows }) =>
    rows.map(telling.condition).join(need === "all" ? " · " : " / "),
  );
  return (
    <tr style={{ verticalAlign: "top" }}>
      <td style={{ whiteSpace: "nowrap" }}>
        <ActionIcon
          aria-label={t("triggers.up", { title })}
          disabled={ids[0] === id}
          onClick={() => move(-1)}
          variant="subtle"
        >
          ↑
        </ActionIcon>
        <ActionIcon
          aria-label={t("triggers.down", { title })}
          disabled={ids.at(-1) === id}
          onClick={() => move(1)}
          variant="subtle"
        >
          ↓
        </ActionIcon>
      </td>
      <td>
        <Checkbox
          aria-label={`${t("triggers.on")}: ${title}`}
          checked={active}
          onChange={() => change.mutate({ method: "PUT", path: `/${id}`, body: { ...draft, active: !active } })}
        />
      </td>
      <td>{title}</td>
      <td style={{ whiteSpace: "normal" }}>
        {conditions.map((told) => (
          <div key={told}>{told}</div>
        ))}
      </td>
      <td style={{ whiteSpace: "normal" }}>
        {trigger.actions.map((action) => (
          <div key={JSON.stringify(action)}>
            {telling.effect(action)}
            {action.share === "in_turn" && ` – ${t("triggers.shares.in_turn")}`}
          </div>
        ))}
      </td>
      <td>
        <Button
          aria-label={`${t("triggers.edit")}: ${title}`}
          onClick={() => onEdit(draft)}
          size="compact-sm"
          variant="default"
        >
          {t("triggers.edit")}
        </Button>
      </td>
    </tr>
  );
}
