import type { Words } from "@/shared/i18n/areas/words";
import type { masking as en } from "./en";

export const masking: Words<typeof en> = {
  mask: "選択した文字をマスキング",
  hint: "件名かメモの文字を選択してマスキングします。暗号化され、誰にも伏せ字で表示されます。",
  wait: "保存中です。保存が終わるとマスキングできます。",
  done: "マスキングしました。暗号化され、このチケットのどこにも残っていません。",
  passages: "マスキングされた文字",
  passage: "マスキングされた文字 {{number}}",
  about: "{{length}} 文字、{{name}} がマスキング、{{time}}。",
  ask: "マスキングを解除しますか",
  logged: "表示した人と解除した人は、時刻とともに記録されます。",
  admins: "表示できるのはサービスの管理者だけです。",
  show: "自分だけに表示",
  shown: "マスキングされた内容",
  unmask: "全員に対して解除",
  unmasked: "文字がチケットに戻りました。",
  close: "マスキングのまま",
  log: "マスキング・表示・解除の記録",
  what: {
    masked: "{{name}} が {{number}} 番をマスキング",
    shown: "{{name}} が {{number}} 番を表示",
    unmasked: "{{name}} が {{number}} 番のマスキングを解除",
  },
};
