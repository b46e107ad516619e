/** Reads how good the line is from the peer connection's own statistics (W3C webrtc-stats). */
import type { Quality } from "./state";

interface Row {
  type: string;
  kind?: string;
  nominated?: boolean;
  currentRoundTripTime?: number;
  jitter?: number;
  packetsLost?: number;
  packetsReceived?: number;
  roundTripTime?: number;
  audioLevel?: number;
}

export function qualityOf(rows: Iterable<Row>): Quality {
  let measured = 0; // by RTCP, which goes the way of the voice; ICE asks on its own
  const quality: Quality = { rtt: 0, jitter: 0, lost: 0, received: 0, level: 0 };
  for (const row of rows) {
    if (row.type === "candidate-pair" && row.nominated) quality.rtt = ms(row.currentRoundTripTime);
    if (row.type === "remote-inbound-rtp") measured = ms(row.roundTripTime);
    if (row.type === "inbound-rtp") {
      quality.jitter = ms(row.jitter);
      quality.lost = row.packetsLost ?? 0;
      quality.received = row.packetsReceived ?? 0;
    }
    if (row.type === "media-source") quality.level = row.audioLevel ?? 0;
  }
  return measured ? { ...quality, rtt: measured } : quality;
}

const ms = (seconds = 0): number => Math.round(seconds * 10000) / 10;

export type Grade = "good" | "fair" | "poor";

/** One way delay above 150 ms or jitter above 30 ms is heard (ITU-T G.114; usual jitter buffers). */
export function gradeOf({ rtt, jitter }: Quality, lostInFiveSeconds: number): Grade {
  if (rtt > 400 || jitter > 60 || lostInFiveSeconds > 12) return "poor";
  return rtt > 200 || jitter > 30 || lostInFiveSeconds > 2 ? "fair" : "good";
}
