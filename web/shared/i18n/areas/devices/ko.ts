/** 한국어: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "음소거",
  reconnecting: "다시 연결 중",
  measuring: "통화 품질 측정 중…",
  side: { agent: "나:", caller: "고객:" },
  grade: { good: "좋음", fair: "보통", poor: "나쁨" },
  lost: "전화기 연결 끊김",
  figure: { mos: "MOS", loss: "손실", jitter: "지터", rtt: "지연" },
  value: { mos: "{{value}}", loss: "{{value}} %", jitter: "{{value}} ms", rtt: "{{value}} ms" },
  sounded: { agent: "음질(상담사)", caller: "음질(고객)" },
  unmeasured: "측정되지 않음",
  scores: "평균 MOS {{average}}, 가장 나쁜 1분 {{worst}}",
  notice: {
    replaced: "마이크 연결이 끊겨 다른 마이크로 통화 중입니다. 다시 연결하면 원래 마이크를 사용합니다.",
    gone: "마이크가 없습니다. 통화는 유지되지만 상대방이 들을 수 없습니다. 다시 연결하면 바로 사용됩니다.",
    blocked:
      "브라우저에서 마이크 사용이 차단되었습니다. 통화는 유지되지만 상대방이 들을 수 없습니다. 주소 왼쪽에서 허용해 주세요.",
    speaker: "스피커가 빠졌습니다. 지금은 다른 스피커로 들립니다. 다시 꽂으면 원래 스피커를 씁니다.",
    silent:
      "마이크에서 소리가 들리지 않습니다. 헤드셋의 마이크가 꺼져 있거나 다른 마이크가 선택되어 있지 않은지 확인하세요.",
  },
};
