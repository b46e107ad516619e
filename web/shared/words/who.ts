/** Whose number stands at a ticket: only callers can withhold one, what is made by hand has none. */
import { useTranslation } from "react-i18next";
import type { TicketView } from "@/src/generated/api";
import { phoneNumber } from "./format";

export function useWho(): (ticket: Pick<TicketView, "caller" | "channel">) => string {
  const { t } = useTranslation();
  return ({ caller, channel }) => phoneNumber(caller) || t(channel === "phone" ? "call.withheld" : "call.noNumber");
}
