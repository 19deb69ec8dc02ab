// Which column becomes which field, as a person decides it. Pure.
import type { ColumnChoice, ColumnMatch, Field } from "../api/types";
import { delivered } from "../standard/fields";

/** From which score on a match is taken without asking; what is less sure waits for a person. */
export const sure = 0.6;

/** fieldsOf lists the fields that a file can fill. */
export function fieldsOf(fields: Field[]): Field[] {
  return fields.filter(delivered);
}

/** firstChoices takes over what was matched, each field at most once, the surest column first. */
export function firstChoices(columns: ColumnMatch[]): ColumnChoice[] {
  const taken = new Map<string, number>();
  columns.forEach((c, i) => {
    if (!c.field || c.score < sure) return;
    const other = taken.get(c.field);
    if (other === undefined || (columns[other]?.score ?? 0) < c.score) taken.set(c.field, i);
  });
  return columns.map((c, i) => (taken.get(c.field) === i ? { field: c.field, unit: c.unit || undefined } : { field: "" }));
}

/** choose gives column i a field; a column that had it before is left out. */
export function choose(choices: ColumnChoice[], i: number, field: string): ColumnChoice[] {
  return choices.map((c, n) => {
    if (n === i) return { field, unit: field === "" ? undefined : c.unit };
    return field !== "" && c.field === field ? { field: "" } : c;
  });
}

/** withUnit says in which unit the sums of column i are. */
export function withUnit(choices: ColumnChoice[], i: number, unit: string | undefined): ColumnChoice[] {
  return choices.map((c, n) => (n === i ? { ...c, unit } : c));
}

/** lacking lists the fields without which rows are put aside, and that no column has nor another field that does in their place. */
export function lacking(fields: Field[], choices: ColumnChoice[]): Field[] {
  const has = new Set(choices.map((c) => c.field));
  return fieldsOf(fields).filter((f) => f.required && ![f.name, ...(f.or ?? [])].some((name) => has.has(name)));
}

/** unitsOf lists the units in which a field may be delivered; none if it has no choice. */
export function unitsOf(field: Field | undefined): string[] {
  return field?.unit === "yuan" ? ["\u5143", "\u4e07\u5143"] : [];
}

/** A Fill says what becomes of a column: matched as proposed, by hand, or left out. */
export type Fill = "matched" | "byHand" | "unsure" | "left";

/** fillOf tells how a column came by its field. */
export function fillOf(match: ColumnMatch, choice: ColumnChoice): Fill {
  if (choice.field === "") return match.field && match.score < sure ? "unsure" : "left";
  return choice.field === match.field ? "matched" : "byHand";
}
