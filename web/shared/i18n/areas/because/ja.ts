/** 日本語: 誰がなぜ受けたか、他の人はなぜ受けなかったか。 */
import type { Words } from "../words";
import type { because as en, queueFacts as enFacts } from "./en";

export const because: Words<typeof en> = {
  title: "まだ誰も応答していない理由",
  place: "{{queue}} で {{of}} 件中 {{place}} 番目、待ち時間 {{time}}",
  alone: "{{agent}} さんだけを待っています",
  ring: "{{rings}} 段階中 {{ring}} 段階まで開放、次は {{time}} 後",
  lastRing: "{{rings}} 段階中 {{ring}} 段階まで開放、これ以上はありません",
  takes: "今すぐ応答できます",
  skills: "{{skill}} {{level}}",
  opens: "{{time}} 後に対象になります",
  again: "{{time}} 後に再び呼び出せます",
  rule: {
    "longest idle": "選択理由: {{able}} 名中、最も長く待機（{{idle}}）",
    "fewest calls": "選択理由: {{able}} 名中、本日の通話数が最少（{{figure}}）",
    "least talk": "選択理由: {{able}} 名中、本日の通話時間が最短（{{seconds}}）",
    "round robin": "選択理由: {{able}} 名中、最後の通話の開始が最も早い",
    linear: "選択理由: {{able}} 名中、レベル順で先頭",
    random: "選択理由: {{able}} 名から抽選",
    weighted: "選択理由: {{able}} 名中、重みに対する通話数が最少",
    "top skill": "選択理由: {{able}} 名中、求められたスキルが最も高い",
    "longest wait": "最も長く待ったお客様: {{waited}}、{{waiting}} 名中",
    "highest priority": "優先度が最も高いお客様、待ち時間 {{waited}}",
    "head start": "このキューは優先される設定です、待ち時間 {{waited}}",
    "waits for one": "お客様はこのオペレーターだけを待っていました",
    "has talked with them": "以前に通話が途切れたオペレーターです",
    "handed over": "このオペレーターが引き継いだ通話に誰も応答しませんでした",
    "reserve helps": "{{waiting}} 名が待っているため応援が入りました",
    "nobody can take it": "今応答できるオペレーターがいません、{{waiting}} 名が待機",
  },
  out: {
    "not ready": "受付可ではない: {{count}} 名",
    "comes later": "受付可だが順番が後: {{who}}",
    "lacks a skill": "スキル不足: {{who}}",
    "later level": "後で対象になる: {{who}}",
    reserve: "応援要員: {{who}}",
    "said no": "キャンセルした: {{who}}",
    "at capacity": "これ以上受けられない: {{who}}",
    "waits for another": "別のオペレーターを待っている: {{who}}",
    "other contact first": "同時に別の件を受けた: {{who}}",
  },
  one: {
    "not ready": "受付可ではない",
    "comes later": "順番が後",
    "lacks a skill": "スキル不足",
    "later level": "後で対象になる",
    reserve: "応援要員",
    "said no": "キャンセルした",
    "at capacity": "これ以上受けられない",
    "waits for another": "お客様は別のオペレーターを待っています",
    "other contact first": "同時に別の件を受けた",
  },
};

export const queueFacts: Words<typeof enFacts> = {
  QueueChanged: "{{by}} さんがキュー {{queue}} の設定を変更",
  QueueOpened: "{{by}} さんがキュー {{name}} を作成",
  QueueRenamed: "{{by}} さんがキュー名を {{before}} から {{after}} に変更",
  QueueRemoved: "{{by}} さんがキュー {{name}} を削除",
  MembersChanged: "{{by}} さんがキュー {{queue}} のメンバーを変更",
};
