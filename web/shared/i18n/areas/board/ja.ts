/** Japanese words of the figures on the board. */
export const boardFigures = {
  level: "サービスレベル",
  levelHint: "今日の応答と放棄呼のうち、目標時間内に応答した割合",
  ofAnswered: "応答呼のみ",
  ofAnsweredHint: "今日応答した呼のうち、目標時間内に応答した割合",
  asa: "平均待ち",
  asaHint: "今日応答したお客様の平均待ち時間",
  aht: "平均処理",
  ahtHint: "今日終わった通話の通話、保留、後処理の平均時間",
  occupancy: "稼働率",
  occupancyHint: "今日このキューのオペレーターが対応中または待機中だった時間のうち、対応していた割合",
};
