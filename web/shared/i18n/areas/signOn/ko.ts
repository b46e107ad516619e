/** Korean words about: settings of single sign-on. */
import type { Words } from "../words";
import type { signOn as en } from "./en";

export const signOn: Words<typeof en> = {
  about:
    "조직의 인증 서버(OpenID Connect, 예: Keycloak, Entra ID, Google Workspace)로 로그인합니다. 아이디와 비밀번호도 계속 사용할 수 있습니다.",
  back: "인증 서버에 등록할 주소",
  name: "버튼에 표시할 이름",
  issuer: "발급자(issuer)",
  issuerHint: "인증 서버가 스스로 밝히는 주소와 정확히 같아야 합니다. 예: https://login.example.com/realms/office",
  client: "클라이언트 ID",
  secret: "클라이언트 비밀 키",
  secretHint: "봉인하여 보관하며 다시 표시하지 않습니다. 없으면 비워 두세요.",
  secretKept: "이미 저장되어 있습니다. 유지하려면 비워 두세요.",
  secretLost: "비밀 키가 다른 서버에서 봉인되었습니다. 다시 입력하세요.",
  match: "계정 연결 기준",
  email: "확인된 메일 주소",
  subject: "아이디 (인증 서버의 subject)",
  matchHint: "처음 한 번만 적용되며, 이후에는 인증 서버의 사용자 식별자를 사용합니다.",
  creates: "계정이 없으면 새로 만들기",
  createsHint: "관리자가 권한을 줄 때까지 아무 권한도 없습니다.",
  active: "통합 로그인 사용",
  second: "여기에서 2단계 인증을 쓰는 사람은 인증 서버도 2단계 인증을 확인한 경우에만 로그인됩니다.",
  save: "저장",
  saved: "저장했습니다. 인증 서버가 응답합니다.",
  remove: "삭제",
  removeTitle: "통합 로그인을 삭제할까요?",
  removeHint: "더 이상 인증 서버로 로그인할 수 없습니다. 이미 로그인한 사람은 그대로 유지됩니다.",
};
