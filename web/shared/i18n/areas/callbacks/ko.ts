/** 한국어: 콜백에 일어나는 일과 시간이 된 콜백. */
import type { Words } from "../words";
import type * as english from "./en";

export const callbackFacts: Words<typeof english.callbackFacts> = {
  CallbackTried: "{{agent}} 상담사가 콜백 연결을 눌렀습니다",
  CallbackAsked: "{{caller}} 콜백 등록",
  CallbackClosed: "콜백 종료",
  CallbackAskedAgain: "다시 전화함, 콜백 {{callback}}번이 이미 등록되어 있음",
  CallbackAssigned: "{{by}} 님이 {{agent}} 상담사에게 콜백을 할당",
  CallbackUnassigned: "{{by}} 님이 {{agent}} 상담사의 콜백 할당을 취소",
  CallbackTimed: "{{agent}} 상담사가 콜백 시간을 정함",
  CallbackFellDue: "콜백할 시간이 됨",
};

export const callbacks: Words<typeof english.callbacks> = {
  performance: "My 실적",
  title: "지금 걸어야 할 콜백",
  region: "시간이 된 콜백",
  connect: "연결",
  all: "내 콜백 전체",
  news: "{{number}}번에 콜백할 시간입니다.",
  due: "예정 {{time}}",
  reasons: {
    asked: "메뉴에서 신청",
    abandoned: "대기 중 포기",
    interrupted: "통화가 끊김",
    lost: "대기 중 회선 끊김",
    missed: "서버 중단 중 부재",
    voicemail: "메시지를 남김",
  },
};
