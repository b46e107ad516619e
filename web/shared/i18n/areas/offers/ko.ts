/** 한국어: offers. */
import type { Words } from "../words";
import type { offers as english } from "./en";

export const offers: Words<typeof english> = {};
