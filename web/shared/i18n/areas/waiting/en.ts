/** English words about: what happens while callers wait, and calls that keep their place. */

export const waitingFacts = {
  AnnouncementDue: "It is time for an announcement",
  WaitTold: "Heard an announcement of the queue",
  WaitTold_place: "Was told: number {{place}} in line",
  WaitTold_minutes: "Was told: number {{place}} in line, about {{minutes}} min",
  CallbackQueued: "A promised call waits in {{queue}} in the place of its caller",
  CallbackTaken: "{{agent}} calls the customer back",
  CallbackRested: "The promised call waits for its next attempt",
  CallbackRested_closed: "The promised call waits until it may be made",
  CallbackRested_cameBack: "The customer calls by themselves; the promised call waits until that is over",
  Cleared_kept: "The promise is kept: the customer is talked to",
  Cleared_cameBack: "The customer called again and was served; the promise is kept",
  Cleared_off: "The queue calls nobody back any more; the callback is left to people",
  Queued_promise: "Waits in {{queue}} at the place that was kept for them",
  Cleared_usedUp: "All attempts are used up; the callback is left to people",
  Cleared_byHand: "Somebody calls the customer by hand",
  Cleared_closedByHand: "Somebody closed the callback",
  Cleared_closed: "The queue does not open any more; the callback is left to people",
  Cleared_notAllowed: "The number may not be called any more; the callback is left to people",
  CallbackResumed: "The promised call waits again at its old place",
};

export const promise = {
  title: "Call a customer back",
  confirmCalls: "This customer chose to be called back and kept the place. Confirm calls the number.",
  asked: "Asked at",
  attempts: "Attempts so far",
  mark: "callback",
  inQueue: "In the queue",
};

export const callState = {
  promised: "Waits for its next attempt",
  arrived: "Arrived",
  dialling: "Dialling",
  ringing: "Ringing there",
  "early media": "Heard before the answer",
  forwarded: "Sent outside",
  outside: "Talks outside",
  unallocated: "No such number",
  "in route": "In the menu",
  queued: "Waiting",
  offered: "Ringing",
  connecting: "Connecting",
  talking: "Talking",
  held: "On hold",
  dismissed: "Closing announcement",
  releasing: "Ending",
  cleared: "Over",
};
