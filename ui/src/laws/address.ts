// Where laws and articles are shown. Pure functions; nothing here knows React.
import type { CitedArticle } from "../api/types";

/** lawAddress is the page of a version of a law, at an article if one is named. */
export function lawAddress(law: string, version: string, article = ""): string {
  return `/laws/${encodeURIComponent(law)}/${encodeURIComponent(version)}` + (article ? `?article=${encodeURIComponent(article)}` : "");
}

/** wordsOf are the words that something is looked for by. */
export const wordsOf = (q: string): string[] => q.split(/\s+/).filter(Boolean);

/** parts cuts a text where words stand in it, so that they can be marked. */
export function parts(text: string, words: string[]): { says: string; hit: boolean }[] {
  if (words.length === 0) return [{ says: text, hit: false }];
  const any = new RegExp(`(${words.map((w) => w.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})`);
  return text.split(any).filter(Boolean).map((says) => ({ says, hit: words.includes(says) }));
}

/** sameCaution is what has to be known of every article of a law alike; empty if they differ. */
export function sameCaution(articles: CitedArticle[]): CitedArticle["caution"] {
  const first = articles[0]?.caution ?? { zh: "", en: "" };
  return articles.every((a) => a.caution.zh === first.zh && a.caution.en === first.en) ? first : { zh: "", en: "" };
}
