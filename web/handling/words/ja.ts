import type { Words } from "@/shared/i18n/areas/words";
import { attachments } from "./attachments/ja";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ja";
import { templates } from "./templates/ja";
import { triggers } from "./triggers/ja";

export const ja: Words<HandlingWords> = { attachments, masking, templates, triggers };
