/** 日本語: 基本のページ。 */
import type { Words } from "../words";
import type * as english from "./en";

export const signIn: Words<typeof english.signIn> = {
  title: "サインイン",
  login: "ログイン ID",
  password: "パスワード",
  button: "サインイン",
  ended: "サインアウトされました。続けるにはもう一度サインインしてください。",
  failed: "ログイン ID またはパスワードが違います。",
  slowed: "試行回数が多すぎます。{{seconds}} 秒後にもう一度お試しください。",
  demo: "デモ用アカウント",
  demoHint: "押すと入力されます。パスワードはすべて「cordboard」です。",
  lead: "コンタクトセンターの受付デスク",
  show: "パスワードの表示を切り替える",
};

export const line: Words<typeof english.line> = {
  off: "電話機はオフです",
  microphone: "ブラウザーでマイクを許可してください",
  connecting: "電話機を接続中",
  connected: "電話機は接続済み",
  reconnecting: "電話機を再接続中",
  reconnectingInCall: "再接続しています。お客様には音楽が流れています。",
  again: "もう一度試す",
  silenced: "クリックして聞く",
  silencedHint: "ブラウザーが音声を再生するには一度クリックが必要です。",
  denied: "マイクがブロックされています。アドレスバーでこのページに許可してから、もう一度お試しください。",
  "no-microphone": "マイクが見つかりません。接続してから、もう一度お試しください。",
  busy: "別のプログラムがマイクを使用しています。終了してから、もう一度お試しください。",
  insecure: "ブラウザーがマイクを許可するのは、HTTPS またはこのコンピューターから開いたページだけです。",
  trouble: "マイクなし",
  good: "通話品質 良好",
  fair: "通話品質 普通",
  poor: "通話品質 不良",
  measuring: "通話品質を測定中",
  figures: "{{rtt}} ms · ジッター {{jitter}} ms · 損失 {{lost}}",
};

export const sound: Words<typeof english.sound> = {
  title: "音声チェック",
  open: "音声チェック",
  microphone: "マイク",
  speaker: "通話用スピーカー",
  ringer: "着信音用スピーカー",
  system: "システムの既定",
  level: "マイクの入力レベル",
  say: "何か話してください。バーが動けば正常です。",
  echo: "テスト通話",
  echoOn: "少し遅れて自分の声が聞こえます。",
  echoOff: "テスト通話を終了",
  ring: "着信音を鳴らす",
  noChoice: "このブラウザーではスピーカーを選べません。",
};

export const desk: Words<typeof english.desk> = {
  list: "自分のチケット",
  views: { today: "今日", open: "対応中", mine: "すべて" },
  filter: "チケットを絞り込む",
  noTickets: "チケットはまだありません",
  noTicketsHint: "電話を受けるとチケットが自動で作成されます。「受付可」を押すか、デモの電話を鳴らしてください。",
  noTicketsLive: "電話を受けるとチケットが自動で作成されます。電話の「受付可」を押してください。",
  noMatch: "条件に合うチケットがありません",
  noMatchHint: "条件を消すとすべて表示されます。",
  clear: "条件を消す",
  pick: "チケットはここに開きます",
  pickHint: "着信に応答すると、すぐにメモを書けます。一覧から選ぶこともできます。",
  failed: "チケットを読み込めませんでした。",
  retry: "もう一度試す",
  more: "さらに表示",
};

export const history: Words<typeof english.history> = {
  title: "過去の対応",
  none: "この番号の過去の対応はありません。",
  withheld: "番号非通知のため履歴はありません。",
  noNumber: "番号がないため、過去の対応は探せません。",
  timeline: "通話の経過",
  stepThrough: "一歩ずつ見る",
  timelineNone: "読める記録がありません。通話の経過は、関わった人だけが見られます。",
  details: "案内と入力した数字も表示",
};
