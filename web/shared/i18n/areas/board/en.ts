/** English words of the figures on the board. */
export const boardFigures = {
  level: "Service level",
  levelHint: "Share of today's calls answered within the queue's time, of all answered and abandoned",
  ofAnswered: "Of answered",
  ofAnsweredHint: "Share of today's answered calls that were answered within the queue's time",
  asa: "ASA",
  asaHint: "How long today's answered callers waited, on average",
  aht: "AHT",
  ahtHint: "Talk, hold and the work after, on average for each call of today that is over",
  occupancy: "Occupancy",
  occupancyHint:
    "Share of the time of today in which the queue's agents were busy, of the time they were busy or ready",
};
