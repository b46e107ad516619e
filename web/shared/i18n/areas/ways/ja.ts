/** 日本語: ルートが通話に対して行うこと。 */
import type { Words } from "../words";
import type * as english from "./en";

export const wayFacts: Words<typeof english.wayFacts> = {
  MessageStarted: "伝言を録音中(最長 {{most}} 秒)",
  MessageRefused: "伝言を録音できず、ルートの別の先へ移動",
  MessageEnded: "伝言が終了: {{time}}",
  MessageEnded_hung: "伝言の途中で切断: {{time}}",
  MessageEnded_away: "サーバー不在の間に伝言が中断",
  MessageEnded_failed: "交換機が伝言を録音できませんでした",
  VoicemailLeft: "{{queue}} に伝言を残しました: {{time}}",
  Queued_skills: "{{queue}} で {{skills}} のオペレーターを待っています",
  Queued_agent: "{{queue}} で {{agent}} さんを最長 {{agent_wait}} 秒待っています",
  QueueWidened: "以後は誰でも応答できます",
  RingWidened: "以後はより多くのオペレーターが応答できます（第{{ring}}段階、{{after}}秒後）",
  NotMatched: "{{queue}} で待機",
  QueueLeft: "順番を保ったまま {{queue}} を出てメニューへ移動",
  SentOut: "ルートがお客様のために {{number}} へ発信",
  SentBack: "外部の番号で応答がありませんでした",
  SentBack_ruled: "発信できない外部の番号です",
  Forwarded_route: "お客様が外部の番号と通話中",
  Overflowed: "キュー {{left}} では受けきれず、キュー {{queue}} で待機",
  Overflowed_wait: "キュー {{left}} の待ち時間の上限を過ぎ、順番を保ったままキュー {{queue}} で待機",
  Overflowed_length: "キュー {{left}} が混み合っているため、キュー {{queue}} で待機",
  Overflowed_expected: "キュー {{left}} の予想待ち時間が長いため、キュー {{queue}} で待機",
  Overflowed_nobody: "キュー {{left}} にログイン中のオペレーターがいないため、キュー {{queue}} で待機",
  Overflowed_closed: "キュー {{left}} は受付時間外のため、キュー {{queue}} で待機",
  Overflowed_pressed: "キーで {{queue}} を選択、順番を保ったまま待機",
  PassedToRoute_overflow: "キュー {{queue}} がお客様をシナリオ {{route}} へ案内",
  PassedToRoute_pressed: "お客様が {{queue}} でキーを押し、シナリオ {{route}} を選択",
  PassedToRoute_survey: "{{agent}} さんが終話し、お客様に満足度をうかがっています",
  SkillsChanged: "{{by}} さんが {{person}} さんのスキルを変更",
};

export const wayRules: Words<typeof english.wayRules> = {
  readyLongestWith: "{{queue}} で {{skills}} を持つ {{people}} 名のうち待機が最長: {{time}}",
  waitedForAgent: "お客様は {{agent}} さんだけを待っています",
  notFree: "{{agent}} さんが {{time}} 以内に空きませんでした",
  notThere: "{{agent}} さんは不在です",
  loggedOut: "{{agent}} さんがログアウトしました",
  notTaken: "{{agent}} さんが応答しませんでした",
  hasWaited: "{{time}} 待ちました",
  manyWaiting: "{{queue}} で {{people}} 名が待っていました",
  longEstimate: "{{queue}} の予想待ち時間が {{time}} でした",
  nobodyThere: "{{queue}} に誰もログインしていませんでした",
};

export const ticketKinds: Words<typeof english.ticketKinds> = {
  unassigned: "未割り当て",
  held: "保留",
  completed: "完了",
  transferred: "移管処理中",
  replied: "移管回答済み",
  spam: "迷惑",
  manual: "手動作成",
  handed_over: "イシュー移管",
  fetch: "引き受ける",
  fetched: "チケット {{id}} を引き受けました。",
  kind: "種別",
  voicemail: "伝言",
  forwarded: "外部へ接続",
  callback: "折り返し希望",
};

export const survey: Words<typeof english.survey> = {
  route: "通話後のアンケート",
  hint: "オペレーターが先に終話すると、お客様はこのルートへ進みます。空欄ならアンケートはありません。",
  answers: "アンケート",
};
