/** 日本語: settings. */
import type { Words } from "../words";
import type { settings as english } from "./en";

export const settings: Words<typeof english> = {
  label: "設定",
  part: "構成要素",
  state: "状態",
  works: "正常",
  version: "バージョン",
  groups: {
    calls: "通話",
    tickets: "チケットと顧客",
    people: "人とアクセス",
    house: "システム",
  },
  sections: {
    customers: "顧客",
    triggers: "トリガー",
    templates: "回答テンプレート",
    people: "人と権限",
    groups: "グループ",
    organisation: "組織情報",
    services: "サービスと契約",
    keys: "API キー",
    records: "記録",
    connections: "接続",
    webhooks: "Webhook",
    intruders: "攻撃とブロック",
    signOn: "シングルサインオン",
    callerIds: "発信者番号",
    dialRules: "発信規則",
    conduct: "迷惑電話対応",
    queues: "キュー",
    ticketCategories: "チケット種別",
    ticketFields: "チケット項目",
    ticketCompleting: "チケットの完了",
    calendars: "カレンダー",
    skills: "スキル",
    phones: "電話機",
    recordings: "録音",
    system: "システム",
  },
};
