/** Korean words of the figures on the board. */
export const boardFigures = {
  level: "서비스 레벨",
  levelHint: "오늘 응대와 포기호 가운데 목표 시간 안에 응대한 비율",
  ofAnswered: "응대 호 기준",
  ofAnsweredHint: "오늘 응대한 호 가운데 목표 시간 안에 응대한 비율",
  asa: "평균 대기",
  asaHint: "오늘 응대된 고객의 평균 대기 시간",
  aht: "평균 처리",
  ahtHint: "오늘 끝난 통화의 통화, 보류, 후처리 평균 시간",
  occupancy: "점유율",
  occupancyHint: "오늘 이 큐 상담사의 대기와 통화 시간 가운데 바쁜 시간의 비율",
};
