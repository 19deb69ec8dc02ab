// What was decided of pairs. Pure.
import type { Decision, PairRow, Renewal } from "../api/types";

type Mention = Decision["left"];

const same = (a: Mention, b: Mention) => a.dataset === b.dataset && a.record === b.record && a.mention === b.mention;

/** standing reports whether a decision is in force: one taken back has a moment for that. */
export function standing(d: Decision): boolean {
  return !d.undone_at;
}

/** inForce finds the decision about a pair that holds now, whichever side was first. */
export function inForce(all: Decision[], pair: PairRow): Decision | undefined {
  const [l, r] = [pair.left.mention, pair.right.mention];
  return all.find((d) => standing(d) && ((same(d.left, l) && same(d.right, r)) || (same(d.left, r) && same(d.right, l))));
}

/** unsettled counts what was decided or taken back since records were last linked in this life of the program, by which linkage goes. */
export function unsettled(all: Decision[], runs: Renewal[]): number {
  const since = runs.find((r) => r.state === "done")?.started_at ?? "";
  if (since === "") return 0;
  return all.filter((d) => d.verdict !== "unsure" && (d.undone_at ?? d.at) > since).length;
}
