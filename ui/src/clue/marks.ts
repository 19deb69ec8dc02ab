import { useSyncExternalStore } from "react";
import { toggled } from "./filter";

/** Marks are where one is in a list and what is selected of it. */
export interface Marks {
  /** The row that keys mean, counted from 0. */
  current: () => number;
  /** Ids of the selected rows; another list after each change. */
  selected: () => string[];
  point: (row: number) => void;
  toggle: (id: string) => void;
  select: (ids: string[]) => void;
  listen: (heard: () => void) => () => void;
}

/** newMarks begins at the top with nothing selected. They are kept beside React, so that a key draws the rows it changes and not the list. */
export function newMarks(): Marks {
  const listeners = new Set<() => void>();
  let current = 0;
  let selected: string[] = [];
  const tell = () => listeners.forEach((heard) => heard());
  const select = (ids: string[]) => {
    selected = ids;
    tell();
  };
  return {
    current: () => current,
    selected: () => selected,
    point: (row) => {
      current = row;
      tell();
    },
    toggle: (id) => select(toggled(selected, id)),
    select,
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
}

/** useMark gives what read says of marks; whoever uses it is drawn again only when that is another. */
export function useMark<T extends string | number | boolean | string[]>(marks: Marks, read: (marks: Marks) => T): T {
  return useSyncExternalStore(marks.listen, () => read(marks));
}
