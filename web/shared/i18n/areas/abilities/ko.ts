/** 한국어: 상담사의 능력과 전환 대상. */
import type { Words } from "../words";
import type * as english from "./en";

export const abilities: Words<typeof english.abilities> = {
  service: "서비스",
  person: "상담사",
  level: "{{person}} 상담사의 {{skill}}",
  levels: "0: 없음, 1: 조금, 10: 최고. 변경은 이후에 배정되는 통화부터 적용됩니다.",
  saved: "{{person}} 상담사의 스킬을 저장했습니다.",
  add: "스킬 추가",
  name: "스킬 이름",
  remove: "{{skill}} 삭제",
  removeSure:
    "{{skill}}을(를) 삭제할까요? 모든 상담사에게서 없어지며, 이 스킬을 요구하는 통화는 넘침 경로를 기다립니다.",
  none: "아직 스킬이 없습니다. 스킬을 추가해 상담사에게 주고, 경로의 큐 단계에서 요구하세요.",
  nobody: "이 서비스에 상담사가 없습니다.",
  notLoaded: "스킬을 불러오지 못했습니다. 잠시 후 다시 시도하세요.",
};

export const targets: Words<typeof english.targets> = {
  title: "경로에서 연결할 외부 번호",
  hint: "이 서비스의 경로는 이 번호로만 고객을 보낼 수 있습니다. 발신 규칙도 그대로 적용됩니다.",
  lines: "한 줄에 번호 하나, 그 뒤에 이름: 0212345678 본사",
  list: "번호",
  save: "저장",
  saved: "저장했습니다. 지금부터 적용됩니다.",
};
