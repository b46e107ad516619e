/** The words of this page: they come with it, so that nobody else waits for them. */
import i18next from "i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

export const SPACE = "ticketFigures";

for (const [code, words] of Object.entries({ en, ko, ja })) i18next.addResourceBundle(code, SPACE, words);
