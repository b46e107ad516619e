/** 日本語: offers. */
import type { Words } from "../words";
import type { offers as english } from "./en";

export const offers: Words<typeof english> = {
  offering: "着信の割り当て",
  around: "待機中と通話後",
  recordings: "録音",
  ring_seconds: "呼出時間（秒）",
  auto_answer: "自動で応答",
  ring_all: "受付可の全員を呼び出す",
  wrap_up_seconds: "通話後の時間（秒）",
  service_level_seconds: "サービスレベルの基準（秒）",
  callback_on_abandon: "待つのをやめたお客様へ折り返す",
  music: "保留音",
  recording: "通話の録音",
  recording_announced: "事前にお客様へ伝える",
  recording_days: "保存期間（日）",
  recordingKinds: { never: "録音しない", "on demand": "担当者が選ぶ", always: "常に" },
  hint: {
    ring_seconds: "5～300。時間内に応答しなかった担当者には、状態を選ぶまで何も届きません。",
    auto_answer: "短い合図音のあと、そのままお客様につながります。操作は不要です。",
    ring_all: "最初に確認した人につながります。",
    wrap_up_seconds: "5～3600。過ぎると受付可に戻ります。0：制限なし。",
    service_level_seconds: "1～3600。この時間内に応答した通話を時間内と数えます。",
    callback_on_abandon: "お客様の番号でコールバックの項目を作ります。",
    recording_announced: "通話が始まる前に伝えます。",
    recording_days: "1～3650。過ぎると録音は削除されます。",
  },
  save: "保存",
  undo: "変更を取り消す",
  fromNow: "これから割り当てる通話に適用されます。",
  saved: "キュー {{queue}} を変更しました。",
  notYours: "このキューは担当外のサービスに属しています。",
};
