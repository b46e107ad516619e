/** 한국어: SIP 공격. */
import type { Words } from "../words";
import type { intruders as english } from "./en";

export const intruders: Words<typeof english> = {
  about:
    "허용되지 않은 채 SIP로 들어오려 한 주소입니다. 모든 시도는 거부되었고 통화는 만들어지지 않았습니다. 시도를 계속하면 일정 시간 차단되며, 반복될수록 차단 시간이 길어집니다. 국선, 아래 목록의 네트워크, 전화기가 등록된 주소는 차단하지 않습니다.",
  notOurs: "이 시스템이 Asterisk를 직접 운영하지 않으므로 공격을 집계만 하고 차단할 수 없습니다.",
  none: "아직 아무 시도도 없습니다.",
  who: "주소",
  person: "{{login}} (내부 계정)",
  what: "시도 내용",
  kinds: {
    scan: "없는 계정 {{count}}회",
    guess: "틀린 비밀번호 {{count}}회",
    flood: "비밀번호 없는 과도한 요청 {{count}}회",
    broken: "잘못된 형식의 요청 {{count}}회",
    toll: "허용되지 않은 번호 {{count}}회",
  },
  first: "처음",
  last: "마지막",
  state: "상태",
  blockedUntil: "{{when}}까지 차단",
  blocks: "지금까지 차단 {{count}}회",
  free: "차단 안 됨",
  spared: {
    trunk: "차단 제외: 국선",
    named: "차단 제외: 아래 목록에 있음",
    phone: "차단 제외: 등록된 전화기가 있음",
  },
  actions: "작업",
  letGo: "차단 해제",
  blockDay: "하루 차단",
  block: "주소 차단",
  address: "주소",
  hours: "차단 시간(시간)",
  byHand: "직접 차단",
  never: "차단하지 않는 네트워크",
  neverAbout: "사무실과 통신사의 네트워크를 적습니다. 이곳에서 온 공격도 집계는 합니다.",
  neverNone: "목록이 비어 있습니다.",
  network: "네트워크",
  networkHint: "주소 하나 또는 192.0.2.0/24 같은 네트워크를 입력하세요.",
  note: "메모",
  by: "추가한 사람",
  add: "추가",
  remove: "삭제",
};
