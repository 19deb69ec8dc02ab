import { useEffect, useRef } from "react";
import type { Verdict } from "../api/types";
import { actOf, verdictKeys } from "../help/keys";

/** useVerdictKeys lets ← → ↓ decide, except while somebody types or moves in a control. */
export function useVerdictKeys(give: (v: Verdict) => void): void {
  const latest = useRef(give);
  latest.current = give;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const verdict = actOf(verdictKeys, event.key);
      const at = event.target instanceof Element ? event.target : null;
      if (!verdict || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (at?.closest("input, textarea, [role=combobox], [role=radiogroup], [role=menu], .ant-segmented, .ant-modal, .ant-tour")) return;
      event.preventDefault();
      latest.current(verdict);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
