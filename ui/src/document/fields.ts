// The fields that were read from a document, in the order in which they stand in it. Pure.
import type { Judgment } from "../api/types";
import type { Entry, Teller } from "../taken/entry";
import { groups } from "../taken/groups";
import { agents } from "../taken/paper";
import { amounts } from "../taken/requests";
import type { Span } from "./span";

/** A Field is something that was read, with the place where it stands. */
export type Field = Entry & { span: Span };

/** fieldsOf lists what was read and has a place. What could not be read is no field. */
export function fieldsOf(judgment: Judgment, teller: Teller): Field[] {
  const read = groups(judgment, teller).flatMap((g) => (g.key === "defects" ? [] : g.entries));
  const all = [...read, ...agents(judgment, teller), ...amounts(judgment, teller)];
  const seen = new Set<string>();
  return all
    .filter((e): e is Field => {
      const key = JSON.stringify([e.span, e.label, e.value]);
      if (e.span === null || seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
}
