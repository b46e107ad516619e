/** English words about handling tickets: masked words, templates, attachments, triggers. */
import { masking } from "./masking/en";

export const en = { masking };

export type HandlingWords = typeof en;
