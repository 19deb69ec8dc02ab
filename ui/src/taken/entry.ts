// What the reader took from a document, as the panel beside its text shows it. Pure.
import type { Judgment } from "../api/types";
import { type Span, spanOf } from "../document/span";
import type { Namer } from "../words/codes";
import { listText, sumText } from "../words/format";
import type { useWords } from "../words/i18n";
import type { Language } from "../words/language";

/** An Entry is one thing that was read. */
export interface Entry {
  /** What it is. */
  label: string;
  /** The thing itself; may be empty where the label says all. */
  value: string;
  /** More about it, in the language of the person. */
  facts: string[];
  /** Its words in the document, where they say more than the value. */
  words: string;
  /** Where it stands, in code points; null if that is not known. */
  span: Span | null;
  /** How sure the reader is, 0 to 1; null where it does not say. */
  sure: number | null;
}

/** A Teller has the words that entries are told in. */
export interface Teller {
  t: ReturnType<typeof useWords>["t"];
  name: Namer;
  language: Language;
}

/** An Extract makes the entries of one group. */
export type Extract = (judgment: Judgment, teller: Teller) => Entry[];

/** Below this confidence an entry is marked as inferred: it was not announced by words of its own. */
const announced = 0.9;

/** isInferred reports whether the reader guessed it from what stands around it. */
export function isInferred(e: Entry): boolean {
  return e.sure !== null && e.sure < announced;
}

interface Sent {
  span?: readonly number[] | null;
  confidence?: number;
}

interface Told {
  label: string;
  value?: string;
  facts?: (string | 0 | false | undefined)[];
  words?: string;
}

/** entry makes an entry of what was sent; facts that are not there are left out. */
export function entry(from: Sent, { label, value = "", facts = [], words = "" }: Told): Entry {
  const known = facts.filter((f): f is string => Boolean(f));
  return { label, value, facts: known, words, span: spanOf(from.span), sure: from.confidence ?? null };
}

/** money writes a sum to the cent, as it can be compared with the text; empty if there is none. */
export function money(yuan: number | null | undefined, { language }: Teller): string {
  return yuan === null || yuan === undefined ? "" : sumText(yuan, language);
}

/** sums writes a sum of yuan and those of other currencies, each of these with its code. */
export function sums(yuan: number | null | undefined, foreign: { sum: number; currency: string }[] | null | undefined, teller: Teller): string {
  const others = (foreign ?? []).map((f) => `${f.sum.toLocaleString("en", { maximumFractionDigits: 2 })} ${f.currency}`);
  return [money(yuan, teller), ...others].filter(Boolean).join(" + ");
}

/** names joins names as the language of the page does. */
export function names(all: string[] | undefined, { language }: Teller): string {
  return listText(all ?? [], language);
}
