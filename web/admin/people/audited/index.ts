/** The names of what stands in the audit log: they come with its page, so that nobody else waits for them. */
import { useTranslation } from "react-i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

type Names = Readonly<Record<string, string>>;
const NAMES: Readonly<Record<string, Names>> = { en, ja, ko };

/** By operation, in the order in which they are told. */
export function useOperations(): Names {
  const { i18n } = useTranslation();
  return NAMES[i18n.language] ?? en;
}
