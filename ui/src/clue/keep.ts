// What can be done with a clue besides deciding on it: put it aside, hold it, give it to somebody. Pure.
import type { Account, Clue } from "../api/types";
import { assignsClues } from "../session/pages";

/** The things that can be done. back: bring back what is put aside. free: nobody holds it any more. */
export const keepings = ["aside", "back", "hold", "free", "assign"] as const;
export type Keeping = (typeof keepings)[number];

/** The greatest number of months for which the server lets a clue be put aside, or be held. */
export const longest = { aside: 12, hold: 3, assign: 3 } as const;

/** keepingsOf lists what somebody may do with a clue now: only what is not decided can be kept. */
export function keepingsOf(clue: Pick<Clue, "state" | "moves" | "holder" | "aside_until">, me: Pick<Account, "id" | "role"> | null | undefined): Keeping[] {
  if (!me || (clue.state !== "found" && clue.state !== "screening")) return [];
  const may = clue.moves.length > 0;
  const assigns = assignsClues(me.role);
  const out: Keeping[] = [];
  if (may) out.push(clue.aside_until ? "back" : "aside");
  if (may) out.push("hold");
  if (clue.holder && (may || assigns)) out.push("free");
  if (assigns) out.push("assign");
  return out;
}
