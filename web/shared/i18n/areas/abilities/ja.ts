/** 日本語: オペレーターの能力と転送先。 */
import type { Words } from "../words";
import type * as english from "./en";

export const abilities: Words<typeof english.abilities> = {
  service: "サービス",
  person: "オペレーター",
  level: "{{person}} さんの {{skill}}",
  levels: "0: なし、1: 少し、10: 最高。変更はこれ以降に割り当てられる通話から有効です。",
  saved: "{{person}} さんのスキルを保存しました。",
  add: "スキルを追加",
  name: "スキルの名前",
  remove: "{{skill}} を削除",
  removeSure: "{{skill}} を削除しますか。全員から外れ、これを求める通話はあふれるまで待つことになります。",
  none: "スキルはまだありません。追加してオペレーターに与え、ルートのキューで求めてください。",
  nobody: "このサービスにオペレーターはいません。",
  notLoaded: "スキルを読み込めませんでした。しばらくしてからもう一度お試しください。",
};

export const targets: Words<typeof english.targets> = {
  title: "ルートから接続できる外部の番号",
  hint: "このサービスのルートは、ここにある番号にだけお客様をつなげます。発信規則もそのまま適用されます。",
  lines: "1 行に 1 つの番号、続けて名前: 0212345678 本社",
  list: "番号",
  save: "保存",
  saved: "保存しました。今から有効です。",
};
