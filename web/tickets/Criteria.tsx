/** All criteria beside the words (TKT-53). */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Asked, Criterion } from "./asked";
import { type Option, optionsOf } from "./categories";
import { useChoices } from "./queries";

interface Props {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
const CHANNELS = ["phone", "manual", "transfer"] as const;
const STATES = ["unassigned", "open", "held", "solved", "completed", "transferred", "replied"] as const;

export function Criteria({ asked, onAsk }: Props) {
  const { t } = useTranslation("tickets");
  const { services, groups, people, categories } = useChoices();
  const set = (one: Criterion) => (value: string) => onAsk({ ...asked, [one]: value });
  const everybody = new Map(Object.values(people).flatMap((all) => all.map(({ id, name }) => [id, name] as const)));
  const trees = (tree: "receipt" | "processing"): Option[] =>
    services.flatMap(({ id, name }) =>
      optionsOf(categories, id, tree).map(({ value, label }) => ({
        value,
        label: services.length > 1 ? `${name}: ${label}` : label,
      })),
    );
  const lists: [Criterion, Option[]][] = [
    ["state", STATES.map((value) => ({ value, label: t(`states.${value}`) }))],
    ["priority", PRIORITIES.map((value) => ({ value, label: t(`priorities.${value}`) }))],
    ["channel", CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))],
    ["service", services.map(({ id, name }) => ({ value: id, label: name }))],
    ["group", groups.map(({ id, name }) => ({ value: String(id), label: name }))],
    ["agent", [...everybody].map(([value, label]) => ({ value, label }))],
    ["receipt", trees("receipt")],
    ["processing", trees("processing")],
  ];
  return (
    <div className="tickets-criteria">
      {(["title", "name", "caller", "customer"] as const).map((one) => (
        <Field key={one} label={t(`filter.${one}`)} onChange={set(one)} value={asked[one] ?? ""} />
      ))}
      {lists.map(([one, options]) => (
        <NativeSelect
          data={[{ value: "", label: t("filter.any") }, ...options]}
          key={one}
          label={t(`filter.${one}`)}
          onChange={(event) => set(one)(event.currentTarget.value)}
          size="xs"
          value={asked[one] ?? ""}
        />
      ))}
      {(["since", "until"] as const).map((one) => (
        <Field key={one} label={t(`filter.${one}`)} onChange={set(one)} type="date" value={asked[one] ?? ""} />
      ))}
    </div>
  );
}

interface FieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  type?: "text" | "date";
}

function Field({ label, value, onChange, type = "text" }: FieldProps) {
  return (
    <TextInput
      label={label}
      maxLength={100}
      onChange={(event) => onChange(event.currentTarget.value)}
      size="xs"
      type={type}
      value={value}
    />
  );
}
