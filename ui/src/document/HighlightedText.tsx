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

/** A stretch of text with its evidence marked. */
export const HighlightedText = memo(function HighlightedText({ text, from, to, marks, current, nameOf }: Props) {
  return pieces(from, to, marks).map((p) => {
    const words = text.slice(p.from, p.to);
    if (p.marks.length === 0) return <span key={p.from}>{words}</span>;
    const now = p.marks.some((m) => m.key === current);
    const found = p.marks.some((m) => m.key <= hitKey);
    const evidence = p.marks.filter((m) => m.key > spotKey);
    const look = (sort: string) => [sort, found && "hit", now && "evidence-now"].filter(Boolean).join(" ");
    if (evidence.length === 0) {
      const spot = p.marks.some((m) => m.key === spotKey);
      return <mark key={p.from} data-testid={spot ? "spot" : "hit"} className={look(spot ? "spot" : "")}>{words}</mark>;
    }
    return (
      <mark
        key={p.from}
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
