/** English words about: transfer. */
export const transfer = {};
