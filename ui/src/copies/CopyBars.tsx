import { edge, ground } from "../document/hue";
import type { Ribbon } from "./place";

interface Props {
  ribbons: Ribbon[];
  current: number;
  label: string;
  nameOf: (passage: number) => string;
  onChoose: (passage: number) => void;
}

/** How wide a bar is, of 100. */
const width = 16;

/** Two bars, one for each document, with the passages they have in common connected. */
export function CopyBars({ ribbons, current, label, nameOf, onChoose }: Props) {
  return (
    <svg className="copy-bars" viewBox="0 0 100 1000" preserveAspectRatio="none" role="img" aria-label={label} data-testid="copy-bars">
      <rect className="copy-bar" x={0} y={0} width={width} height={1000} />
      <rect className="copy-bar" x={100 - width} y={0} width={width} height={1000} />
      {inSight(ribbons, current).map((n) => {
        const r = ribbons[n] as Ribbon;
        return (
          <g key={n} className={n === current ? "ribbon ribbon-now" : "ribbon"} data-passage={n} fill={ground(n)} stroke={edge(n)} onClick={() => onChoose(n)}>
            <title>{nameOf(n)}</title>
            <path d={`M ${width} ${r.here[0]} L ${100 - width} ${r.there[0]} L ${100 - width} ${r.there[1]} L ${width} ${r.here[1]} Z`} />
            <rect x={0} y={r.here[0]} width={width} height={r.here[1] - r.here[0]} />
            <rect x={100 - width} y={r.there[0]} width={width} height={r.there[1] - r.there[0]} />
          </g>
        );
      })}
    </svg>
  );
}

/** inSight is the order of drawing: the current one last, so that it lies above the others. */
function inSight(ribbons: Ribbon[], current: number): number[] {
  const all = ribbons.map((_, n) => n).filter((n) => n !== current);
  return current < ribbons.length ? [...all, current] : all;
}
