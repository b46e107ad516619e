/** 한국어: 대기 중에 일어나는 일, 순서를 유지하는 콜백. */
import type { Words } from "../words";
import type * as english from "./en";

export const waitingFacts: Words<typeof english.waitingFacts> = {
  AnnouncementDue: "안내할 시간",
  WaitTold: "큐의 안내를 들음",
  WaitTold_place: "안내: 대기 순서 {{place}}번째",
  WaitTold_minutes: "안내: 대기 순서 {{place}}번째, 약 {{minutes}}분",
  CallbackQueued: "콜백이 고객의 순번으로 {{queue}} 큐에서 대기",
  CallbackTaken: "{{agent}} 상담사가 고객에게 콜백",
  CallbackRested: "콜백이 다음 시도를 기다림",
  CallbackRested_closed: "콜백이 걸 수 있는 시간을 기다림",
  CallbackRested_cameBack: "고객이 직접 다시 전화하여, 그 통화가 끝날 때까지 콜백이 대기",
  Cleared_kept: "고객과 통화하여 콜백 완료",
  Cleared_cameBack: "고객이 다시 전화하여 응대받았으므로 콜백 완료",
  Cleared_off: "큐가 더 이상 콜백하지 않아 상담사에게 맡김",
  Queued_promise: "유지된 순번으로 {{queue}} 큐에서 대기",
  Cleared_usedUp: "시도 횟수를 모두 사용하여 상담사에게 맡김",
  Cleared_byHand: "상담사가 직접 전화",
  Cleared_closedByHand: "상담사가 콜백을 완료 처리",
  Cleared_closed: "큐가 더 이상 열리지 않아 상담사에게 맡김",
  Cleared_notAllowed: "더 이상 걸 수 없는 번호라 상담사에게 맡김",
  CallbackResumed: "콜백이 원래 순번에서 다시 대기",
};

export const promise: Words<typeof english.promise> = {
  title: "고객에게 콜백",
  confirmCalls: "순서를 유지한 채 콜백을 선택한 고객입니다. 확인을 누르면 전화를 겁니다.",
  asked: "요청 시각",
  attempts: "지금까지의 시도",
  mark: "콜백",
  inQueue: "큐 상태",
};

export const callState: Words<typeof english.callState> = {
  promised: "다음 시도 대기",
  arrived: "인입",
  dialling: "거는 중",
  ringing: "상대방 호출 중",
  "early media": "응답 전 안내 음성",
  forwarded: "외부로 전환 중",
  outside: "외부와 통화 중",
  unallocated: "없는 번호",
  "in route": "IVR 진행",
  queued: "대기",
  offered: "인입 알림",
  connecting: "연결 중",
  talking: "통화",
  held: "보류",
  dismissed: "강성종료 안내",
  releasing: "종료 중",
  cleared: "종료",
};
