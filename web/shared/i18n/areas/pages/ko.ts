/** 한국어: 기본 페이지. */
import type { Words } from "../words";
import type * as english from "./en";

export const signIn: Words<typeof english.signIn> = {
  title: "로그인",
  login: "아이디",
  password: "비밀번호",
  button: "로그인",
  ended: "로그아웃되었습니다. 계속하려면 다시 로그인해 주세요.",
  failed: "아이디 또는 비밀번호가 맞지 않습니다.",
  slowed: "시도 횟수가 많습니다. {{seconds}}초 후에 다시 시도해 주세요.",
  demo: "데모 계정",
  demoHint: "누르면 입력란이 채워집니다. 비밀번호는 모두 “cordboard”입니다.",
  lead: "우리 고객센터의 상담 데스크",
  show: "비밀번호 보이기 또는 숨기기",
};

export const line: Words<typeof english.line> = {
  off: "전화기 꺼짐",
  microphone: "브라우저에서 마이크를 허용해 주세요",
  connecting: "전화기 연결 중",
  connected: "전화기 연결됨",
  reconnecting: "전화기 다시 연결 중",
  reconnectingInCall: "다시 연결하고 있습니다. 고객은 음악을 듣고 있습니다.",
  again: "다시 시도",
  silenced: "눌러서 듣기",
  silencedHint: "브라우저가 소리를 내려면 한 번 눌러야 합니다.",
  denied: "마이크가 차단되어 있습니다. 주소창에서 이 페이지에 마이크를 허용한 뒤 다시 시도하세요.",
  "no-microphone": "마이크가 없습니다. 마이크를 연결한 뒤 다시 시도하세요.",
  busy: "다른 프로그램이 마이크를 사용하고 있습니다. 종료한 뒤 다시 시도하세요.",
  insecure: "브라우저는 HTTPS 또는 이 컴퓨터에서 연 페이지에만 마이크를 허용합니다.",
  trouble: "마이크 없음",
  good: "통화 품질 좋음",
  fair: "통화 품질 보통",
  poor: "통화 품질 나쁨",
  measuring: "통화 품질 측정 중",
  figures: "{{rtt}} ms · 지터 {{jitter}} ms · 손실 {{lost}}",
};

export const sound: Words<typeof english.sound> = {
  title: "소리 점검",
  open: "소리 점검",
  microphone: "마이크",
  speaker: "통화 스피커",
  ringer: "벨소리 스피커",
  system: "시스템 기본값",
  level: "마이크 입력 크기",
  say: "말을 해 보세요. 막대가 움직여야 합니다.",
  echo: "시험 통화",
  echoOn: "조금 뒤에 본인 목소리가 들려야 합니다.",
  echoOff: "시험 통화 종료",
  ring: "벨소리 듣기",
  noChoice: "이 브라우저에서는 스피커를 선택할 수 없습니다.",
};

export const desk: Words<typeof english.desk> = {
  list: "내 티켓",
  views: { today: "오늘", open: "처리 중", mine: "전체" },
  filter: "내 티켓에서 찾기",
  noTickets: "아직 티켓이 없습니다",
  noTicketsHint: "전화를 받으면 티켓이 자동으로 생성됩니다. 대기를 누르거나 데모 고객에게 전화를 걸게 하세요.",
  noTicketsLive: "전화를 받으면 티켓이 자동으로 생성됩니다. 전화에서 대기를 누르세요.",
  noMatch: "조건에 맞는 티켓이 없습니다",
  noMatchHint: "조건을 지우면 모든 티켓이 보입니다.",
  clear: "조건 지우기",
  pick: "티켓이 여기에 열립니다",
  pickHint: "전화를 확인하면 바로 메모를 쓸 수 있습니다. 목록에서 선택해도 됩니다.",
  failed: "티켓을 불러오지 못했습니다.",
  retry: "다시 시도",
  more: "더 보기",
};

export const history: Words<typeof english.history> = {
  title: "이전 상담",
  none: "이 번호의 이전 상담이 없습니다.",
  withheld: "발신번호 표시 제한이라 이력이 없습니다.",
  noNumber: "번호가 없어 이전 상담을 찾을 수 없습니다.",
  timeline: "통화 경과",
  stepThrough: "단계별로 보기",
  timelineNone: "읽을 수 있는 기록이 없습니다. 통화에 참여한 사람만 경과를 볼 수 있습니다.",
  details: "안내와 입력 숫자도 보기",
};
