// Who stood against whom in the documents of a clue. Pure.
import type { ClueDocument } from "../api/types";

export interface Standing {
  name: string;
  /** Documents in which the name stands on this side. */
  documents: number;
}

/** sides counts names on each side, most often first; a name counts once per document. */
export function sides(documents: ClueDocument[]): { claiming: Standing[]; defending: Standing[] } {
  return { claiming: count(documents, "claiming"), defending: count(documents, "defending") };
}

function count(documents: ClueDocument[], side: string): Standing[] {
  const found = new Map<string, number>();
  for (const d of documents) {
    for (const name of new Set((d.parties ?? []).filter((p) => p.side === side).map((p) => p.name))) {
      found.set(name, (found.get(name) ?? 0) + 1);
    }
  }
  return [...found]
    .map(([name, n]) => ({ name, documents: n }))
    .sort((a, b) => b.documents - a.documents || a.name.localeCompare(b.name, "zh-CN"));
}
