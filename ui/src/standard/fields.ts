// What can be said of the fields of a standard. Pure.
import type { Field } from "../api/types";

const added = ["record_id", "import_id", "source_row", "raw"];

/** delivered reports whether a file brings the field, and not the program. */
export function delivered(f: Field): boolean {
  return !f.derived && !added.includes(f.name);
}

/** A Limit is the range a value must lie in; "today" stands for the day of the import. */
export type Limit = { kind: "range" | "least" | "most" | "notFuture"; least: string; most: string };

/** limitOf gives the range of a field, if it has one. */
export function limitOf(f: Field): Limit | undefined {
  const [least, most] = [f.least ?? "", f.most ?? ""];
  if (most === "today") return { kind: "notFuture", least, most };
  if (least && most) return { kind: "range", least, most };
  if (least) return { kind: "least", least, most };
  if (most) return { kind: "most", least, most };
  return undefined;
}
