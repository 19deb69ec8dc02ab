import { useState } from "react";
import type { Clue } from "../api/types";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useHappened } from "./useHappened";

/** The last few are told; the history has them all. */
const told = 4;

/** What others did to a clue since the person last looked. To ask again is a look too: what was new then stays told. */
export function SinceBanner({ clue }: { clue: Clue }) {
  const { t } = useWords();
  const happened = useHappened();
  const [since, setSince] = useState(clue.since);
  const [closed, setClosed] = useState(false);
  if (clue.since.events.length > 0 && clue.since !== since) {
    setSince(clue.since);
    setClosed(false);
  }
  if (closed || since.events.length === 0 || !since.looked_at) return null;
  return (
    <div className="since-banner" role="status" data-testid="since-banner">
      <p>
        <strong>{t("clue.since", { at: timeText(since.looked_at), n: since.events.length })}</strong>{" "}
        {since.events.slice(-told).map((e, n) => <span key={n}>{n > 0 && " · "}<span className="figure">{timeText(e.at)}</span> {e.by} {happened(e)}</span>)}
      </p>
      <button type="button" className="plain-button" aria-label={t("clue.sinceClose")} title={t("clue.sinceClose")} onClick={() => setClosed(true)} data-testid="since-close">✕</button>
    </div>
  );
}
