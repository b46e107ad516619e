/** English words of the pages that are there from the start. */
export const signIn = {
  title: "Sign in",
  login: "Login",
  password: "Password",
  button: "Sign in",
  failed: "Login or password is wrong.",
  slowed: "Too many tries. Try again in {{seconds}} s.",
  demo: "Demo accounts",
  demoHint: "One click fills the form. The password of all is “cordboard”.",
  lead: "The desk of your contact centre",
  show: "Show or hide the password",
};

export const line = {
  off: "Phone is off",
  microphone: "Allow the microphone in your browser",
  connecting: "Phone is connecting",
  connected: "Phone connected",
  reconnecting: "Phone is reconnecting",
  reconnectingInCall: "Reconnecting. The caller hears music.",
  again: "Try again",
  silenced: "Click to hear",
  silencedHint: "The browser waits for a click before it plays the caller.",
  denied: "The microphone is blocked. Allow it for this page in the address bar, then try again.",
  "no-microphone": "No microphone was found. Plug one in, then try again.",
  busy: "Another program is using the microphone. Close it, then try again.",
  insecure: "The browser gives a microphone only to pages loaded over HTTPS or from this machine.",
  trouble: "No microphone",
  good: "Line good",
  fair: "Line fair",
  poor: "Line poor",
  measuring: "Measuring the line",
  figures: "{{rtt}} ms · jitter {{jitter}} ms · lost {{lost}}",
};

export const sound = {
  title: "Sound check",
  open: "Sound check",
  microphone: "Microphone",
  speaker: "Speaker for calls",
  ringer: "Speaker for ringing",
  system: "System default",
  level: "Level of your microphone",
  say: "Say something. The bar should move.",
  echo: "Test call",
  echoOn: "You should hear yourself with a short delay.",
  echoOff: "End test call",
  ring: "Play the ringing tone",
  noChoice: "This browser cannot choose a speaker.",
};

export const desk = {
  list: "My tickets",
  views: { today: "Today", open: "Open", mine: "All mine" },
  filter: "Filter my tickets",
  noTickets: "No tickets yet",
  noTicketsHint: "Each call makes its ticket by itself. Press Ready, or let a demo caller ring you.",
  noTicketsLive: "Each call makes its ticket by itself. Press Ready in the phone to get the first one.",
  noMatch: "Nothing matches the filter",
  noMatchHint: "Clear the filter to see all tickets.",
  clear: "Clear filter",
  pick: "Tickets open here",
  pickHint: "Confirm a call, and its ticket is here with the cursor in the note. Or choose one from the list.",
  failed: "The tickets could not be loaded.",
  retry: "Try again",
  more: "Show more",
};

export const history = {
  title: "Earlier contacts",
  none: "No earlier contact with this number.",
  withheld: "The caller withheld the number, so there is no history.",
  noNumber: "There is no number, so there are no earlier contacts.",
  timeline: "What happened",
  stepThrough: "Step by step",
  timelineNone: "There is nothing to read here. Only those who had part in a call see its steps.",
  details: "Show prompts and digits",
};
