// What a decision needs before it can be sent. Pure.
import type { Move, State } from "../api/types";

/** Where a decision can take a clue: merging is an act of its own. */
export type Way = Move["to"];

/** ways leaves out of the states those into which no decision leads. */
export const ways = (states: readonly State[]): Way[] => states.filter((s): s is Way => s !== "merged");

export interface Decision {
  to: Way | "";
  reason: string;
  note: string;
}

/** The least number of characters of the note of a dismissal, as the server asks. */
export const leastNote = 4;

/** What is missing from a decision; empty if it can be sent. */
export type Missing = "to" | "reason" | "note";

/** missing lists what a decision lacks. Only a dismissal must give a reason and say why. */
export function missing(d: Decision): Missing[] {
  if (d.to === "") return ["to"];
  if (d.to !== "dismissed") return [];
  const out: Missing[] = [];
  if (d.reason === "") out.push("reason");
  if ([...d.note.trim()].length < leastNote) out.push("note");
  return out;
}
