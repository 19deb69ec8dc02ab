import { useEffect, useRef } from "react";
import { actOf, copyKeys, writes } from "../help/keys";

/** useCopyKeys lets the keys of copied passages (help/keys.ts) go from one to the next, except while somebody types. */
export function useCopyKeys(step: (by: number) => void): void {
  const latest = useRef(step);
  latest.current = step;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = actOf(copyKeys, event.key);
      if (event.ctrlKey || event.metaKey || event.altKey || writes(event) || !act) return;
      event.preventDefault();
      latest.current(act === "next" ? 1 : -1);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
