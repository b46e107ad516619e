/** English words about handling tickets: masked words, templates, attachments, triggers. */
import { attachments } from "./attachments/en";
import { masking } from "./masking/en";
import { templates } from "./templates/en";
import { triggers } from "./triggers/en";

export const en = { attachments, masking, templates, triggers };

export type HandlingWords = typeof en;
