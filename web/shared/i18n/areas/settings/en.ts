/** English words about: settings. */
export const settings = {
  label: "Settings",
  part: "Part",
  state: "State",
  works: "Works",
  version: "Version",
  sections: {
    queues: "Queues",
    phones: "Phones",
    recordings: "Recordings",
    system: "System",
  },
};
