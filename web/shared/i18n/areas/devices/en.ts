/** English words about: devices. */
export const devices = {};
