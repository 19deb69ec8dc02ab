// Starts i18next with the words of both languages; they are part of the program.
import i18next, { type TFunction } from "i18next";
import { useMemo } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Text } from "../api/types";
import { files } from "./files";
import { currentLanguage, type Language, pick, remember } from "./language";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof files.zh };
    returnNull: false;
  }
}

/** startWords loads the words. Call it once, before the first render. */
export function startWords(language: Language = currentLanguage()): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "zh",
    resources: { zh: { translation: files.zh }, en: { translation: files.en } },
    interpolation: { escapeValue: false }, // React escapes
    initAsync: false,
  });
  remember(language);
}

/**
 * counting makes a translator choose the word for one where the blank n is one: "1 day", by the key with _one behind it. n may
 * have been written as text, with separators.
 */
export function counting(t: TFunction): TFunction {
  const counted = (key: string, blanks?: Record<string, unknown>) =>
    (t as (key: string, blanks?: Record<string, unknown>) => string)(key, blanks && blanks.n !== undefined && blanks.count === undefined ? { ...blanks, count: String(blanks.n) === "1" ? 1 : 2 } : blanks);
  return counted as unknown as TFunction;
}

/** useWords gives the translator, the language, a picker for texts of the server, and the switch. */
export function useWords() {
  const { t: plain, i18n } = useTranslation();
  const t = useMemo(() => counting(plain), [plain]);
  const language: Language = i18n.language === "en" ? "en" : "zh";
  return {
    t,
    language,
    text: (x: Text | undefined | null) => pick(x, language),
    speak: (l: Language) => {
      remember(l);
      void i18n.changeLanguage(l);
    },
  };
}
