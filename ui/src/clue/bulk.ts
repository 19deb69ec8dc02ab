// What an act on many clues needs before it can begin. Pure.
import type { BulkAct } from "../api/types";
import { leastNote } from "./decision";

/** The greatest number of clues that the server changes together. */
export const mostAtOnce = 10_000;

/** The acts that ask for something first. */
export const asked = ["dismiss", "aside", "hold"] as const;
export type Asked = (typeof asked)[number];

/** What a person has filled in. */
export interface Draft {
  reason: string;
  note: string;
  /** ISO day. */
  until: string;
  /** Id of the account. */
  account: string;
}

/** What is missing from it; empty if it can begin. */
export function lacking(act: Asked, d: Draft): (keyof Draft)[] {
  const noted = [...d.note.trim()].length >= leastNote;
  const lacks: Record<Asked, (keyof Draft | false)[]> = {
    dismiss: [!d.reason && "reason", !noted && "note"],
    aside: [!d.until && "until", !noted && "note"],
    hold: [!d.account && "account", !d.until && "until"],
  };
  return lacks[act].filter((x) => x !== false);
}

/** bulkAct is what the server is told to do to each clue. */
export function bulkAct(act: Asked, d: Draft): BulkAct {
  const note = d.note.trim();
  if (act === "dismiss") return { kind: "move", to: "dismissed", reason: d.reason, note };
  if (act === "aside") return { kind: "aside", until: d.until, note };
  return { kind: "hold", account: d.account, until: d.until, ...(note && { note }) };
}

/** The acts that need nothing more. */
export const plainActs = {
  screen: { kind: "move", to: "screening" },
  free: { kind: "hold" },
  back: { kind: "aside" },
} as const satisfies Record<string, BulkAct>;

