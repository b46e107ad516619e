/** English words about: recording. */
export const recording = {};
