import { useEffect, useRef } from "react";
import type { Verdict } from "../api/types";

const verdicts: Record<string, Verdict> = { ArrowLeft: "different", ArrowRight: "same", ArrowDown: "unsure" };

/** useVerdictKeys lets ← → ↓ decide, except while somebody types or moves in a control. */
export function useVerdictKeys(give: (v: Verdict) => void): void {
  const latest = useRef(give);
  latest.current = give;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const verdict = verdicts[event.key];
      const at = event.target instanceof Element ? event.target : null;
      if (!verdict || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (at?.closest("input, textarea, [role=combobox], [role=radiogroup], [role=menu], .ant-segmented")) return;
      event.preventDefault();
      latest.current(verdict);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
