// What of a paper can be written. Pure.
import type { Paper, Template } from "../api/types";

/** slotsOf are the fields of the template that a paper goes by; undefined for one that is a single text. */
export function slotsOf(paper: Pick<Paper, "text">, templates: readonly Template[]): Template["fields"] | undefined {
  if (paper.text.template === general) return undefined;
  return templates.find((x) => x.id === paper.text.template)?.fields;
}

/** The template without fields of its own, by which whatever has none is written. */
const general = "general";

/** changed are the values that say something else than before. */
export function changed(now: Record<string, string>, before: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== (before[name] ?? "")));
}
