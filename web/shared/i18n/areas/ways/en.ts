/** English words about: what routes do with calls. */

export const wayFacts = {
  MessageStarted: "Leaves a message, for up to {{most}} s",
  MessageRefused: "No message could be recorded; the caller went another way",
  MessageEnded: "The message is over: {{time}}",
  MessageEnded_hung: "Hung up while leaving a message: {{time}}",
  MessageEnded_away: "The message was cut off while the server was away",
  MessageEnded_failed: "The switch could not record the message",
  VoicemailLeft: "Left a message for {{queue}}: {{time}}",
  Queued_skills: "Waits in {{queue}} for somebody with {{skills}}",
  Queued_agent: "Waits in {{queue}} for {{agent}}, up to {{agent_wait}} s",
  QueueWidened: "Waits for anybody from now on",
  RingWidened: "From now on more agents may take the caller (step {{ring}}, after {{after}} s)",
  NotMatched: "Has to wait in {{queue}}",
  QueueLeft: "Left {{queue}} and went on in the menu, keeping the place",
  SentOut: "The route calls {{number}} for the caller",
  SentBack: "Nobody at the outside number took the call",
  SentBack_ruled: "The outside number may not be called",
  Forwarded_route: "The caller talks with the outside number",
  Overflowed: "The queue {{left}} kept the caller no longer; waits in {{queue}} now",
  Overflowed_wait: "Waited long enough in {{left}}; waits in {{queue}} now, at the old place",
  Overflowed_length: "Too many waited in {{left}}; waits in {{queue}} now",
  Overflowed_expected: "It would have taken too long in {{left}}; waits in {{queue}} now",
  Overflowed_nobody: "Nobody was logged in for {{left}}; waits in {{queue}} now",
  Overflowed_closed: "{{left}} was closed; waits in {{queue}} now",
  Overflowed_pressed: "Chose {{queue}} by a key; waits there now, at the old place",
  PassedToRoute_overflow: "The queue {{queue}} sent the caller on to the route {{route}}",
  PassedToRoute_pressed: "The caller chose the route {{route}} by a key, out of {{queue}}",
  PassedToRoute_survey: "{{agent}} hung up; the caller is asked how it was",
  SkillsChanged: "{{by}} changed the skills of {{person}}",
};

export const wayRules = {
  readyLongestWith: "Ready longest of {{people}} in {{queue}} with {{skills}}: {{time}}",
  waitedForAgent: "The caller waits for {{agent}} alone",
  notFree: "{{agent}} was not free within {{time}}",
  notThere: "{{agent}} is not there",
  loggedOut: "{{agent}} has logged out",
  notTaken: "{{agent}} did not take it",
  hasWaited: "Waited for {{time}}",
  manyWaiting: "{{people}} were waiting in {{queue}}",
  longEstimate: "The wait in {{queue}} was estimated at {{time}}",
  nobodyThere: "Nobody of {{queue}} was logged in",
};

export const ticketKinds = {
  unassigned: "Unassigned",
  held: "On hold",
  completed: "Completed",
  transferred: "Transfer in progress",
  replied: "Transfer answered",
  spam: "Spam",
  manual: "Made by hand",
  handed_over: "Handed over",
  fetch: "Fetch",
  fetched: "You have ticket {{id}} now.",
  kind: "Kind",
  voicemail: "Message",
  forwarded: "Put through",
  callback: "Asked to be called",
};

export const survey = {
  route: "Survey after the talk",
  hint: "When the agent hangs up first, the caller goes into this route. Empty: no survey.",
  answers: "Survey",
};
