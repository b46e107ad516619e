import type { Words } from "@/shared/i18n/areas/words";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ja";

export const ja: Words<HandlingWords> = { masking };
