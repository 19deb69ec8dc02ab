import { type RefObject, useDeferredValue, useMemo, useRef, useState } from "react";
import { find, fold } from "./find";
import { hitKey, type Span } from "./span";

/** A search in the text of a document. */
export interface Find {
  open: boolean;
  words: string;
  /** Where they stand, in UTF-16 units. */
  hits: Span[];
  /** The one in sight, counted from 0. */
  at: number;
  /** Its key as a mark; undefined while the person looks at something else. */
  current: number | undefined;
  /** Changes whenever it is to be brought into sight. */
  visit: number;
  begin: () => void;
  close: () => void;
  seek: (words: string) => void;
  /** Goes so many places on, from the last to the first. */
  step: (by: number) => void;
  /** What opens the search, and has the keyboard again once it is closed. */
  opener: RefObject<HTMLButtonElement | null>;
  input: RefObject<HTMLInputElement | null>;
}

const nothing: Span[] = [];

/** useFind searches in text. elsewhere changes when the person goes to a place that was not sought. */
export function useFind(text: string, elsewhere: number): Find {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState("");
  const [at, setAt] = useState({ place: 0, visit: 0, elsewhere });
  const opener = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const sought = useDeferredValue(words);
  const folded = useMemo(() => (open ? fold(text) : null), [open, text]);
  const hits = useMemo(() => (folded ? find(folded, sought) : nothing), [folded, sought]);
  const here = at.elsewhere === elsewhere;
  const place = Math.min(at.place, Math.max(hits.length - 1, 0));
  const go = (to: number) => setAt((before) => ({ place: to, visit: before.visit + 1, elsewhere }));
  return {
    open, words, hits, at: place, visit: at.visit, opener, input,
    current: open && here && hits.length > 0 ? hitKey - place : undefined,
    begin: () => {
      setOpen(true);
      input.current?.select(); // it may be open already
    },
    close: () => {
      setOpen(false);
      opener.current?.focus();
    },
    seek: (next) => {
      setWords(next);
      go(0);
    },
    step: (by) => hits.length > 0 && go(here ? (place + by + hits.length) % hits.length : place),
  };
}
