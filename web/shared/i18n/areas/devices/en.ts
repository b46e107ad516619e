/** English words about: devices. */
export const devices = {
  reconnecting: "reconnecting",
};
