/** Names of fields: the standard ones are words of the pages, the others were given by an admin. */
import { useTranslation } from "react-i18next";
import type { CustomerKeepingView } from "@/src/generated/api";

const STANDARD = ["name", "phone", "email", "login", "user_key"] as const;
type StandardField = (typeof STANDARD)[number];

export function isStandard(key: string): key is StandardField {
  return (STANDARD as readonly string[]).includes(key);
}

export function useFieldName(keeping: CustomerKeepingView | undefined): (key: string) => string {
  const { t } = useTranslation();
  return (key) => {
    if (isStandard(key)) return t(`customers.fields.${key}`);
    return keeping?.fields.find((field) => field.key === key)?.label || key;
  };
}
