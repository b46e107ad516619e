/** The shape that the words of one area have in every language. */
export type Words<T> = { [K in keyof T]: T[K] extends string ? string : Words<T[K]> };
