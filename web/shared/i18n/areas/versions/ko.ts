/** 한국어: 경로의 이력. */
import type { Words } from "../words";
import type * as english from "./en";

export const routeFacts: Words<typeof english.routeFacts> = {
  RouteEntered_closed: "{{service}} 비상 전환 적용: 운영 종료",
  RouteEntered_greeting: "{{service}} 비상 안내 후 {{route}} 경로 시작",
  RoutePublished: "{{by}}님이 {{route}} 경로의 버전 {{version}}을 게시함",
  RouteRemoved: "{{by}}님이 {{route}} 경로를 삭제함",
  PublicationScheduled: "{{by}}님이 {{route}} 경로의 버전 {{version}} 게시를 예약함",
  PublicationUnscheduled: "{{route}} 경로의 예약이 끝남",
  RouteSwitched: "{{by}}님이 {{service}}의 비상 전환을 바꿈: {{mode}}",
  NumberRemoved: "{{by}}님이 {{number}} 번호를 삭제함",
  NumberRouted: "{{by}}님이 {{number}} 번호를 {{route}} 경로로 연결함",
  CalendarChanged: "{{by}}님이 캘린더 {{calendar}}을(를) 변경함",
  CalendarRemoved: "{{by}}님이 캘린더 {{calendar}}을(를) 삭제함",
  CalendarForced: "{{by}}님이 캘린더 {{calendar}}을(를) 강제 전환함: {{mode}}",
};
