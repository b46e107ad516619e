import type { Words } from "@/shared/i18n/areas/words";
import type { masking as en } from "./en";

export const masking: Words<typeof en> = {
  mask: "선택한 글자 마스킹",
  hint: "제목이나 메모에서 글자를 선택한 뒤 마스킹하세요. 암호화되고, 모두에게 가려진 칸으로 보입니다.",
  wait: "저장하는 중입니다. 저장이 끝나면 마스킹할 수 있습니다.",
  done: "마스킹했습니다. 암호화되어 이 티켓 어디에서도 찾을 수 없습니다.",
  passages: "마스킹된 글자",
  passage: "마스킹된 글자 {{number}}",
  about: "{{length}}자, {{name}} 마스킹, {{time}}.",
  ask: "마스킹을 해제할까요?",
  logged: "내용을 보거나 마스킹을 해제한 사람과 시각이 기록됩니다.",
  admins: "서비스 관리자만 볼 수 있습니다.",
  show: "나에게만 보기",
  shown: "마스킹된 내용",
  unmask: "모두에게 해제",
  unmasked: "내용이 티켓에 다시 표시됩니다.",
  close: "마스킹 유지",
  log: "마스킹·열람·해제 기록",
  what: {
    masked: "{{name}} 님이 {{number}}번 글자를 마스킹함",
    shown: "{{name}} 님이 {{number}}번 글자를 봄",
    unmasked: "{{name}} 님이 {{number}}번 글자의 마스킹을 해제함",
  },
};
