/** 한국어: conduct. */
import type { Words } from "../words";
import type { conduct as english } from "./en";

export const conduct: Words<typeof english> = {};
