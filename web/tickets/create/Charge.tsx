/** Whose a new ticket is to be. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChoices } from "../queries";

interface ChargeProps {
  service: string;
  me: string;
  group: number;
  agent: string;
  onChange: (charge: { group: number; agent: string }) => void;
}

/** Whose it is to be; whoever makes it, unless somebody else is chosen. */
export function Charge({ service, me, group, agent, onChange }: ChargeProps) {
  const { t } = useTranslation("tickets");
  const choices = useChoices();
  const people = choices.people[service] ?? [];
  const chosen = agent || me;
  const groups = choices.groups.filter((one) => one.service === service && one.members.includes(chosen));
  return (
    <div className="ticket-charge">
      <NativeSelect
        data={people.map(({ id, name }) => ({ value: id, label: name }))}
        label={t("filter.agent")}
        onChange={(event) => onChange({ group: 0, agent: event.currentTarget.value })}
        value={chosen}
      />
      {groups.length > 0 && (
        <NativeSelect
          data={[
            { value: "0", label: t("batch.noGroup") },
            ...groups.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          label={t("filter.group")}
          onChange={(event) => onChange({ agent, group: Number(event.currentTarget.value) })}
          value={String(group)}
        />
      )}
    </div>
  );
}
