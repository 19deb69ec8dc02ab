import { useIsFetching, useIsMutating } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useWords } from "../words/i18n";

/** Milliseconds that a request may take before the person is told that it takes long. */
const patience = 1000;

/** A thin line at the top of the window while anything takes longer than a second. */
export function ProgressBar() {
  const { t } = useWords();
  const busy = useIsFetching() + useIsMutating() > 0;
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [busy]);
  return late ? <div className="progress" role="progressbar" aria-label={t("shell.working")} /> : null;
}
