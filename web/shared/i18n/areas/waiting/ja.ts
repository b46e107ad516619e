/** 日本語: 待っている間のこと、順番を保つ折り返し。 */
import type { Words } from "../words";
import type * as english from "./en";

export const waitingFacts: Words<typeof english.waitingFacts> = {
  AnnouncementDue: "案内の時間です",
  WaitTold: "キューの案内を聞きました",
  WaitTold_place: "案内: 順番は {{place}} 番目",
  WaitTold_minutes: "案内: 順番は {{place}} 番目、およそ {{minutes}} 分",
  CallbackQueued: "折り返しが発信者の順番で {{queue}} で待っています",
  CallbackTaken: "{{agent}} が折り返し電話中",
  CallbackRested: "折り返しは次の試行を待っています",
  CallbackRested_closed: "折り返しは発信できる時間を待っています",
  CallbackRested_cameBack: "お客様が自らかけ直したため、その通話が終わるまで折り返しは待ちます",
  Cleared_kept: "お客様と通話し、折り返し完了",
  Cleared_cameBack: "お客様がかけ直して応対を受けたため、折り返し完了",
  Cleared_off: "キューが折り返しをやめたためオペレーターに任せます",
  Queued_promise: "保たれた順番で {{queue}} で待機",
  Cleared_usedUp: "試行回数を使い切り、オペレーターに任せます",
  Cleared_byHand: "オペレーターが手動で発信",
  Cleared_closedByHand: "オペレーターが折り返しを完了",
  Cleared_closed: "キューが開かないためオペレーターに任せます",
  Cleared_notAllowed: "発信できない番号のためオペレーターに任せます",
  CallbackResumed: "折り返しは元の順番で再び待っています",
};

export const promise: Words<typeof english.promise> = {
  title: "お客様へ折り返し",
  confirmCalls: "順番を保って折り返しを選んだお客様です。確認を押すと電話をかけます。",
  asked: "受付時刻",
  attempts: "これまでの試行",
  mark: "折り返し",
  inQueue: "キューでの状態",
};

export const callState: Words<typeof english.callState> = {
  promised: "次の試行待ち",
  arrived: "着信",
  dialling: "発信中",
  ringing: "呼び出し中",
  "early media": "応答前の音声",
  forwarded: "外部へ転送中",
  outside: "外部と通話中",
  unallocated: "番号なし",
  "in route": "IVR 案内中",
  queued: "待ち",
  offered: "呼出中",
  connecting: "接続中",
  talking: "通話中",
  held: "保留",
  dismissed: "終了案内中",
  releasing: "切断中",
  cleared: "終了",
};
