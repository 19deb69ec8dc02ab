// The keys of the program: what handlers act on and what the sheet of keys lists, in one place.
import type { Verdict } from "../api/types";

/** In a list of clues. */
export const listKeys = { j: "down", k: "up", Enter: "open", " ": "peek", x: "select", e: "decide", c: "claim", b: "many", Escape: "close" } as const;
export type ListAct = (typeof listKeys)[keyof typeof listKeys];

/** Where identities are reviewed. */
export const verdictKeys = { ArrowLeft: "different", ArrowRight: "same", ArrowDown: "unsure" } as const satisfies Record<string, Verdict>;

/** Among what a test on history found: y, n and u mark the row that is in focus and go to the next. */
export const labelKeys = { j: "down", k: "up", y: "right", n: "wrong", u: "unsure" } as const;

/** Where a model is written; pressed with Ctrl or ⌘. */
export const draftKeys = { s: "save" } as const;

/** In the text of a document; pressed with Ctrl or ⌘. */
export const readKeys = { f: "find" } as const;

/** In what was found in a document. */
export const findKeys = { Enter: "next", "Shift+Enter": "previous", Escape: "close" } as const;

/** Where two documents stand side by side. */
export const copyKeys = { n: "next", p: "previous" } as const;

/** Everywhere. */
export const sheetKeys = { "?": "sheet" } as const;

/** The sheet, group by group. */
export const groups = [
  { name: "everywhere", keys: sheetKeys, with: "" },
  { name: "list", keys: listKeys, with: "" },
  { name: "read", keys: readKeys, with: "Ctrl" },
  { name: "find", keys: findKeys, with: "" },
  { name: "copies", keys: copyKeys, with: "" },
  { name: "verdict", keys: verdictKeys, with: "" },
  { name: "label", keys: labelKeys, with: "" },
  { name: "draft", keys: draftKeys, with: "Ctrl" },
] as const;

/** actOf is what a key does in a group, if it does anything. */
export function actOf<T extends Record<string, string>>(keys: T, key: string): T[keyof T] | undefined {
  return Object.hasOwn(keys, key) ? keys[key as keyof T] : undefined;
}

/** writes reports whether the person types where the key went, so that it is a letter and no command. */
export function writes(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  return at?.closest("input:not([type=checkbox]), textarea, [contenteditable], [role=combobox]") !== null && at !== null;
}
