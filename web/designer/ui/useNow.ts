import { useState } from "react";
import { serverNow } from "@/shared/live/clock";

/** The server's time when the part was shown; for dates, not for running clocks. */
export function useNow(): number {
  return useState(serverNow)[0];
}
