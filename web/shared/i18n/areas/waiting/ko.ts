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
  CallbackResumed: "콜백이 원래 순번에서 다시 대기",
};
