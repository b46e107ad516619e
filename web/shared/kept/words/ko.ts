/** 한국어: 저장한 필터와 열. */
import type { KeptWords } from "./en";

export const ko: KeptWords = {
  filters: "저장한 필터",
  none: "목록을 조건으로 좁힌 뒤 이름을 붙여 저장하세요.",
  name: "필터 이름",
  keep: "저장",
  remove: "{{name}} 삭제",
  columns: "열 선택",
};
