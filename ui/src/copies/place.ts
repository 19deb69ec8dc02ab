// Where passages stand that two documents have in common: in the picture, and on the screen. Pure.
import type { CopiedPair, CopiedPassage } from "../api/types";
import { type Span, spanOf } from "../document/span";

/** A Column shows one document. */
export interface Column {
  /** How far below the beginning of the document the passage stands, in pixels. */
  top: number;
  /** How far the column can be scrolled. */
  most: number;
}

/** beside says how far both columns are to be scrolled, so that the passage stands equally high in both: at wanted below their upper edge, or as near to that as both can. */
export function beside(here: Column, there: Column, wanted: number): [number, number] {
  const highest = Math.max(here.top - here.most, there.top - there.most, 0);
  const lowest = Math.min(here.top, there.top);
  const y = Math.min(Math.max(wanted, highest), lowest);
  const scrolled = ({ top, most }: Column) => Math.min(Math.max(top - y, 0), Math.max(most, 0));
  return [scrolled(here), scrolled(there)];
}

/** A Ribbon is a passage in the picture: from where to where on either bar, of 1000. */
export interface Ribbon {
  here: Span;
  there: Span;
}

/** The least height that can be seen and clicked. */
const least = 5;

/** ribbons places passages on two bars; lengths are those of the documents, in code points as the spans. */
export function ribbons(passages: CopiedPassage[], here: number, there: number): Ribbon[] {
  return passages.map((p) => ({ here: onBar(p.here, here), there: onBar(p.there, there) }));
}

function onBar(sent: readonly number[] | null, length: number): Span {
  const [from, to] = (spanOf(sent) ?? [0, 0]).map((n) => (length > 0 ? Math.min(Math.max(n / length, 0), 1) * 1000 : 0)) as Span;
  const start = Math.min(from, 1000 - least);
  return [start, Math.max(to, start + least)];
}

/** A Pair of documents stands side by side. */
export interface Pair {
  here: string;
  there: string;
}

/** chosen completes what was asked for by the documents that have most in common; of one that was asked for, by that with which it has most. Empty if that is not known. */
export function chosen(asked: Pair, pairs: CopiedPair[]): Pair {
  if (asked.here && asked.there) return asked;
  for (const p of pairs) {
    if (asked.here ? p.here === asked.here : !asked.there || p.there === asked.there) return { here: p.here, there: p.there };
    if (asked.here ? p.there === asked.here : p.here === asked.there) return { here: p.there, there: p.here };
  }
  return asked;
}

/** common tells how many characters a document has in common with another one, as far as that was counted. */
export function common(pairs: CopiedPair[], a: string, b: string): number | undefined {
  return pairs.find((p) => (p.here === a && p.there === b) || (p.here === b && p.there === a))?.letters;
}
