/** English words about: settings. */
export const settings = {
  label: "Settings",
  part: "Part",
  state: "State",
  works: "Works",
  version: "Version",
  sections: {
    connections: "Connections",
    callerIds: "Caller ids",
    dialRules: "Dialling rules",
    conduct: "Conduct",
    queues: "Queues",
    calendars: "Calendars",
    skills: "Skills",
    phones: "Phones",
    recordings: "Recordings",
    system: "System",
  },
};
