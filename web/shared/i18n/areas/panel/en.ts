/** English words about: panel. */
export const panel = {
  /** Why something was refused, by the code of the server. */
  refused: {
    call_state: "That is not possible now. State of the call: {{call_state}}.",
    not_yours: "This call is with somebody else now.",
    over: "This call is over.",
    consulting: "That is not possible while {{agent}} is asked. Complete it or go back first.",
    nobody_asked: "Nobody is asked at the moment.",
    asked_only: "Only the colleague who asked you can do that.",
    not_ready: "{{agent}} cannot be reached now. State: {{agent_state}}.",
    no_phone: "The phone of {{agent}} is not connected.",
    own_phone: "Your phone is not connected. Check the microphone below, then try again.",
    no_queue: "There is no queue {{queue}} any more.",
    digits: "Only 1 to {{most}} keys at once: 0–9, *, # and A–D.",
    not_choosable: "You cannot choose “{{wanted_state}}” now. Your state: {{agent_state}}.",
    no_reason: "This reason does not exist any more for “{{wanted_state}}”. Choose another one.",
    callback_closed: "This callback is closed already.",
    no_ticket: "This call has no open ticket.",
    has_ticket: "This call has its ticket already.",
    callback_promised: "A callback to this number is noted already.",
    not_written: "Nothing can be saved at the moment, so nothing was changed. Try again in a few seconds.",
  },
  caller: {
    connecting: "Connecting the caller",
    music: "The caller hears music.",
    talks: "You hear each other.",
    everybody: "All hear each other.",
  },
  muted: "Muted: nobody can hear you",
};
