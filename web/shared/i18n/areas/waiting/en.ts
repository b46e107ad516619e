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
  CallbackResumed: "The promised call waits again at its old place",
};
