/** How records are narrowed: by days and words, as the request says it. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

export const NOTHING = { since: "", until: "", operation: "", service: "", name: "", address: "", login: "" };

/** Days of the reader's clock become moments; what is empty is not asked. */
export function asked(search: typeof NOTHING): string {
  const day = (text: string, days: number): string => {
    const at = new Date(`${text}T00:00:00`);
    at.setDate(at.getDate() + days);
    return at.toISOString();
  };
  const told = { ...search, since: search.since && day(search.since, 0), until: search.until && day(search.until, 1) };
  return new URLSearchParams(Object.entries(told).filter(([, value]) => value !== "")).toString();
}

interface Span {
  since: string;
  until: string;
}

export function Days({ search, onChange }: { search: Span; onChange: (change: Partial<Span>) => void }) {
  const { t } = useTranslation();
  return (["since", "until"] as const).map((each) => (
    <TextInput
      key={each}
      label={t(`records.${each}`)}
      onChange={(event) => onChange({ [each]: event.currentTarget.value })}
      type="date"
      value={search[each]}
    />
  ));
}
