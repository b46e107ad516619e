/** 日本語: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "ミュート中",
  reconnecting: "再接続中",
  measuring: "音質を測定中…",
  side: { agent: "自分：", caller: "お客様：" },
  grade: { good: "良好", fair: "普通", poor: "不良" },
  lost: "電話機の接続切れ",
  figure: { mos: "MOS", loss: "損失", jitter: "揺らぎ", rtt: "遅延" },
  value: { mos: "{{value}}", loss: "{{value}} %", jitter: "{{value}} ms", rtt: "{{value}} ms" },
  sounded: { agent: "音質（オペレーター）", caller: "音質（お客様）" },
  unmeasured: "測定なし",
  scores: "平均 MOS {{average}}、最も悪い1分 {{worst}}",
  notice: {
    replaced: "マイクが外れたため、別のマイクで通話しています。元のマイクを接続すると、再び使われます。",
    gone: "マイクがありません。通話は続いていますが、相手に声が届きません。接続し直すとすぐに使われます。",
    blocked:
      "ブラウザーでマイクが許可されなくなりました。通話は続いていますが、相手に声が届きません。アドレスの左側で許可してください。",
    speaker: "スピーカーが外れました。今は別のスピーカーから聞こえます。差し直すと元のスピーカーに戻ります。",
    silent:
      "マイクから音が聞こえません。ヘッドセットのマイクが切れていないか、別のマイクが選ばれていないか確認してください。",
  },
};
