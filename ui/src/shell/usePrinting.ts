import { useCallback, useEffect } from "react";

/** Printing of what is recorded: it is taken out first, with its hash, and printed then, by the button and by the browser's own key. */
export function usePrinting(take: (given: undefined, then: { onSuccess: () => void }) => void, busy: boolean): () => void {
  const print = useCallback(() => { if (!busy) take(undefined, { onSuccess: () => requestAnimationFrame(() => window.print()) }); }, [take, busy]);
  useEffect(() => {
    const pressed = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.key.toLowerCase() !== "p") return;
      e.preventDefault();
      print();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [print]);
  return print;
}
