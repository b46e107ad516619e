/** The words of handling tickets: they come with it, so that nobody else waits for them. */
import i18next from "i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

export const SPACE = "handling";

for (const [code, words] of Object.entries({ en, ko, ja })) i18next.addResourceBundle(code, SPACE, words);
