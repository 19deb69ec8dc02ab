import { useSyncExternalStore } from "react";

/** useWidth is the width of the window in pixels. */
export function useWidth(): number {
  return useSyncExternalStore(listen, () => window.innerWidth);
}

function listen(changed: () => void): () => void {
  window.addEventListener("resize", changed);
  return () => window.removeEventListener("resize", changed);
}
