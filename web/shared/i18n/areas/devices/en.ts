/** English words about: devices. */
export const devices = {
  muted: "muted",
  reconnecting: "reconnecting",
  measuring: "Measuring how it sounds…",
  side: { agent: "Agent’s side:", caller: "Caller’s side:" },
  grade: { good: "good", fair: "fair", poor: "poor" },
  figures: "MOS {{mos}}, loss {{loss}} %, {{rtt}} ms",
  sounded: { agent: "Sound, agent", caller: "Sound, caller" },
  scores: "MOS {{average}} on average, worst minute {{worst}}",
};
