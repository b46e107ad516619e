/** The numbers of the day: lengths, and calls and agents of each half hour. */
import { NumberInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { clockOf, type Numbers } from "./asking";
import { SPACE } from "./words";

const HINTS = { patience: "patienceHint", asking: "askingHint" } as const;

interface Props {
  numbers: Numbers;
  onChange: (numbers: Numbers) => void;
}

const LENGTHS = ["talk", "after", "patience", "within", "runs", "asking", "skilled"] as const;
const LEAST: Partial<Record<string, number>> = { runs: 2 };
const MOST: Partial<Record<string, number>> = { runs: 100, asking: 100, skilled: 300 };

export function Lengths({ numbers, onChange }: Props) {
  const { t } = useTranslation(SPACE);
  return (
    <div className="figures-asking">
      {LENGTHS.map((name) => (
        <NumberInput
          allowDecimal={false}
          key={name}
          label={t(name)}
          max={MOST[name] ?? 36_000}
          min={LEAST[name] ?? 0}
          onChange={(value) => onChange({ ...numbers, [name]: Number(value) })}
          title={name === "patience" || name === "asking" ? t(HINTS[name]) : undefined}
          value={numbers[name]}
          w={170}
        />
      ))}
    </div>
  );
}

export function HalfHours({ numbers, onChange }: Props) {
  const { t } = useTranslation(SPACE);
  const set = (name: "calls" | "agents", slot: number, value: string): void =>
    onChange({ ...numbers, [name]: numbers[name].map((now, at) => (at === slot ? Math.max(0, Number(value)) : now)) });
  return (
    <details>
      <summary>{t("halfHours")}</summary>
      <div className="what-if-hours">
        {numbers.calls.map((_, slot) => {
          const time = clockOf(slot);
          return (
            <div className="what-if-hour" key={time}>
              <span className="num">{time}</span>
              {(["calls", "agents"] as const).map((name) => (
                <label key={name}>
                  <span className="soft small">{t(name)}</span>
                  <input
                    aria-label={t(`${name}At`, { time })}
                    min={0}
                    onChange={(event) => set(name, slot, event.currentTarget.value)}
                    type="number"
                    value={numbers[name][slot] ?? 0}
                  />
                </label>
              ))}
            </div>
          );
        })}
      </div>
    </details>
  );
}
