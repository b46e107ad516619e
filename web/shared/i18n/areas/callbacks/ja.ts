/** 日本語: 折り返しの出来事と、時刻になった折り返し。 */
import type { Words } from "../words";
import type * as english from "./en";

export const callbackFacts: Words<typeof english.callbackFacts> = {
  CallbackTried: "{{agent}} さんが折り返しの「接続」を押しました",
  CallbackAsked: "{{caller}} への折り返しを登録",
  CallbackClosed: "折り返しを完了",
  CallbackAskedAgain: "再び電話あり。折り返し {{callback}} が登録済み",
  CallbackAssigned: "{{by}} さんが折り返しを {{agent}} さんに割り当て",
  CallbackUnassigned: "{{by}} さんが {{agent}} さんへの折り返しの割り当てを取り消し",
  CallbackTimed: "{{agent}} さんが折り返す時刻を設定",
  CallbackFellDue: "折り返す時刻になりました",
};

export const callbacks: Words<typeof english.callbacks> = {
  performance: "自分の実績",
  title: "今すぐ折り返す電話",
  region: "時刻になった折り返し",
  connect: "接続",
  all: "自分の折り返し一覧",
  news: "{{number}} に折り返す時刻です。",
  due: "予定 {{time}}",
  reasons: {
    asked: "メニューで希望",
    abandoned: "待つのをやめた",
    interrupted: "通話が切れた",
    lost: "待機中に回線が切れた",
    missed: "サーバー停止中の不在",
    voicemail: "伝言を残した",
  },
};
