import { useEffect, useRef } from "react";

export interface ListKeys {
  /** Moves the current row by so many. */
  move: (by: number) => void;
  open: () => void;
  peek: () => void;
  select: () => void;
  close: () => void;
}

/** useListKeys lets j, k, Enter, space, x and Escape work the list, except while somebody types. */
export function useListKeys(keys: ListKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || taken(event)) return;
      const act = actionOf(event.key, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}

function actionOf(key: string, keys: ListKeys): (() => void) | undefined {
  switch (key) {
    case "j":
      return () => keys.move(1);
    case "k":
      return () => keys.move(-1);
    case "x":
      return keys.select;
    case "Enter":
      return keys.open;
    case " ":
      return keys.peek;
    case "Escape":
      return keys.close;
    default:
      return undefined;
  }
}

/** taken reports whether the focused element needs the key itself. */
function taken(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  if (!at) return false;
  if (at.closest("input:not([type=checkbox]), textarea, [contenteditable], [role=combobox], [role=slider], [role=menu]")) return true;
  const presses = event.key === "Enter" || event.key === " ";
  return presses && at.closest("button, a, summary, input") !== null;
}
