/** A running time, ticking by the server's clock. */
import { serverNow, useSecond } from "@/shared/live/clock";
import { clock, short } from "@/shared/words/format";

/** since: epoch seconds; 0 shows nothing. */
export function Timer({ since, long = false }: { since: number; long?: boolean }) {
  useSecond();
  if (!since) return null;
  const seconds = serverNow() - since;
  return <span className="num">{long ? clock(seconds) : short(seconds)}</span>;
}
