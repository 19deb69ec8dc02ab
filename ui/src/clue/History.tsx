import type { Clue, HistoryEntry, Reason } from "../api/types";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useReasons } from "./queries";
import { useHappened } from "./useHappened";
import "./history.css";

/** What happened to a clue, newest first: what scans brought, and what people did. */
export function History({ clue }: { clue: Clue }) {
  const reasons = useReasons();
  const entries = [...(clue.history ?? [])].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="history">
      {entries.map((e) => (
        <li key={e.at + e.kind + e.whom} data-kind={e.kind}><Entry entry={e} reasons={reasons.data ?? []} /></li>
      ))}
    </ol>
  );
}

function Entry({ entry, reasons }: { entry: HistoryEntry; reasons: Reason[] }) {
  const { t, text } = useWords();
  const happened = useHappened();
  const reason = reasons.find((r) => r.code === entry.reason);
  return (
    <div>
      <div className="quiet figure">{timeText(entry.at)}{entry.by && ` · ${entry.by}`}</div>
      <div data-testid="history-says">{happened(entry)}</div>
      {entry.reason && <div>{t("history.reason")}{reason ? text(reason.title) : entry.reason}</div>}
      {entry.note && <div className="history-note">{entry.note}</div>}
    </div>
  );
}
