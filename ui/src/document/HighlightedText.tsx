import { memo, type CSSProperties } from "react";
import { edge, ground } from "./hue";
import { hitKey, type Mark, type Piece, pieces, spotKey } from "./span";

interface Props {
  text: string;
  from: number;
  to: number;
  /** Marks in UTF-16 units. */
  marks: Mark[];
  /** Key of the evidence that is looked at. */
  current: number | undefined;
  /** What to call a mark for those who do not see its colour. */
  nameOf: (mark: Mark) => string;
}

/** A stretch of text with its evidence marked, and the fields that were read there. */
export const HighlightedText = memo(function HighlightedText({ text, from, to, marks, current, nameOf }: Props) {
  return pieces(from, to, marks).map((p) => {
    const words = text.slice(p.from, p.to);
    if (p.marks.length === 0) return <span key={p.from}>{words}</span>;
    const shown = p.marks.filter((m) => m.field === undefined);
    const now = shown.some((m) => m.key === current);
    const found = shown.some((m) => m.key <= hitKey);
    const evidence = shown.filter((m) => m.key > spotKey);
    const read = readHere(p, from);
    const look = (...sorts: (string | false)[]) => [...sorts, read["data-read"] && "read", found && "hit", now && "evidence-now"].filter(Boolean).join(" ");
    if (shown.length === 0) return <span key={p.from} {...read} className={look()}>{words}</span>;
    if (evidence.length === 0) {
      const spot = shown.some((m) => m.key === spotKey);
      return <mark key={p.from} {...read} data-testid={spot ? "spot" : "hit"} className={look(spot && "spot")}>{words}</mark>;
    }
    return (
      <mark
        key={p.from}
        {...read}
        data-testid="evidence-mark"
        data-evidence={[...new Set(evidence.map((m) => m.key))].join(" ")}
        className={look("evidence")}
        style={paint({ ...p, marks: evidence }, current, found)}
        title={[...new Set(evidence.map(nameOf))].join("\n")}
      >
        {starting({ ...p, marks: evidence }).map((n) => (
          <sup key={n} className="evidence-number" aria-hidden style={{ background: edge(n) }} data-number={n + 1} />
        ))}
        {words}
      </mark>
    );
  });
});

/** readHere says which fields a piece belongs to, the innermost first. Where one begins the keyboard can stop; it enters at the first. */
function readHere(p: Piece, from: number): { "data-read"?: string; tabIndex?: number } {
  const fields = p.marks.flatMap((m) => (m.field === undefined ? [] : [{ n: m.field, span: m.span }]));
  if (fields.length === 0) return {};
  fields.sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]) || a.n - b.n);
  const begins = fields.filter((f) => Math.max(f.span[0], from) === p.from);
  return { "data-read": fields.map((f) => f.n).join(" "), tabIndex: begins.length === 0 ? undefined : begins.some((f) => f.n === 0) ? 0 : -1 };
}

/** starting lists the indicators whose marks begin with this piece; their numbers are shown there. */
function starting(p: Piece): number[] {
  return [...new Set(p.marks.filter((m) => m.span[0] === p.from && !m.part).map((m) => m.hue))];
}

/** paint colours a piece; where marks overlap, the colours stand side by side as stripes. A word that was sought has its own ground. */
function paint(p: Piece, current: number | undefined, found: boolean): CSSProperties {
  const hues = [...new Set(p.marks.map((m) => m.hue))];
  const first = p.marks.find((m) => m.key === current)?.hue ?? hues[0] ?? 0;
  const grounds = [...new Set(p.marks.filter((m) => !m.whole).map((m) => m.hue))];
  if (found || grounds.length === 0) return { borderBottomColor: edge(first) };
  if (grounds.length === 1) return { backgroundColor: ground(grounds[0] as number), borderBottomColor: edge(first) };
  const width = 6;
  const stripes = grounds.map((h, i) => `${ground(h)} ${i * width}px ${(i + 1) * width}px`).join(", ");
  return { backgroundImage: `repeating-linear-gradient(135deg, ${stripes})`, borderBottomColor: edge(first) };
}
