/** English words about: what people can do, and where callers may be sent. */

export const abilities = {
  service: "Service",
  person: "Agent",
  level: "{{skill}} of {{person}}",
  levels: "0: none, 1 a little, 10 best. A change counts for calls that are offered from then on.",
  saved: "The skills of {{person}} are saved.",
  add: "Add a skill",
  name: "Name of the skill",
  remove: "Delete {{skill}}",
  removeSure: "Delete {{skill}}? Everybody loses it; calls that ask for it wait for their overflow.",
  none: "No skills yet. Add one, give it to agents, and let a queue step of a route ask for it.",
  nobody: "No agents in this service.",
  notLoaded: "The skills could not be loaded. Try again in a moment.",
};

export const targets = {
  title: "Numbers outside for routes",
  hint: "Routes of this service may send callers to these numbers and to no others. The dialling rules hold as well.",
  lines: "One number a line, then its name: 0212345678 Head office",
  list: "Numbers",
  save: "Save",
  saved: "Saved. It counts for callers from now on.",
};
