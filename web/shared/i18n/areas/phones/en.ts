/** English words about: phones. */
export const phones = {};
