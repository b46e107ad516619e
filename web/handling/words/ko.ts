import type { Words } from "@/shared/i18n/areas/words";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ko";
import { templates } from "./templates/ko";
import { triggers } from "./triggers/ko";

export const ko: Words<HandlingWords> = { masking, templates, triggers };
