/** 日本語：保存したフィルターと列。 */
import type { KeptWords } from "./en";

export const ja: KeptWords = {
  filters: "保存したフィルター",
  none: "一覧を絞り込み、名前を付けて保存します。",
  name: "フィルター名",
  keep: "保存",
  remove: "{{name}} を削除",
  columns: "表示する列",
};
