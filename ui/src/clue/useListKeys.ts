import { useEffect, useRef } from "react";
import { actOf, type ListAct, listKeys } from "../help/keys";

export interface ListKeys {
  /** Moves the current row by so many. */
  move: (by: number) => void;
  open: () => void;
  peek: () => void;
  select: () => void;
  /** Decides on the current row. */
  decide: () => void;
  /** Takes the next one that is free. */
  claim: () => void;
  /** Goes to what can be done with the selected rows. */
  many: () => void;
  close: () => void;
}

/** useListKeys lets the keys of lists (help/keys.ts) work the list, except while somebody types. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || taken(event)) return;
      const act = actOf(listKeys, event.key);
      if (!act) return;
      event.preventDefault();
      perform(act, latest.current);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function perform(act: ListAct, keys: ListKeys): void {
  if (act === "down") keys.move(1);
  else if (act === "up") keys.move(-1);
  else keys[act]();
}

/** taken reports whether the focused element needs the key itself. */
function taken(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  if (!at) return false;
  if (at.closest("input:not([type=checkbox]), textarea, [contenteditable], [role=combobox], [role=slider], [role=menu], .ant-modal, .ant-tour")) return true;
  const presses = event.key === "Enter" || event.key === " ";
  return presses && at.closest("button, a, summary, input") !== null;
}
