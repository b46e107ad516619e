/** English words about handling tickets: masked words, templates, attachments, triggers. */
import { masking } from "./masking/en";
import { templates } from "./templates/en";
import { triggers } from "./triggers/en";

export const en = { masking, templates, triggers };

export type HandlingWords = typeof en;
