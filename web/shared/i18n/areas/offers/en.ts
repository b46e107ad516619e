/** English words about: offers. */
export const offers = {};
