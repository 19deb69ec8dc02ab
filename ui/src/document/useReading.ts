import { useMemo, useState } from "react";
import type { Clue } from "../api/types";
import { inOrder, type Place, places } from "./evidence";
import type { Span } from "./span";

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
  /** A place in the document that somebody points at, in code points; it goes before the evidence. */
  spot: Span | null;
  /** Changes whenever a place is to be brought into sight, be it the same as before. */
  visit: number;
  choose: (document: string) => void;
  show: (place: Place) => void;
  /** Goes so many places on, into other documents where needed. */
  step: (by: number) => void;
  point: (spot: Span) => void;
}

interface At {
  document: string;
  key: number | undefined;
  spot: Span | null;
  visit: number;
}

/** useReading begins at the first evidence of the clue. */
export function useReading(clue: Clue): Reading {
  const all = useMemo(
    () => inOrder(places(clue.records ?? [], clue.indicators ?? []), clue.documents ?? []),
    [clue.records, clue.indicators, clue.documents],
  );
  const walk = useMemo(() => all.filter((p) => p.span !== null), [all]);
  const [at, setAt] = useState<At>(() => ({
    document: walk[0]?.record.record_id ?? clue.documents?.[0]?.id ?? "",
    key: walk[0]?.key,
    spot: null,
    visit: 0,
  }));
  const go = (document: string, key: number | undefined) => setAt(({ visit }) => ({ document, key, spot: null, visit: visit + 1 }));
  const show = (p: Place) => go(p.record.record_id, p.span ? p.key : undefined);
  const choose = (document: string) => {
    const first = walk.find((p) => p.record.record_id === document);
    go(document, first?.key);
  };
  const point = (spot: Span) => setAt((before) => ({ ...before, spot, visit: before.visit + 1 }));
  const step = (by: number) => {
    if (walk.length === 0) return;
    const here = walk.findIndex((p) => p.key === at.key);
    const next = walk[here < 0 ? 0 : (here + by + walk.length) % walk.length];
    if (next) show(next);
  };
  return { all, tour: walk, document: at.document, current: at.key, spot: at.spot, visit: at.visit, choose, show, step, point };
}
