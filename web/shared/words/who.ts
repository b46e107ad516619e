/** Whose number stands somewhere: only callers withhold one, what is made by hand has none, of the erased none is kept. */
import { useTranslation } from "react-i18next";
import type { TicketView } from "@/src/generated/api";
import { phoneNumber } from "./format";

interface Numbered {
  caller: string;
  erased: boolean;
  /** Of what is no ticket it is the phone. */
  channel?: TicketView["channel"];
}

export function useWho(): (of: Numbered) => string {
  const { t } = useTranslation();
  return ({ caller, erased, channel = "phone" }) => phoneNumber(caller) || t(`call.${whyNone(erased, channel)}`);
}

function whyNone(erased: boolean, channel: TicketView["channel"]): "erased" | "withheld" | "noNumber" {
  if (erased) return "erased";
  return channel === "phone" ? "withheld" : "noNumber";
}
