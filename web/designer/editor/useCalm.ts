import { useEffect, useState } from "react";

/** The value once it has not changed for a while. */
export function useCalm<T>(value: T, ms: number): T {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setCalm(() => value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return calm;
}
