// What a decision needs before it can be sent. Pure.
import type { State } from "../api/types";

export interface Decision {
  to: State | "";
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
