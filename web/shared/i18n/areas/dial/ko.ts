/** 한국어: dial. */
import type { Words } from "../words";
import type { dial as english } from "./en";

export const dial: Words<typeof english> = {
  open: "걸기",
  title: "전화걸기",
  number: "고객 전화번호",
  service: "서비스",
  callerId: "발신번호",
  default: "기본",
  defaultOf: "기본 ({{number}})",
  provider: "통신사 번호",
  call: "확인",
  cancel: "취소",
  emergency: "긴급 번호입니다. 조직의 대표 번호로 발신됩니다.",
  recent: "최근 발신",
  callThis: "{{number}} 걸기",
  ofCallback: "콜백 {{id}}",
  connect: "연결",
  hangUp: "끊기",
  shows: "발신번호",
  since: "경과",
  toOther: "발신 통화",
  dismissResult: "닫기",
  again: "다시 걸기",
  result: "결과",
  after: "이전 티켓",
  now: {
    dialling: "거는 중입니다 …",
    ringing: "상대방 전화가 울리고 있습니다.",
    "early media": "응답 전 상대방 쪽 소리가 들립니다.",
  },
  ended: {
    busy: "통화중입니다. 나중에 다시 거세요.",
    "no answer": "응답이 없습니다.",
    refused: "상대방이 거절했습니다.",
    unallocated: "없는 번호입니다.",
    congestion: "통신망이 혼잡합니다. 잠시 후 다시 거세요.",
    failed: "전화를 걸지 못했습니다. 다시 시도하거나 관리자에게 알리세요.",
    "given up": "응답 전에 끊었습니다.",
    normal: "통화함",
  },
};
