/** 한국어: settings. */
import type { Words } from "../words";
import type { settings as english } from "./en";

export const settings: Words<typeof english> = {
  label: "설정",
  part: "구성 요소",
  state: "상태",
  works: "정상",
  version: "버전",
  groups: {
    calls: "통화",
    tickets: "티켓·고객",
    people: "상담원·접근",
    house: "시스템·연동",
  },
  sections: {
    customers: "고객 정보",
    triggers: "트리거",
    templates: "답변 템플릿",
    people: "상담원·권한",
    groups: "그룹",
    organisation: "조직 정보",
    services: "서비스·계약",
    keys: "API 키",
    records: "기록",
    connections: "연결",
    webhooks: "웹훅",
    intruders: "SIP 공격 차단",
    signOn: "통합 로그인(SSO)",
    callerIds: "발신번호 관리",
    dialRules: "발신 규칙",
    conduct: "강성 대응",
    queues: "큐",
    ticketCategories: "티켓 유형",
    ticketFields: "티켓 필드",
    ticketCompleting: "티켓 완료",
    calendars: "달력",
    skills: "스킬",
    phones: "전화기",
    recordings: "녹음",
    system: "시스템",
  },
};
