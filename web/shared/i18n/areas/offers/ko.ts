/** 한국어: offers. */
import type { Words } from "../words";
import type { offers as english } from "./en";

export const offers: Words<typeof english> = {
  offering: "통화 배정",
  around: "대기와 통화 후",
  recordings: "녹음",
  ring_seconds: "벨 울림 시간(초)",
  auto_answer: "자동 연결",
  ring_all: "대기 중인 모두에게 울리기",
  wrap_up_seconds: "통화 후 처리 시간(초)",
  service_level_seconds: "서비스 레벨 기준(초)",
  callback_on_abandon: "대기를 포기한 고객에게 콜백",
  music: "대기 음악",
  recording: "통화 녹음",
  recording_announced: "고객에게 미리 안내",
  recording_days: "보관 기간(일)",
  recordingKinds: { never: "녹음 안 함", "on demand": "상담사가 원할 때", always: "항상" },
  hint: {
    ring_seconds: "5~300. 시간 안에 받지 않은 상담사는 상태를 선택할 때까지 아무것도 받지 않습니다.",
    auto_answer: "상담사는 짧은 신호음에 이어 바로 고객과 연결됩니다. 누를 것이 없습니다.",
    ring_all: "먼저 확인한 상담사에게 연결됩니다.",
    wrap_up_seconds: "5~3600, 지나면 다시 대기 상태가 됩니다. 0: 제한 없음.",
    service_level_seconds: "1~3600. 이 시간 안에 받은 통화를 제때 받은 것으로 셉니다.",
    callback_on_abandon: "고객 번호로 콜백 항목을 만듭니다.",
    recording_announced: "통화가 시작되기 전에 안내합니다.",
    recording_days: "1~3650. 지나면 녹음이 삭제됩니다.",
  },
  save: "저장",
  undo: "변경 취소",
  fromNow: "지금부터 배정되는 통화에 적용됩니다.",
  saved: "{{queue}} 큐를 변경했습니다.",
  notYours: "이 큐는 담당하지 않는 서비스에 속합니다.",
};
