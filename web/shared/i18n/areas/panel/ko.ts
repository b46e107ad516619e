/** 한국어: panel. */
import type { Words } from "../words";
import type { panel as english } from "./en";

export const panel: Words<typeof english> = {
  refused: {
    call_state: "지금은 할 수 없습니다. 통화 상태: {{call_state}}.",
    not_yours: "이 통화는 지금 다른 상담원에게 있습니다.",
    over: "이미 끝난 통화입니다.",
    consulting: "{{agent}} 님과 상의하는 중에는 할 수 없습니다. 먼저 호전환을 완료하거나 돌아가세요.",
    nobody_asked: "지금 상의 중인 상담원이 없습니다.",
    asked_only: "상의를 요청한 상담원만 할 수 있습니다.",
    not_ready: "{{agent}} 님은 지금 받을 수 없습니다. 상태: {{agent_state}}.",
    no_phone: "{{agent}} 님의 전화가 연결되어 있지 않습니다.",
    own_phone: "전화가 연결되어 있지 않습니다. 아래에서 마이크를 확인한 뒤 다시 시도하세요.",
    phone_sip: "탁상 전화기가 등록되어 있지 않습니다. 전원과 네트워크를 확인하거나 다른 전화기를 선택하세요.",
    phone_outside: "외부 번호가 설정되어 있지 않습니다. 다시 선택하세요.",
    phone_pbx: "내선 전화를 받지 않았습니다. 벨이 울리면 받거나 다른 전화기를 선택하세요.",
    phone_in_use: "{{agent}} 상담사가 이 전화기를 사용하고 있습니다.",
    phone_in_call: "통화 중에는 전화기를 바꿀 수 없습니다.",
    no_desk_phone: "해당 탁상 전화기가 없습니다.",
    which_phone: "어느 전화기인지 입력하세요.",
    phone_busy: "{{agent}} 상담사가 이 전화기로 통화 중입니다. 다른 전화기를 선택하거나 기다리세요.",
    no_queue: "대기열 {{queue}} 은(는) 더 이상 없습니다.",
    digits: "한 번에 1~{{most}}자리만 보낼 수 있습니다: 0–9, *, #, A–D.",
    not_choosable: "지금은 “{{wanted_state}}” 상태를 선택할 수 없습니다. 현재 상태: {{agent_state}}.",
    no_reason: "“{{wanted_state}}”에 이 사유는 더 이상 없습니다. 다른 사유를 선택하세요.",
    callback_closed: "이미 종료된 콜백입니다.",
    no_ticket: "이 통화에는 열린 티켓이 없습니다.",
    has_ticket: "이 통화에는 이미 티켓이 있습니다.",
    faster: "{{agent}} 상담사가 먼저 받았습니다.",
    in_a_call: "{{agent}} 상담사는 통화 중입니다. 통화 후로 지정하세요.",
    logged_out: "{{agent}} 상담사는 로그아웃 상태입니다.",
    already: "{{agent}} 상담사는 이미 이 상태입니다: {{agent_state}}.",
    nothing_pending: "{{agent}} 상담사에게 통화 후로 지정된 상태가 없습니다.",
    callback_promised: "이 번호로 이미 접수된 콜백이 있습니다.",
    not_written: "지금은 저장할 수 없어 아무것도 바뀌지 않았습니다. 잠시 후 다시 시도하세요.",
  },
};
