/** The phone for views; null for people who have none. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Phone } from "./phone";
import { type PhoneState, phoneOff } from "./state";

export const PhoneContext = createContext<Phone | null>(null);

export function usePhone(): Phone | null {
  return useContext(PhoneContext);
}

const never = (): (() => void) => () => undefined;

export function usePhoneState(): PhoneState {
  const phone = usePhone();
  return useSyncExternalStore(phone?.subscribe ?? never, () => phone?.get() ?? phoneOff);
}
