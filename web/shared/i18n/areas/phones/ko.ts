/** 한국어: phones. */
import type { Words } from "../words";
import type { phones as english } from "./en";

export const phones: Words<typeof english> = {
  kind: { browser: "이 브라우저", sip: "탁상 전화기", outside: "외부 번호" },
  about: {
    browser: "이 컴퓨터의 헤드셋으로 통화합니다.",
    sip: "센터의 전화기입니다. 전화가 오면 벨이 울립니다.",
    outside: "휴대전화 등 임의의 번호입니다. 1번을 누르면 전화를 받습니다.",
  },
  place: { sip: "탁상 전화기", outside: "번호" },
  change: "변경",
  title: "내 전화기",
  which: "어디에서 통화하시겠습니까?",
  typeOrPick: "목록에서 고르거나 전화기에 적힌 이름을 입력하세요.",
  use: "이 전화기 사용",
  takeOver: "넘겨받기",
  inUse:
    "{{agent}} 상담사가 이 전화기로 로그인해 있습니다. 넘겨받으면 {{agent}} 상담사는 다른 전화기를 고를 때까지 전화기가 없습니다.",
  usedBy: "{{agent}} 사용 중",
  free: "사용 가능",
  notHere: "등록되지 않음",
  open: "통화 중입니다.",
  here: {
    sip: "탁상 전화기가 준비되었습니다.",
    outside: "전화가 내 번호로 연결됩니다.",
  },
  away: {
    sip: "탁상 전화기가 등록되어 있지 않습니다. 전원과 네트워크를 확인하세요.",
    outside: "내 번호로 연결할 수 없습니다. 다시 선택하세요.",
  },
  ringing: {
    sip: "탁상 전화기가 울립니다. 수화기를 들거나, 여기서 받기를 누르면 자동으로 연결됩니다.",
    outside: "전화가 울립니다. 받아서 1번을 누르세요.",
  },
  taken: "다른 창에서 전화기를 넘겨받았습니다.",
  takenButton: "다시 가져오기",
  occupied: "전화기가 다른 창에서 열려 있습니다. 넘겨받을까요?",
  occupiedButton: "넘겨받기",
  admin: {
    about: "누구나 쓸 수 있는 SIP 전화기입니다. 상담사는 전화 패널에서 전화기를 고릅니다.",
    none: "아직 탁상 전화기가 없습니다. 추가한 뒤 서버, 이름, 비밀번호를 전화기에 입력하세요.",
    id: "ID",
    idHint: "영문 소문자, 숫자, - 2~32자, 영문자 하나 이상. 예: desk-12",
    name: "이름",
    state: "상태",
    address: "주소",
    seen: "마지막 확인",
    wrong: "비밀번호 오류",
    actions: "작업",
    never: "없음",
    add: "전화기 추가",
    renew: "새 비밀번호",
    remove: "삭제",
    removeTitle: "{{id}} 전화기를 삭제할까요?",
    removeHint: "전화기를 더 이상 등록할 수 없습니다. 되돌릴 수 없으며, 다시 추가하면 새 비밀번호가 만들어집니다.",
    secretTitle: "전화기에 입력하세요",
    secretHint: "비밀번호는 지금만 표시됩니다. 잃어버리면 새로 만드세요.",
    typed: { server: "서버 (SIP, UDP)", id: "사용자 이름", secret: "비밀번호" },
  },
};
