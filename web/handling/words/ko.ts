import type { Words } from "@/shared/i18n/areas/words";
import type { HandlingWords } from "./en";
import { masking } from "./masking/ko";

export const ko: Words<HandlingWords> = { masking };
