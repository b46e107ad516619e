/** The words of these pages: they come with them, so that nobody else waits for them. */
import i18next from "i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

export const SPACE = "callbacks";

for (const [code, words] of Object.entries({ en, ko, ja })) i18next.addResourceBundle(code, SPACE, words);
