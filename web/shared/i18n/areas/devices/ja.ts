/** 日本語: devices. */
import type { Words } from "../words";
import type { devices as english } from "./en";

export const devices: Words<typeof english> = {
  muted: "ミュート中",
  reconnecting: "再接続中",
  measuring: "音質を測定中…",
  side: { agent: "オペレーター側：", caller: "お客様側：" },
  grade: { good: "良好", fair: "普通", poor: "不良" },
  figures: "MOS {{mos}}、損失 {{loss}} %、{{rtt}} ms",
  sounded: { agent: "音質（オペレーター）", caller: "音質（お客様）" },
  scores: "平均 MOS {{average}}、最も悪い1分 {{worst}}",
};
