/** 日本語: panel. */
import type { Words } from "../words";
import type { panel as english } from "./en";

export const panel: Words<typeof english> = {
  refused: {
    call_state: "今は操作できません。通話の状態: {{call_state}}。",
    not_yours: "この通話は現在ほかのオペレーターが担当しています。",
    over: "この通話は終了しています。",
    consulting: "{{agent}} さんに相談している間は操作できません。先に転送を完了するか、通話に戻ってください。",
    nobody_asked: "今は相談中のオペレーターがいません。",
    asked_only: "相談を始めたオペレーターだけが操作できます。",
    not_ready: "{{agent}} さんは今応答できません。状態: {{agent_state}}。",
    no_phone: "{{agent}} さんの電話が接続されていません。",
    own_phone: "電話が接続されていません。下でマイクを確認してから、もう一度お試しください。",
    phone_sip: "卓上電話が登録されていません。接続を確認するか、別の電話機を選んでください。",
    phone_outside: "外線番号が設定されていません。もう一度選んでください。",
    phone_pbx: "内線に応答がありませんでした。鳴ったら受話器を取るか、別の電話機を選んでください。",
    phone_in_use: "{{agent}} さんがこの電話機を使用しています。",
    phone_in_call: "通話中は電話機を変更できません。",
    no_desk_phone: "その卓上電話はありません。",
    which_phone: "電話機を指定してください。",
    phone_busy: "{{agent}} さんがこの電話機で通話中です。別の電話機を選ぶか、お待ちください。",
    no_queue: "キュー {{queue}} はもうありません。",
    digits: "一度に送れるのは 1〜{{most}} 桁です: 0–9、*、#、A–D。",
    not_choosable: "今は「{{wanted_state}}」を選べません。現在の状態: {{agent_state}}。",
    no_reason: "「{{wanted_state}}」にこの理由はもうありません。別の理由を選んでください。",
    callback_closed: "このコールバックはすでに終了しています。",
    no_ticket: "この通話には対応中のチケットがありません。",
    has_ticket: "この通話にはすでにチケットがあります。",
    faster: "{{agent}} さんが先に応答しました。",
    in_a_call: "{{agent}} さんは通話中です。通話後に設定してください。",
    logged_out: "{{agent}} さんはログアウトしています。",
    already: "{{agent}} さんはすでにこの状態です：{{agent_state}}。",
    nothing_pending: "{{agent}} さんに通話後の設定はありません。",
    callback_promised: "この番号へのコールバックはすでに受け付けています。",
    not_written: "今は保存できないため、何も変更されていません。数秒後にもう一度お試しください。",
  },
};
