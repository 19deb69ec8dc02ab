// Places in a document's text. The server counts characters as Unicode code points; the
// browser counts UTF-16 units, in which a rare character of a name (𠮷) counts twice. Pure.

/** A half-open range; of code points in what the server sends, of UTF-16 units after units(). */
export type Span = [number, number];

/** spanOf reads a span as it is sent; null if the place is not known. */
export function spanOf(sent: readonly number[] | null | undefined): Span | null {
  const [start, end] = sent ?? [];
  return start !== undefined && end !== undefined && end > start ? [start, end] : null;
}

/** A Mark is a place that something rests on. Several marks may overlap. */
export interface Mark {
  span: Span;
  /** Number of the evidence, unique in the document. */
  key: number;
  /** Number of the indicator, which gives the colour; -1 for what has none. */
  hue: number;
  /** A place whose words are not all meant: its line is drawn, its ground is that of marks of the same key that lie in it. */
  whole?: boolean;
  /** Lies in one that is whole, which bears the number. */
  part?: boolean;
  /** Number of the field that was read there. Such a mark is no evidence and has no key of its own. */
  field?: number;
}

/** fieldMarks are the places where fields were read, as marks. */
export function fieldMarks(spans: Span[]): Mark[] {
  return spans.map((span, field) => ({ key: fieldKey, hue: -1, span, field }));
}

/** The key of all marks of fields; they stand behind those of evidence. */
const fieldKey = Number.MAX_SAFE_INTEGER;

/** The key of the spot: a place that somebody points at and that is no evidence. */
export const spotKey = -1;

/** The key of the first place where a word was found; the others count down from it. */
export const hitKey = -2;

/** hitMarks are the places where a word was found, as marks. */
export function hitMarks(hits: Span[]): Mark[] {
  return hits.map((span, i) => ({ key: hitKey - i, hue: -1, span }));
}

/** withSpot adds the spot to the marks of a document. */
export function withSpot(marks: Mark[], spot: Span | null): Mark[] {
  return spot ? [...marks, { key: spotKey, hue: -1, span: spot }] : marks;
}

/** A Piece is a stretch of text under the same marks. */
export interface Piece {
  from: number;
  to: number;
  /** The marks that cover it, in the order of their keys. */
  marks: Mark[];
}

/** unitAt gives a function from code-point position to UTF-16 position in text, bounded by the text. */
export function unitAt(text: string): (point: number) => number {
  if (!/[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text)) return (p) => Math.min(Math.max(p, 0), text.length);
  const starts: number[] = [];
  for (let i = 0; i < text.length; i += wide(text, i) ? 2 : 1) starts.push(i);
  return (p) => (p < 0 ? 0 : (starts[p] ?? text.length));
}

/** units converts spans of code points into spans of UTF-16 units; empty ones are left out. */
export function units<T extends { span: Span }>(text: string, marks: T[]): T[] {
  const at = unitAt(text);
  return marks
    .map((m) => ({ ...m, span: [at(m.span[0]), at(m.span[1])] as Span }))
    .filter((m) => m.span[1] > m.span[0]);
}

/** pieces cuts [from, to) at the edges of marks, so that each piece lies wholly in or out of each. */
export function pieces(from: number, to: number, marks: Mark[]): Piece[] {
  const here = marks.filter((m) => m.span[0] < to && m.span[1] > from);
  const cuts = new Set([from, to]);
  for (const { span } of here) {
    for (const edge of span) if (edge > from && edge < to) cuts.add(edge);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const out: Piece[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [a, b] = [edges[i] as number, edges[i + 1] as number];
    const over = here.filter((m) => m.span[0] <= a && m.span[1] >= b).sort((x, y) => x.key - y.key);
    out.push({ from: a, to: b, marks: over });
  }
  return out;
}

/** A Part is a section of a document, or the text between two sections (kind ""). */
export interface Part {
  kind: string;
  from: number;
  to: number;
}

/** parts covers the whole text with its sections in order; overlapping sections are clipped. */
export function parts(length: number, sections: { kind: string; span: Span }[]): Part[] {
  const out: Part[] = [];
  let at = 0;
  for (const { kind, span } of [...sections].sort((a, b) => a.span[0] - b.span[0])) {
    const from = Math.max(span[0], at);
    const to = Math.min(span[1], length);
    if (to <= from) continue;
    if (from > at) out.push({ kind: "", from: at, to: from });
    out.push({ kind, from, to });
    at = to;
  }
  if (at < length) out.push({ kind: "", from: at, to: length });
  return out;
}

/** trimmed leaves out the line breaks at both ends of a part: its heading already parts it from the rest. */
export function trimmed(text: string, { kind, from, to }: Part): Part {
  while (from < to && isBreak(text, from)) from++;
  while (to > from && isBreak(text, to - 1)) to--;
  return { kind, from, to };
}

function isBreak(text: string, i: number): boolean {
  return text[i] === "\n" || text[i] === "\r";
}

function wide(text: string, i: number): boolean {
  const a = text.charCodeAt(i);
  const b = text.charCodeAt(i + 1);
  return a >= 0xd800 && a < 0xdc00 && b >= 0xdc00 && b < 0xe000;
}
