// Which places of which documents a clue rests on, in reading order. Pure.
import type { ClueDocument, EvidenceRecord, Indicator } from "../api/types";
import { type Mark, type Span, spanOf } from "./span";

/** A Place is one record of a clue together with its number and the number of its indicator. */
export interface Place {
  /** Position in the clue's records: names the evidence in links and marks. */
  key: number;
  /** Position of its indicator in the clue; -1 if the clue does not list it. */
  hue: number;
  record: EvidenceRecord;
  /** Where it stands, in code points; null if that is not known. */
  span: Span | null;
}

/** places numbers the records of a clue. */
export function places(records: EvidenceRecord[], indicators: Indicator[]): Place[] {
  const number = new Map(indicators.map((x, i) => [x.id, i]));
  return records.map((record, key) => ({ key, hue: number.get(record.indicator) ?? -1, record, span: spanOf(record.span) }));
}

/** marksIn gives the marks of one document. */
export function marksIn(all: Place[], document: string): Mark[] {
  return all.flatMap(({ key, hue, record, span }) =>
    record.record_id === document && span ? [{ key, hue: Math.max(hue, 0), span }] : [],
  );
}

/** inOrder sorts places as they are read: documents as listed, inside each by position, unknown positions first. */
export function inOrder(all: Place[], documents: ClueDocument[]): Place[] {
  const order = new Map(documents.map((d, i) => [d.id, i]));
  const rank = (p: Place) => order.get(p.record.record_id) ?? documents.length;
  const start = (p: Place) => p.span?.[0] ?? -1;
  return [...all].sort((a, b) => rank(a) - rank(b) || start(a) - start(b) || a.key - b.key);
}
