/** English words about callbacks: what happens to them, and what falls due. */

export const callbackFacts = {
  CallbackTried: "{{agent}} pressed Connect for the callback",
  CallbackAsked: "A callback to {{caller}} was noted",
  CallbackClosed: "The callback was closed",
  CallbackAskedAgain: "Called again; callback {{callback}} is owed already",
  CallbackAssigned: "{{by}} gave the callback to {{agent}}",
  CallbackUnassigned: "{{by}} took the callback back from {{agent}}",
  CallbackTimed: "{{agent}} set when to call back",
  CallbackFellDue: "The time to call back has come",
};

export const callbacks = {
  performance: "My performance",
  title: "Callbacks to make now",
  region: "Callbacks that are due",
  connect: "Connect",
  all: "All my callbacks",
  news: "Time to call back {{number}}.",
  due: "Due {{time}}",
  reasons: {
    asked: "Asked in the menu",
    abandoned: "Gave up waiting",
    interrupted: "Talk was cut off",
    lost: "Line broke while waiting",
    missed: "Missed while the server was away",
    voicemail: "Left a message",
  },
};
