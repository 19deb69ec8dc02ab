import { useMemo, useState } from "react";
import type { Clue } from "../api/types";
import { type Place, places, tour } from "./evidence";

/** What is being read: a document, and perhaps one place in it. */
export interface Reading {
  /** All records of the clue, numbered. */
  all: Place[];
  /** Those with a place in a document, in the order of next and previous. */
  tour: Place[];
  /** Id of the document in sight; empty if the clue has none. */
  document: string;
  /** Key of the evidence in sight. */
  current: number | undefined;
  choose: (document: string) => void;
  show: (place: Place) => void;
  /** Goes so many places on, into other documents where needed. */
  step: (by: number) => void;
}

/** useReading begins at the first evidence of the clue. */
export function useReading(clue: Clue): Reading {
  const all = useMemo(() => places(clue.records ?? [], clue.indicators ?? []), [clue.records, clue.indicators]);
  const walk = useMemo(() => tour(all, clue.documents ?? []), [all, clue.documents]);
  const [at, setAt] = useState<{ document: string; key: number | undefined }>(() => ({
    document: walk[0]?.record.record_id ?? clue.documents?.[0]?.id ?? "",
    key: walk[0]?.key,
  }));
  const show = (p: Place) => setAt({ document: p.record.record_id, key: p.span ? p.key : undefined });
  const choose = (document: string) => {
    const first = walk.find((p) => p.record.record_id === document);
    setAt({ document, key: first?.key });
  };
  const step = (by: number) => {
    if (walk.length === 0) return;
    const here = walk.findIndex((p) => p.key === at.key);
    const next = walk[here < 0 ? 0 : (here + by + walk.length) % walk.length];
    if (next) show(next);
  };
  return { all, tour: walk, document: at.document, current: at.key, choose, show, step };
}
