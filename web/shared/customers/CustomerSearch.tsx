/** Looks for a customer by the six criteria (CUS-03, CUS-12), and lets one be chosen. */
import "./customers.css";
import { Button, Radio, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { phoneNumber } from "@/shared/words/format";
import type { CustomerRow } from "@/src/generated/api";
import type { Criteria } from "./queries";
import { isStandard } from "./useFieldName";

const CRITERIA = ["number", "name", "login", "email", "phone", "user_key"] as const;
const NOTHING = Object.fromEntries(CRITERIA.map((key) => [key, ""]));

export function Search({ onSearch, onReset }: { onSearch: (criteria: Criteria) => void; onReset: () => void }) {
  const { t } = useTranslation();
  const [told, setTold] = useState<Criteria>(NOTHING);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(told);
  };
  const reset = (): void => {
    setTold(NOTHING);
    onReset();
  };
  return (
    <form className="stack" onSubmit={submit}>
      <div className="customer-criteria">
        {CRITERIA.map((key) => (
          <TextInput
            key={key}
            label={key === "number" ? t("customers.number") : t(`customers.fields.${key}`)}
            onChange={(event) => {
              const value = event.currentTarget.value;
              setTold((before) => ({ ...before, [key]: value }));
            }}
            size="xs"
            value={told[key] ?? ""}
          />
        ))}
      </div>
      <div className="row">
        <Button disabled={Object.values(told).every((text) => !text.trim())} size="compact-sm" type="submit">
          {t("customers.lookFor")}
        </Button>
        <Button onClick={reset} size="compact-sm" variant="default">
          {t("customers.reset")}
        </Button>
      </div>
    </form>
  );
}

interface TargetProps {
  row: CustomerRow;
  why?: string;
  picked: boolean;
  onChoose: () => void;
}

export function Target({ row, why = "", picked, onChoose }: TargetProps) {
  const { t } = useTranslation();
  const reason = isStandard(why) ? t("customers.sameField", { field: t(`customers.fields.${why}`) }) : "";
  const told = [row.name || t("customers.unnamed"), phoneNumber(row.phone), row.email, reason].filter(Boolean);
  return (
    <Radio
      checked={picked}
      description={told.join(" · ")}
      label={<span className="num">{t("customers.choose", { number: row.number })}</span>}
      name="target"
      onChange={onChoose}
      value={String(row.id)}
    />
  );
}
