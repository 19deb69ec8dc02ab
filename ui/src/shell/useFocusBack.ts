import { useEffect, useState } from "react";

/** useFocusBack gives the focus back, when what uses it goes, to what had it when it came. */
export function useFocusBack(): void {
  const [had] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // What goes may hold the focus until it has gone; whoever took it meanwhile keeps it.
      requestAnimationFrame(() => {
        const lost = document.activeElement === null || document.activeElement === document.body;
        if (lost && had instanceof HTMLElement && had.isConnected) had.focus({ preventScroll: true });
      });
    },
    [had],
  );
}
