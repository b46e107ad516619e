/** 한국어: 누가 왜 통화를 받았고 다른 사람은 왜 아닌지. */
import type { Words } from "../words";
import type { because as en, queueFacts as enFacts } from "./en";

export const because: Words<typeof en> = {
  title: "아직 아무도 받지 않는 이유",
  place: "{{queue}} 큐에서 {{of}}건 중 {{place}}번째, {{time}}째 대기",
  alone: "{{agent}}만 기다리는 중",
  ring: "{{rings}}단계 중 {{ring}}단계 열림, 다음 단계까지 {{time}}",
  lastRing: "{{rings}}단계 중 {{ring}}단계 열림, 더 열릴 단계 없음",
  takes: "지금 바로 받을 수 있음",
  skills: "{{skill}} {{level}}",
  opens: "{{time}} 후 대상이 됨",
  again: "{{time}} 후 다시 연결 가능",
  rule: {
    "longest idle": "선택 이유: {{able}}명 중 가장 오래 대기({{idle}})",
    "fewest calls": "선택 이유: {{able}}명 중 오늘 통화 수가 가장 적음({{figure}}건)",
    "least talk": "선택 이유: {{able}}명 중 오늘 통화 시간이 가장 짧음({{seconds}})",
    "round robin": "선택 이유: {{able}}명 중 마지막 통화가 가장 먼저 시작됨",
    linear: "선택 이유: {{able}}명 중 레벨 순서가 가장 앞섬",
    random: "선택 이유: {{able}}명 중 추첨",
    weighted: "선택 이유: {{able}}명 중 가중치 대비 통화 수가 가장 적음",
    "top skill": "선택 이유: {{able}}명 중 요구된 스킬이 가장 뛰어남",
    "longest wait": "가장 오래 기다린 고객: {{waited}}, {{waiting}}명 중",
    "highest priority": "우선순위가 가장 높은 고객, {{waited}} 대기",
    "head start": "이 큐의 고객이 앞서도록 설정됨, {{waited}} 대기",
    "waits for one": "고객이 이 상담사만 기다림",
    "has talked with them": "이전에 통화하다 끊긴 상담사",
    "handed over": "이 상담사가 넘긴 통화를 아무도 받지 않음",
    "reserve helps": "{{waiting}}명이 대기하여 예비 인력이 지원",
    "nobody can take it": "지금 받을 수 있는 상담사 없음, {{waiting}}명 대기",
  },
  out: {
    "not ready": "대기 상태 아님: {{count}}명",
    "comes later": "대기 중이나 순서가 뒤: {{who}}",
    "lacks a skill": "스킬 부족: {{who}}",
    "later level": "나중에 대상이 됨: {{who}}",
    reserve: "예비 인력: {{who}}",
    "said no": "취소함: {{who}}",
    "at capacity": "더 받을 여유 없음: {{who}}",
    "waits for another": "다른 상담사를 기다림: {{who}}",
    "other contact first": "같은 순간 다른 건을 받음: {{who}}",
  },
  one: {
    "not ready": "대기 상태 아님",
    "comes later": "순서가 뒤",
    "lacks a skill": "스킬 부족",
    "later level": "나중에 대상이 됨",
    reserve: "예비 인력",
    "said no": "취소함",
    "at capacity": "더 받을 여유 없음",
    "waits for another": "고객이 다른 상담사를 기다림",
    "other contact first": "같은 순간 다른 건을 받음",
  },
};

export const queueFacts: Words<typeof enFacts> = {
  QueueChanged: "{{by}}이(가) {{queue}} 큐의 설정을 변경",
  QueueOpened: "{{by}}이(가) {{name}} 큐를 만듦",
  QueueRenamed: "{{by}}이(가) 큐 이름을 {{before}}에서 {{after}}(으)로 바꿈",
  QueueRemoved: "{{by}}이(가) {{name}} 큐를 삭제",
  MembersChanged: "{{by}}이(가) {{queue}} 큐의 구성원을 변경",
};
