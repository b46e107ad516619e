/** 日本語: panel. */
import type { Words } from "../words";
import type { panel as english } from "./en";

export const panel: Words<typeof english> = {};
