import type { ClueDocument } from "../api/types";

/** factsOf is what the documents of a clue say that the first step of a matter asks: case numbers, and the court if it is one. */
export function factsOf(documents: readonly Pick<ClueDocument, "case_no" | "court">[]): Record<string, unknown> {
  const some = (all: string[]) => [...new Set(all.filter((x) => x !== ""))];
  const numbers = some(documents.map((d) => d.case_no));
  const courts = some(documents.map((d) => d.court));
  return { ...(numbers.length > 0 ? { case_numbers: numbers } : {}), ...(courts.length === 1 ? { court: courts[0] } : {}) };
}
