// Searching in the text of a document. Pure.
import type { Span } from "./span";

/** Places that are counted; of more, so many are shown. */
export const mostHits = 999;

/** A Folded text is what of it is compared, and where each of its units stands in the text. */
export interface Folded {
  plain: string;
  from: number[];
  to: number[];
}

/** fold leaves out blanks and line breaks and makes equal what differs in width or case only. */
export function fold(text: string): Folded {
  const from: number[] = [];
  const to: number[] = [];
  let plain = "";
  let at = 0;
  for (const char of text) {
    const end = at + char.length;
    const same = /\s/.test(char) ? "" : char >= "\u4e00" && char <= "\u9fff" ? char : char.normalize("NFKC").toLowerCase().replace(/\s/g, "");
    for (let i = 0; i < same.length; i++) {
      from.push(at);
      to.push(end);
    }
    plain += same;
    at = end;
  }
  return { plain, from, to };
}

/** find lists where words stand in a folded text, in UTF-16 units of the text, in order and apart from one another; one more than are counted if there are more. */
export function find(text: Folded, words: string): Span[] {
  const { plain } = fold(words);
  const hits: Span[] = [];
  if (plain === "") return hits;
  for (let i = text.plain.indexOf(plain); i >= 0 && hits.length <= mostHits; i = text.plain.indexOf(plain, i + plain.length)) {
    hits.push([text.from[i] as number, text.to[i + plain.length - 1] as number]);
  }
  return hits;
}
