/** 日本語: dial. */
import type { Words } from "../words";
import type { dial as english } from "./en";

export const dial: Words<typeof english> = {};
