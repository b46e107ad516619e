/** English words about: devices. */
export const devices = {
  muted: "muted",
  reconnecting: "reconnecting",
  measuring: "Measuring how it sounds…",
  side: { agent: "You:", caller: "Caller:" },
  grade: { good: "good", fair: "fair", poor: "poor" },
  lost: "phone lost",
  figure: { mos: "MOS", loss: "Loss", jitter: "Jitter", rtt: "Delay" },
  value: { mos: "{{value}}", loss: "{{value}} %", jitter: "{{value}} ms", rtt: "{{value}} ms" },
  sounded: { agent: "Sound, agent", caller: "Sound, caller" },
  unmeasured: "Not measured",
  scores: "MOS {{average}} on average, worst minute {{worst}}",
  notice: {
    replaced: "Your microphone was unplugged. You now speak through another one; when yours is back, it is used again.",
    gone: "Your microphone is gone. The call goes on, but nobody hears you. Plug it in again: it is used at once.",
    blocked:
      "The browser no longer allows the microphone. The call goes on, but nobody hears you. Allow it at the left of the address.",
    speaker: "Your speaker was unplugged. You now hear through another one; when yours is back, it is used again.",
    silent: "Nothing is heard from your microphone. Is it switched off at the headset, or is another one chosen?",
  },
};
