/** Japanese words of the figures on the board. */
import type { Words } from "../words";
import type * as english from "./en";

export const boardFigures = {
  level: "サービスレベル",
  levelHint: "今日の応答と放棄呼のうち、目標時間内に応答した割合",
  ofAnswered: "応答呼のみ",
  ofAnsweredHint: "今日応答した呼のうち、目標時間内に応答した割合",
  asa: "平均待ち",
  asaHint: "今日応答したお客様の平均待ち時間",
  aht: "平均処理",
  ahtHint: "今日終わった通話の通話、保留、後処理の平均時間",
  occupancy: "稼働率",
  occupancyHint: "今日このキューのオペレーターが対応中または待機中だった時間のうち、対応していた割合",
};

export const board: Words<typeof english.board> = {
  ...boardFigures,
  alerts: "アラート",
  calm: "対応が必要なものはありません。",
  queues: "キュー",
  queue: "キュー",
  waiting: "待ち",
  longest: "最長待ち",
  answered: "応答",
  abandoned: "放棄呼",
  agents: "オペレーター",
  readyOfDuty: "受付可 / 勤務",
  trend: "待ち(直近 30 分)",
  agent: "オペレーター",
  state: "状態",
  since: "経過",
  call: "通話",

  calls: "通話",
  caller: "お客様番号",

  find: "オペレーターを探す",

  noCalls: "現在通話はありません",
  noCallsHint: "着信するとすぐここに表示されます。",
  noCallsDemo: "着信するとすぐここに表示されます。デモの電話を鳴らしてみてください。",
  noAgents: "該当者がいません",
  noQueues: "キューがありません",
  noPhone: "電話機が切断",

  close: "閉じる",
  people: "オペレーター",
  waitingCalls: "通話",
  gone: "終了しました。",
  timeline: "通話の経過",
  lostPhone: "{{name}} さんの電話機が通話中に切断されました。",
  noOneReady: "{{queue}}: {{count}} 件待ち、受付可の人がいません。",
  noOneOnDuty: "{{queue}}: {{count}} 件待ち、勤務中の人がいません。",
  longWait: "{{queue}}: 最長待ち {{time}}",
  lowLevel: "{{queue}}: サービスレベル {{percent}} %",
  missed: "{{name}} さんが着信に応答しませんでした。",
  missedMany: "{{count}} 人が着信に応答しませんでした。",
};
