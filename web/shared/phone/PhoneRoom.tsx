/** The phone of a person who has the right to one; it lives as long as the person is signed in. The panel starts it. */
import { type ReactNode, useEffect, useMemo } from "react";
import { PhoneContext } from "./context";
import { Phone } from "./phone";

export function PhoneRoom({ has, children }: { has: boolean; children: ReactNode }) {
  const phone = useMemo(() => (has ? new Phone() : null), [has]);
  useEffect(() => () => phone?.stop(), [phone]);
  return <PhoneContext value={phone}>{children}</PhoneContext>;
}
