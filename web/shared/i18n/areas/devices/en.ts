/** English words about: devices. */
export const devices = {
  muted: "muted",
  reconnecting: "reconnecting",
};
