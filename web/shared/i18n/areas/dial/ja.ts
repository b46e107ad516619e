/** 日本語: dial. */
import type { Words } from "../words";
import type { dial as english } from "./en";

export const dial: Words<typeof english> = {
  open: "発信",
  title: "電話をかける",
  number: "お客様の番号",
  service: "サービス",
  callerId: "発信者番号",
  default: "標準",
  defaultOf: "標準 ({{number}})",
  provider: "通信会社の番号",
  call: "発信",
  cancel: "キャンセル",
  emergency: "緊急番号です。組織の番号で発信します。",
  recent: "最近の発信",
  callThis: "{{number}} に発信",
  ofCallback: "折り返し {{id}}",
  connect: "接続",
  hangUp: "切断",
  shows: "表示番号",
  since: "経過",
  toOther: "発信通話",
  dismissResult: "閉じる",
  again: "かけ直す",
  result: "結果",
  after: "元のチケット",
  now: {
    dialling: "発信しています …",
    ringing: "相手を呼び出しています。",
    "early media": "応答前の相手側の音声が聞こえます。",
  },
  ended: {
    busy: "話し中です。後でかけ直してください。",
    "no answer": "応答がありませんでした。",
    refused: "相手に拒否されました。",
    unallocated: "この番号は使われていません。",
    congestion: "回線が混み合っています。しばらくしてからかけ直してください。",
    failed: "発信できませんでした。もう一度試すか、管理者に知らせてください。",
    "given up": "応答前に切りました。",
    normal: "通話しました",
  },
};
