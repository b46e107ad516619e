import type { Words } from "@/shared/i18n/areas/words";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ja";
import { triggers } from "./triggers/ja";

export const ja: Words<HandlingWords> = { masking, triggers };
