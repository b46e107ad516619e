/** 한국어: 경로가 통화에 하는 일. */
import type { Words } from "../words";
import type * as english from "./en";

export const wayFacts: Words<typeof english.wayFacts> = {
  MessageStarted: "메시지를 남기는 중, 최대 {{most}}초",
  MessageRefused: "메시지를 녹음할 수 없어 다른 경로로 이동",
  MessageEnded: "메시지 끝: {{time}}",
  MessageEnded_hung: "메시지를 남기다 끊음: {{time}}",
  MessageEnded_away: "서버가 자리를 비운 사이 메시지가 끊김",
  MessageEnded_failed: "교환기가 메시지를 녹음하지 못함",
  VoicemailLeft: "{{queue}} 큐에 메시지를 남김: {{time}}",
  Queued_skills: "{{queue}} 큐에서 {{skills}} 상담사를 기다림",
  Queued_agent: "{{queue}} 큐에서 {{agent}} 상담사를 최대 {{agent_wait}}초 기다림",
  QueueWidened: "이제부터 누구든 받을 수 있음",
  RingWidened: "이제부터 더 많은 상담사가 받을 수 있음({{ring}}단계, {{after}}초 후)",
  NotMatched: "{{queue}} 큐에서 대기",
  QueueLeft: "{{queue}} 큐에서 나와 순번을 유지한 채 메뉴로 이동",
  SentOut: "경로가 고객을 위해 {{number}}(으)로 발신",
  SentBack: "외부 번호에서 받지 않음",
  SentBack_ruled: "걸 수 없는 외부 번호",
  Forwarded_route: "고객이 외부 번호와 통화",
  Overflowed: "{{left}} 큐에서 더 받을 수 없어 {{queue}} 큐에서 대기",
  Overflowed_wait: "{{left}} 큐의 대기 한도가 지나 순번을 유지한 채 {{queue}} 큐에서 대기",
  Overflowed_length: "{{left}} 큐에 대기자가 많아 {{queue}} 큐에서 대기",
  Overflowed_expected: "{{left}} 큐의 예상 대기가 길어 {{queue}} 큐에서 대기",
  Overflowed_nobody: "{{left}} 큐에 로그인한 상담사가 없어 {{queue}} 큐에서 대기",
  Overflowed_closed: "{{left}} 큐의 운영 시간이 아니어서 {{queue}} 큐에서 대기",
  Overflowed_pressed: "키를 눌러 {{queue}} 큐를 선택, 순번을 유지한 채 대기",
  PassedToRoute_overflow: "{{queue}} 큐가 고객을 {{route}} 시나리오로 보냄",
  PassedToRoute_pressed: "고객이 {{queue}} 큐에서 키를 눌러 {{route}} 시나리오를 선택",
  PassedToRoute_survey: "{{agent}} 상담사가 끊음, 고객에게 만족도를 물음",
  SkillsChanged: "{{by}}이(가) {{person}} 상담사의 스킬을 변경",
};

export const wayRules: Words<typeof english.wayRules> = {
  readyLongestWith: "{{queue}} 큐에서 {{skills}} 상담사 {{people}}명 중 최장 대기: {{time}}",
  waitedForAgent: "고객이 {{agent}} 상담사만 기다림",
  notFree: "{{agent}} 상담사가 {{time}} 안에 비지 않음",
  notThere: "{{agent}} 상담사가 자리에 없음",
  loggedOut: "{{agent}} 상담사가 로그아웃함",
  notTaken: "{{agent}} 상담사가 받지 않음",
  hasWaited: "{{time}} 동안 기다림",
  manyWaiting: "{{queue}} 큐에 {{people}}명이 대기 중",
  longEstimate: "{{queue}} 큐의 예상 대기 시간이 {{time}}",
  nobodyThere: "{{queue}} 큐에 로그인한 상담사가 없음",
};

export const ticketKinds: Words<typeof english.ticketKinds> = {
  unassigned: "미할당",
  held: "보류",
  completed: "완료",
  transferred: "이관 처리중",
  replied: "이관 답변완료",
  spam: "스팸",
  manual: "직접 생성",
  handed_over: "이슈 이관",
  fetch: "가져오기",
  fetched: "티켓 {{id}}을(를) 가져왔습니다.",
  kind: "유형",
  voicemail: "메시지",
  forwarded: "외부 연결",
  callback: "콜백 요청",
};

export const survey: Words<typeof english.survey> = {
  route: "통화 후 설문",
  hint: "상담사가 먼저 끊으면 고객이 이 경로로 이동합니다. 비워 두면 설문이 없습니다.",
  answers: "설문",
};
