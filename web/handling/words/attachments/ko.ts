import type { Words } from "@/shared/i18n/areas/words";
import type { attachments as en } from "./en";

export const attachments: Words<typeof en> = {
  title: "첨부 파일",
  add: "파일 추가",
  hint: "파일을 끌어다 놓거나 이미지를 붙여넣거나 선택하세요. 이미지, 오피스 문서, hwp, pdf, 텍스트, zip. 최대 {{most}}개, 파일당 {{each}} MB.",
  full: "파일이 {{most}}개입니다. 추가하려면 하나를 삭제하세요.",
  drop: "놓으면 파일이 추가됩니다",
  uploading: "{{name}} 전송 중",
  failed: "{{name}} 파일을 저장하지 않았습니다: {{why}}",
  added: "{{name}} 파일을 추가했습니다.",
  download: "{{name}} 내려받기",
  remove: "{{name}} 삭제",
  removed: "{{name}} 파일을 삭제했습니다.",
  picture: "이미지 {{name}}",
  about: "{{size}}, {{by}}, {{time}}",
  away: "격리됨: {{found}} 발견.",
  lost: "연결이 끊겼습니다. 다시 시도하세요",
};
