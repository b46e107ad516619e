/** Something that cannot be undone happens when it is asked for twice within two seconds. */
import { useEffect, useState } from "react";

const WITHIN_MS = 2000;

export function useTwice(run: () => void): { armed: boolean; press: () => void } {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    if (!armed) return;
    const timer = window.setTimeout(() => setArmed(false), WITHIN_MS);
    return () => clearTimeout(timer);
  }, [armed]);
  const press = (): void => {
    if (armed) run();
    setArmed(!armed);
  };
  return { armed, press };
}
