/** English words about: conduct. */
export const conduct = {};
