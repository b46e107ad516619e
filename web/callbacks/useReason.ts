/** Why somebody is called back, in words. */
import { useTranslation } from "react-i18next";
import type { CallbackReason } from "@/src/generated/api";

export function useReason(): (reason: CallbackReason) => string {
  const { t } = useTranslation();
  return (reason) => t(`callbacks.reasons.${reason}`);
}
