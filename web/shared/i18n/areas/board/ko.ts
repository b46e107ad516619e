/** Korean words of the figures on the board. */
import type { Words } from "../words";
import type * as english from "./en";

export const boardFigures = {
  level: "서비스 레벨",
  levelHint: "오늘 응대와 포기호 가운데 목표 시간 안에 응대한 비율",
  ofAnswered: "응대 호 기준",
  ofAnsweredHint: "오늘 응대한 호 가운데 목표 시간 안에 응대한 비율",
  asa: "평균 대기",
  asaHint: "오늘 응대된 고객의 평균 대기 시간",
  aht: "평균 처리",
  ahtHint: "오늘 끝난 통화의 통화, 보류, 후처리 평균 시간",
  occupancy: "점유율",
  occupancyHint: "오늘 이 큐 상담사의 대기와 통화 시간 가운데 바쁜 시간의 비율",
};

export const board: Words<typeof english.board> = {
  ...boardFigures,
  alerts: "알림",
  calm: "지금 처리할 알림이 없습니다.",
  queues: "큐",
  queue: "큐",
  waiting: "대기",
  longest: "최장 대기",
  answered: "응대",
  abandoned: "포기호",
  agents: "상담사",
  readyOfDuty: "대기 / 근무",
  trend: "최근 30분 대기",
  agent: "상담사",
  state: "상태",
  since: "지속",
  call: "통화",

  calls: "통화",
  caller: "고객 번호",

  find: "상담사 찾기",

  noCalls: "지금 통화가 없습니다",
  noCallsHint: "전화가 들어오면 바로 여기에 나타납니다.",
  noCallsDemo: "전화가 들어오면 바로 여기에 나타납니다. 데모 고객에게 전화를 걸게 해 보세요.",
  noAgents: "해당하는 상담사가 없습니다",
  noQueues: "큐가 없습니다",
  noPhone: "전화기 끊김",

  close: "닫기",
  people: "상담사",
  waitingCalls: "통화",
  gone: "종료되었습니다.",
  timeline: "통화 경과",
  lostPhone: "{{name}} 상담사의 전화기가 통화 중에 끊겼습니다.",
  noOneReady: "{{queue}}: {{count}}명이 기다리는데 대기 중인 상담사가 없습니다.",
  noOneOnDuty: "{{queue}}: {{count}}명이 기다리는데 근무 중인 상담사가 없습니다.",
  longWait: "{{queue}}: 최장 대기 {{time}}",
  lowLevel: "{{queue}}: 서비스 레벨 {{percent}} %",
  missed: "{{name}} 상담사가 전화를 받지 않았습니다.",
  missedMany: "상담사 {{count}}명이 전화를 받지 않았습니다.",
};
