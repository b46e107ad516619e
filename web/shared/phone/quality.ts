/** Reads how good the line is from the peer connection's own statistics (W3C webrtc-stats). */
import type { Quality } from "./state";

interface Row {
  type: string;
  kind?: string;
  nominated?: boolean;
  currentRoundTripTime?: number;
  jitter?: number;
  packetsLost?: number;
  audioLevel?: number;
}

export function qualityOf(rows: Iterable<Row>): Quality {
  const quality: Quality = { rtt: 0, jitter: 0, lost: 0, level: 0 };
  for (const row of rows) {
    if (row.type === "candidate-pair" && row.nominated) quality.rtt = ms(row.currentRoundTripTime);
    if (row.type === "inbound-rtp") {
      quality.jitter = ms(row.jitter);
      quality.lost = row.packetsLost ?? 0;
    }
    if (row.type === "media-source") quality.level = row.audioLevel ?? 0;
  }
  return quality;
}

const ms = (seconds = 0): number => Math.round(seconds * 10000) / 10;

export type Grade = "good" | "fair" | "poor";

/** One way delay above 150 ms or jitter above 30 ms is heard (ITU-T G.114; usual jitter buffers). */
export function gradeOf({ rtt, jitter }: Quality, lostInFiveSeconds: number): Grade {
  if (rtt > 400 || jitter > 60 || lostInFiveSeconds > 12) return "poor";
  return rtt > 200 || jitter > 30 || lostInFiveSeconds > 2 ? "fair" : "good";
}
