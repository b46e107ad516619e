/** Korean words about: single sign-on. */
import type { Words } from "../words";
import type { single as en } from "./en";

export const single: Words<typeof en> = {
  button: "{{name}}(으)로 로그인",
  wrong: {
    failed: "로그인하지 못했습니다. 다시 시도하거나 아이디와 비밀번호를 사용하세요.",
    unknown: "인증은 되었지만 여기에 계정이 없습니다. 관리자에게 문의하세요.",
    several: "같은 메일 주소를 쓰는 계정이 여러 개 있어 본인의 계정을 확인할 수 없습니다. 관리자에게 문의하세요.",
    taken: "같은 아이디의 계정이 이미 있습니다. 관리자에게 문의하세요.",
    second: "이 계정은 2단계 인증을 사용하지만 통합 로그인에서 확인되지 않았습니다. 비밀번호와 코드로 로그인하세요.",
    unreachable: "통합 로그인 서버에 연결할 수 없습니다. 아이디와 비밀번호를 사용하거나 잠시 후 다시 시도하세요.",
  },
};
