/** English words about: dial. */
export const dial = {};
