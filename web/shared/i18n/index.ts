/** Language of the pages: the address (`?lang=ko`), else the account, else the browser. Words load when needed. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { CallbackWords } from "@/callbacks/words/en";
import type { ContactWords } from "@/contact/words/en";
import type { PromptWords } from "@/designer/prompts/words/en";
import type { DesignerWords } from "@/designer/words/en";
import type { HandlingWords } from "@/handling/words/en";
import type { PerformanceWords } from "@/performance/words/en";
import type { KeptWords } from "@/shared/kept/words/en";
import { fetched } from "@/shared/ui/later";
import type { FiguresWords } from "@/supervisor/figures/words/en";
import type { TicketFiguresWords } from "@/supervisor/ticketFigures/words/en";
import type { WhatIfWords } from "@/supervisor/whatIf/words/en";
import type { TicketWords } from "@/tickets/words/en";
import { en, type Language } from "./en";
import type { Late } from "./late/en";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: {
      translation: typeof en & Late;
      designer: DesignerWords;
      prompts: PromptWords;
      contact: ContactWords;
      handling: HandlingWords;
      tickets: TicketWords;
      figures: FiguresWords;
      callbacks: CallbackWords;
      kept: KeptWords;
      performance: PerformanceWords;
      ticketFigures: TicketFiguresWords;
      whatIf: WhatIfWords;
    };
  }
}

export const LANGUAGES = { en: "English", ko: "한국어", ja: "日本語" } as const;
export type LanguageCode = keyof typeof LANGUAGES;

const words: Record<LanguageCode, () => Promise<Language>> = {
  en: async () => en,
  ko: async () => (await fetched(() => import("./ko"))).ko,
  ja: async () => (await fetched(() => import("./ja"))).ja,
};

/** What only pages beside the desk say: it comes with the first of them, and lies with the other words then. */
const lateWords: Record<LanguageCode, () => Promise<Late>> = {
  en: async () => (await fetched(() => import("./late/en"))).late,
  ko: async () => (await fetched(() => import("./late/ko"))).late,
  ja: async () => (await fetched(() => import("./late/ja"))).late,
};
let lateWanted = false;

async function addLate(code: LanguageCode): Promise<void> {
  i18next.addResourceBundle(code, "translation", await lateWords[code](), true);
}

/** A page whose words come with it, in the language of now and in each that is chosen later. */
export async function withWords<Page>(page: () => Promise<Page>): Promise<Page> {
  lateWanted = true;
  const [loaded] = await Promise.all([page(), addLate(known(i18next.language) ?? "en")]);
  return loaded;
}

function known(code: string | null | undefined): LanguageCode | null {
  const short = (code ?? "").slice(0, 2).toLowerCase();
  return short in LANGUAGES ? (short as LanguageCode) : null;
}

/** Kept for this window, because the address changes while one moves about. */
function fromAddress(): LanguageCode | null {
  const asked = known(new URLSearchParams(location.search).get("lang"));
  if (asked) sessionStorage.setItem("cordboard.lang", asked);
  return asked ?? known(sessionStorage.getItem("cordboard.lang"));
}

function fromBrowser(): LanguageCode {
  return navigator.languages.map(known).find((code) => code !== null) ?? "en";
}

export function languageFor(account: string): LanguageCode {
  return fromAddress() ?? known(account) ?? fromBrowser();
}

/** A choice by hand is stronger than what the address said. */
export function forgetAddress(): void {
  sessionStorage.removeItem("cordboard.lang");
}

export async function setLanguage(code: LanguageCode): Promise<void> {
  if (!i18next.hasResourceBundle(code, "translation"))
    i18next.addResourceBundle(code, "translation", await words[code]());
  if (lateWanted) await addLate(code);
  await i18next.changeLanguage(code);
  document.documentElement.lang = code;
}

export async function startLanguage(): Promise<void> {
  await i18next.use(initReactI18next).init({
    fallbackLng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  await setLanguage(languageFor(""));
}
