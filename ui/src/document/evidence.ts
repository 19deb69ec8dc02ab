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

/** tour is the order in which next and previous walk: documents as listed, inside each by position. */
export function tour(all: Place[], documents: ClueDocument[]): Place[] {
  const order = new Map(documents.map((d, i) => [d.id, i]));
  const rank = (p: Place) => order.get(p.record.record_id) ?? documents.length;
  return all
    .filter((p) => p.span !== null)
    .sort((a, b) => rank(a) - rank(b) || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0) || a.key - b.key);
}
