/** 한국어: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "음소거",
  reconnecting: "다시 연결 중",
  measuring: "통화 품질 측정 중…",
  side: { agent: "상담사 쪽:", caller: "고객 쪽:" },
  grade: { good: "좋음", fair: "보통", poor: "나쁨" },
  figures: "MOS {{mos}}, 손실 {{loss}} %, {{rtt}} ms",
  sounded: { agent: "음질(상담사)", caller: "음질(고객)" },
  scores: "평균 MOS {{average}}, 가장 나쁜 1분 {{worst}}",
};
