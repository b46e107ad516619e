/** 日本語: phones. */
import type { Words } from "../words";
import type { phones as english } from "./en";

export const phones: Words<typeof english> = {};
