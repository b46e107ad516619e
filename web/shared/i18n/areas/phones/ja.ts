/** 日本語: phones. */
import type { Words } from "../words";
import type { phones as english } from "./en";

export const phones: Words<typeof english> = {
  kind: { browser: "このブラウザ", sip: "卓上電話", outside: "外線番号" },
  about: {
    browser: "このコンピューターのヘッドセットで話します。",
    sip: "センターの電話機です。着信すると鳴ります。",
    outside: "携帯電話など任意の番号です。1 を押すと電話に出られます。",
  },
  place: { sip: "卓上電話", outside: "番号" },
  change: "変更",
  title: "自分の電話機",
  which: "どこで話しますか。",
  typeOrPick: "一覧から選ぶか、電話機に書かれた名前を入力してください。",
  use: "この電話機を使う",
  takeOver: "引き継ぐ",
  inUse:
    "{{agent}} さんがこの電話機でログインしています。引き継ぐと、{{agent}} さんは別の電話機を選ぶまで電話機がなくなります。",
  usedBy: "{{agent}} さんが使用中",
  free: "空き",
  notHere: "未登録",
  open: "通話中です。",
  here: {
    sip: "卓上電話の準備ができました。",
    outside: "着信はあなたの番号につながります。",
  },
  away: {
    sip: "卓上電話が登録されていません。接続を確認してください。",
    outside: "あなたの番号につなげません。もう一度選んでください。",
  },
  ringing: {
    sip: "卓上電話が鳴っています。受話器を取るか、ここで応答すると自動でつながります。",
    outside: "電話が鳴っています。出て 1 を押してください。",
  },
  taken: "別のウィンドウが電話機を引き継ぎました。",
  takenButton: "取り戻す",
  occupied: "電話機は別のウィンドウで開いています。引き継ぎますか。",
  occupiedButton: "引き継ぐ",
  admin: {
    about: "誰でも使える SIP 電話機です。オペレーターは電話パネルで電話機を選びます。",
    none: "卓上電話はまだありません。追加して、サーバー、名前、パスワードを電話機に入力してください。",
    id: "ID",
    idHint: "英小文字、数字、- の 2〜32 文字、英字を 1 つ以上。例: desk-12",
    name: "名前",
    state: "状態",
    address: "アドレス",
    seen: "最終確認",
    wrong: "パスワード誤り",
    actions: "操作",
    never: "なし",
    add: "電話機を追加",
    renew: "新しいパスワード",
    remove: "削除",
    removeTitle: "{{id}} を削除しますか。",
    removeHint: "電話機は登録できなくなります。元に戻せません。再び追加すると新しいパスワードになります。",
    secretTitle: "電話機に入力してください",
    secretHint: "パスワードは今だけ表示されます。なくした場合は新しく作成してください。",
    typed: { server: "サーバー (SIP, UDP)", id: "ユーザー名", secret: "パスワード" },
  },
};
