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

export const board = {
  ...boardFigures,
  alerts: "Alerts",
  calm: "Nothing needs you now.",
  queues: "Queues",
  queue: "Queue",
  waiting: "Waiting",
  longest: "Longest wait",
  answered: "Answered",
  abandoned: "Abandoned",
  agents: "Agents",
  readyOfDuty: "Ready / on duty",
  trend: "Waiting, last 30 min",
  agent: "Agent",
  state: "State",
  since: "For",
  call: "Call",

  calls: "Calls",
  caller: "Caller",

  find: "Find an agent",

  noCalls: "No calls now",
  noCallsHint: "Calls appear here the moment they arrive.",
  noCallsDemo: "Calls appear here the moment they arrive. Ring a demo caller to see one.",
  noAgents: "Nobody matches",
  noQueues: "No queues yet",
  noPhone: "Phone away",

  close: "Close",
  people: "People",
  waitingCalls: "Calls",
  gone: "This is over.",
  timeline: "What happened",
  lostPhone: "The phone of {{name}} is away in a call.",
  noOneReady: "{{queue}}: {{count}} waiting and nobody is ready.",
  noOneOnDuty: "{{queue}}: {{count}} waiting and nobody is on duty.",
  longWait: "{{queue}}: the longest wait is {{time}}.",
  lowLevel: "{{queue}}: service level is {{percent}} %.",
  missed: "{{name}} did not answer a call.",
  missedMany: "{{count}} agents did not answer a call.",
};
