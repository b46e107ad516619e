/** Who serves a queue: a level for each person of the service, and who helps out only. */
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useEdited } from "@/shared/ui/unsaved";
import type { QueueView } from "@/src/generated/api";
import { type Member, useChangeMembers, useMembers } from "./queueChanges";

const LEVELS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
const MANY = 12; // people from which on there is a field to search

export function MemberMatrix({ queue }: { queue: QueueView }) {
  const { data } = useMembers(queue.id);
  return data ? <Matrix key={JSON.stringify(data)} known={data} queue={queue} /> : null;
}

function Matrix({ queue, known }: { queue: QueueView; known: Member[] }) {
  const { t } = useTranslation();
  const [people, setPeople] = useState(known);
  const [sought, seek] = useState("");
  const save = useChangeMembers(queue);
  useEdited(people, save);
  if (known.length === 0) return <p className="soft">{t("queueRules.nobody")}</p>;
  const set = (id: string, part: Partial<Member>): void =>
    setPeople(people.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const changed = JSON.stringify(people) !== JSON.stringify(known);
  const shown = people.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <form
      className="card stack queue-people"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(people);
      }}
    >
      <p className="soft small">{t("queueRules.peopleHint")}</p>
      {known.length >= MANY && (
        <TextInput
          label={t("queueRules.find")}
          onChange={(event) => seek(event.currentTarget.value)}
          value={sought}
          w={260}
        />
      )}
      <table className="skill-table">
        <thead>
          <tr>
            <th scope="col">{t("queueRules.person")}</th>
            <th scope="col">{t("queueRules.level")}</th>
            <th scope="col">{t("queueRules.reserve")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              <td>
                <NativeSelect
                  aria-label={t("queueRules.levelOf", { person: one.name })}
                  data={LEVELS.map((value) => ({ value, label: value === "0" ? t("queueRules.noMember") : value }))}
                  onChange={(event) => set(one.id, { level: Number(event.currentTarget.value) })}
                  value={String(one.level)}
                  w={84}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={t("queueRules.reserveOf", { person: one.name })}
                  checked={one.reserve && one.level > 0}
                  disabled={one.level === 0}
                  onChange={(event) => set(one.id, { reserve: event.currentTarget.checked })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="row">
        <Button disabled={!changed} loading={save.isPending} type="submit">
          {t("offers.save")}
        </Button>
        <Button disabled={!changed} onClick={() => setPeople(known)} type="button" variant="subtle">
          {t("offers.undo")}
        </Button>
      </div>
    </form>
  );
}
