import { useEffect, useRef } from "react";
import type { LabelVerdict } from "../api/types";
import { actOf, labelKeys, writes } from "../help/keys";

/** A row that keys go to: it is found by its attribute, in the order of the page. */
export const labelRow = "data-label";

const rows = () => [...document.querySelectorAll<HTMLElement>(`[${labelRow}]`)];

/** goTo puts the focus on a row, and the row into view. */
function goTo(row: HTMLElement | undefined) {
  row?.focus({ preventScroll: true });
  row?.scrollIntoView?.({ block: "nearest" });
}

/** useLabelKeys lets j and k move among what a test found, and y, n and u mark the row in focus and go to the next. */
export function useLabelKeys(give: (subject: string, verdict: LabelVerdict) => void): void {
  const latest = useRef(give);
  latest.current = give;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const act = actOf(labelKeys, event.key);
      if (!act || event.ctrlKey || event.metaKey || event.altKey || writes(event)) return;
      const at = event.target instanceof Element ? event.target : null;
      if (at?.closest(".ant-modal, .ant-drawer, .ant-tour, [role=menu]")) return;
      const all = rows();
      const here = all.findIndex((r) => at !== null && r.contains(at));
      if (act === "down" || act === "up") {
        if (all.length === 0) return;
        event.preventDefault();
        return goTo(all[here < 0 ? 0 : Math.min(all.length - 1, Math.max(0, here + (act === "down" ? 1 : -1)))]);
      }
      const subject = all[here]?.getAttribute(labelRow);
      if (!subject || event.repeat) return;
      event.preventDefault();
      latest.current(subject, act);
      goTo(all[here + 1]);
    };
    document.addEventListener("keydown", pressed);
    return () => document.removeEventListener("keydown", pressed);
  }, []);
}
