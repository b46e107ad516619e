/** 한국어: transfer. */
import type { Words } from "../words";
import type { transfer as english } from "./en";

export const transfer: Words<typeof english> = {};
