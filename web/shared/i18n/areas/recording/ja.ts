/** 日本語: recording. */
import type { Words } from "../words";
import type { recording as english } from "./en";

export const recording: Words<typeof english> = {};
