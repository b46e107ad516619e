import type { Words } from "@/shared/i18n/areas/words";
import { attachments } from "./attachments/ko";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ko";
import { templates } from "./templates/ko";
import { triggers } from "./triggers/ko";

export const ko: Words<HandlingWords> = { attachments, masking, templates, triggers };
