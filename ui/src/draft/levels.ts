import type { BacktestLevel } from "../api/types";

/** The level of a risk: the last that begins at it or below. Tests made before levels were told have none. */
export function levelAt(levels: BacktestLevel[] | undefined, risk: number): BacktestLevel | undefined {
  const hair = 1e-9; // 0.15 is three times 0.05, and a little more
  return levels?.findLast((l) => l.least <= risk + hair);
}
