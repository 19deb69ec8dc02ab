// How a field of a procedure is asked for and shown. Its JSON Schema knows a few shapes
// only: a text, a day, a number, yes or no, one of several, or a list of texts.
import type { ProcedureField, Text } from "../api/types";

interface Schema {
  type?: string;
  format?: string;
  enum?: string[];
  items?: { enum?: string[] };
  maxLength?: number;
  minLength?: number;
  minItems?: number;
  minimum?: number;
  maximum?: number;
}

export type Shape = "text" | "long" | "day" | "number" | "whole" | "yesno" | "one" | "some" | "list";

const schemaOf = (f: ProcedureField): Schema => (f.schema ?? {}) as Schema;

/** longText is the length from which a text gets several lines. */
const longText = 500;

/** shapeOf tells how a field is asked for. */
export function shapeOf(f: ProcedureField): Shape {
  const s = schemaOf(f);
  if (s.type === "array") return s.items?.enum ? "some" : "list";
  if (s.enum) return "one";
  if (s.type === "boolean") return "yesno";
  if (s.type === "integer") return "whole";
  if (s.type === "number") return "number";
  if (s.format === "date") return "day";
  return (s.maxLength ?? 0) >= longText ? "long" : "text";
}

/** choicesOf are the values that a field allows, each with its name. */
export function choicesOf(f: ProcedureField, name: (t: Text) => string): { value: string; label: string }[] {
  const s = schemaOf(f);
  return (s.enum ?? s.items?.enum ?? []).map((value) => {
    const label = f.labels?.[value];
    return { value, label: label ? name(label) : value };
  });
}

/** boundsOf are the least and the greatest number that a field allows. */
export function boundsOf(f: ProcedureField): { min?: number; max?: number } {
  const s = schemaOf(f);
  return { min: s.minimum, max: s.maximum };
}

/** isEmpty reports whether nothing was given. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0);
}

/** given leaves out what was not given, and the space around what was. */
export function given(values: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (isEmpty(value)) continue;
    out[key] = typeof value === "string" ? value.trim() : value;
  }
  return out;
}

/** lacking are the fields that a step asks and nobody gave. */
export function lacking(asks: readonly string[], values: Record<string, unknown>): string[] {
  return asks.filter((a) => isEmpty(values[a]));
}
