/** English words about: panel. */
export const panel = {};
