import { useMemo, useState } from "react";
import type { Clue } from "../api/types";
import { inOrder, type Place, places } from "./evidence";

/** What is being read: a document, and perhaps one place in it. */
export interface Reading {
  /** All records of the clue, numbered, in reading order. */
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
  const all = useMemo(
    () => inOrder(places(clue.records ?? [], clue.indicators ?? []), clue.documents ?? []),
    [clue.records, clue.indicators, clue.documents],
  );
  const walk = useMemo(() => all.filter((p) => p.span !== null), [all]);
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
