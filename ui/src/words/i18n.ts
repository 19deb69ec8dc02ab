// Starts i18next with the words of both languages; they are part of the program.
import i18next from "i18next";
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

/** useWords gives the translator, the language, a picker for texts of the server, and the switch. */
export function useWords() {
  const { t, i18n } = useTranslation();
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
