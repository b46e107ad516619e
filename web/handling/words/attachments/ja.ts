import type { Words } from "@/shared/i18n/areas/words";
import type { attachments as en } from "./en";

export const attachments: Words<typeof en> = {
  title: "添付ファイル",
  add: "ファイルを追加",
  hint: "ファイルをここに置く、画像を貼り付ける、または選択します。画像、オフィス文書、hwp、pdf、テキスト、zip。{{most}} 個まで、1 個 {{each}} MB。",
  full: "ファイルは {{most}} 個あります。追加するには一つ削除してください。",
  drop: "離すとファイルを追加します",
  uploading: "{{name}} を送信中",
  failed: "{{name}} は保存されませんでした: {{why}}",
  added: "{{name}} を追加しました。",
  download: "{{name}} をダウンロード",
  remove: "{{name}} を削除",
  removed: "{{name}} を削除しました。",
  picture: "画像 {{name}}",
  about: "{{size}}、{{by}}、{{time}}",
  away: "隔離中: {{found}} が見つかりました。",
  lost: "接続が切れました。もう一度お試しください",
};
