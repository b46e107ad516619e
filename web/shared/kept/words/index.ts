/** The words of kept filters and columns: they come with the lists that have them. */
import i18next from "i18next";
import { en } from "./en";
import { ja } from "./ja";
import { ko } from "./ko";

export const SPACE = "kept";

for (const [code, words] of Object.entries({ en, ko, ja })) i18next.addResourceBundle(code, SPACE, words);
