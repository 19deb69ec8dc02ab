// Which language the person reads, remembered in this browser.
import type { Text } from "../api/types";

export type Language = "zh" | "en";

const key = "mingjian.language";

let current: Language = remembered();

/** currentLanguage is the language in use; Chinese unless the person chose otherwise. */
export function currentLanguage(): Language {
  return current;
}

/** remember makes l the language in use, now and at the next visit. */
export function remember(l: Language): void {
  current = l;
  try {
    localStorage.setItem(key, l);
  } catch {
    // Storage may be forbidden by the office's browser policy; the choice then lasts until reload.
  }
  document.documentElement.lang = l === "zh" ? "zh-CN" : "en";
}

/** pick gives the sentence in language l; a missing translation gives the other one. */
export function pick(text: Text | undefined | null, l: Language): string {
  if (!text) return "";
  return (l === "en" ? text.en || text.zh : text.zh || text.en) ?? "";
}

function remembered(): Language {
  try {
    return localStorage.getItem(key) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}
