/** Fields that the rules of queues are made of. */
import { ActionIcon, Checkbox, NumberInput, Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/shared/ui/Icon";

interface AmountProps {
  label: string;
  value: number;
  onChange: (value: number) => void;
  hint?: string;
  max?: number;
  min?: number;
  step?: number;
}

export function Amount({ label, value, onChange, hint, max = 86_400, min = 0, step = 1 }: AmountProps) {
  return (
    <NumberInput
      allowDecimal={step < 1}
      allowNegative={false}
      description={hint}
      label={label}
      max={max}
      min={min}
      onChange={(typed) => onChange(Number(typed) || 0)}
      step={step}
      styles={{ wrapper: { maxWidth: 260 } }}
      value={value}
    />
  );
}

interface FlagProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  hint?: string;
}

export function Flag({ label, checked, onChange, hint }: FlagProps) {
  return (
    <Checkbox
      checked={checked}
      description={hint}
      label={label}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

interface PickProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  hint?: string;
}

export function Pick<T extends string>({ label, value, options, onChange, hint }: PickProps<T>) {
  return (
    <Select
      allowDeselect={false}
      data={options}
      description={hint}
      label={label}
      onChange={(chosen) => {
        const known = options.find((one) => one.value === chosen);
        if (known) onChange(known.value);
      }}
      searchable={options.length > 10}
      value={value}
      w={260}
    />
  );
}

/** One of a list of rules, with its fields in a row and a button that takes it out. */
export function Rule({ name, onRemove, children }: { name: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="card queue-rule">
      <div className="row">
        <b className="grow">{name}</b>
        <ActionIcon
          aria-label={t("queueRules.takeOut", { what: name })}
          color="gray"
          onClick={onRemove}
          size="sm"
          variant="subtle"
        >
          <Icon name="close" size={14} />
        </ActionIcon>
      </div>
      <div className="queue-rule-fields">{children}</div>
    </div>
  );
}

/** One of a list replaced, or taken out where the part is null. */
export function changed<T>(list: readonly T[], at: number, part: Partial<T> | null): T[] {
  if (part === null) return list.filter((_, place) => place !== at);
  return list.map((one, place) => (place === at ? { ...one, ...part } : one));
}
