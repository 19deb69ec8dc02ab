import { type Clue, type HistoryEntry, type Reason, states } from "../api/types";
import { timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { useReasons } from "./queries";
import "./history.css";

/** What happened to a clue, newest first: what scans brought, and what people did. */
export function History({ clue }: { clue: Clue }) {
  const reasons = useReasons();
  const entries = [...(clue.history ?? [])].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="history">
      {entries.map((e) => (
        <li key={e.at + e.kind} data-kind={e.kind}><Entry entry={e} reasons={reasons.data ?? []} /></li>
      ))}
    </ol>
  );
}

function Entry({ entry, reasons }: { entry: HistoryEntry; reasons: Reason[] }) {
  const { t, text } = useWords();
  const state = (x: string) => (isOneOf(states, x) ? t(`state.${x}`) : x);
  const reason = reasons.find((r) => r.code === entry.reason);
  return (
    <div>
      <div className="quiet figure">{timeText(entry.at)}{entry.by && ` · ${entry.by}`}</div>
      <div data-testid="history-says">
        {entry.kind === "move" ? t("history.move", { from: state(entry.from), to: state(entry.to) }) : entry.kind === "facts" && entry.from !== entry.to ? t("history.reopened") : t(`history.kind.${entry.kind}`)}
      </div>
      {entry.reason && <div>{t("history.reason")}{reason ? text(reason.title) : entry.reason}</div>}
      {entry.note && <div className="history-note">{entry.note}</div>}
    </div>
  );
}
