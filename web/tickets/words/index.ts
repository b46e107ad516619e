/** The words of tickets: they come with their pages, so that nobody else waits for them. */
import i18next from "i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

export const SPACE = "tickets";

for (const [code, words] of Object.entries({ en, ko, ja })) i18next.addResourceBundle(code, SPACE, words);
