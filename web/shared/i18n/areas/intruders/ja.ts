/** 日本語: SIP への攻撃。 */
import type { Words } from "../words";
import type { intruders as english } from "./en";

export const intruders: Words<typeof english> = {
  about:
    "許可なく SIP で入ろうとしたアドレスです。どの試みも拒否され、通話にはなっていません。続けるとしばらくブロックされ、繰り返すたびに長くなります。トランク、下の一覧のネットワーク、電話機が登録されているアドレスはブロックされません。",
  notOurs: "Asterisk をこのシステムが動かしていないため、攻撃は数えますが、ここからはブロックできません。",
  none: "まだ何の試みもありません。",
  who: "アドレス",
  person: "{{login}}（内部のアカウント）",
  what: "試みの内容",
  kinds: {
    scan: "存在しないアカウント {{count}} 回",
    guess: "誤ったパスワード {{count}} 回",
    flood: "パスワードなしの過度な要求 {{count}} 回",
    broken: "形式の誤った要求 {{count}} 回",
    toll: "許可されていない番号 {{count}} 回",
  },
  first: "最初",
  last: "最後",
  state: "状態",
  blockedUntil: "{{when}} までブロック",
  blocks: "これまでのブロック {{count}} 回",
  free: "ブロックなし",
  spared: {
    trunk: "対象外: トランク",
    named: "対象外: 下の一覧にあります",
    phone: "対象外: 電話機が登録されています",
  },
  actions: "操作",
  letGo: "解除する",
  blockDay: "1 日ブロックする",
  block: "アドレスをブロックする",
  address: "アドレス",
  hours: "ブロック時間（時間）",
  byHand: "手動でブロック",
  never: "ブロックしないネットワーク",
  neverAbout: "事業所や通信事業者のネットワークです。ここからの攻撃も数えます。",
  neverNone: "一覧は空です。",
  network: "ネットワーク",
  networkHint: "アドレス、または 192.0.2.0/24 のようなネットワークを入力してください。",
  note: "メモ",
  by: "追加した人",
  add: "追加",
  remove: "削除",
};
