import { type Clue, type HistoryEntry, type Reason, states } from "../api/types";
import { timeText } from "../words/format";
import "./history.css";
import { useWords } from "../words/i18n";
import { isOneOf } from "../words/known";
import { useReasons } from "./queries";

/** What happened to a clue, newest first: found, new facts, and what people decided. */
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
      <div>
        {entry.kind === "move" && t("history.move", { from: state(entry.from), to: state(entry.to) })}
        {entry.kind === "found" && t("history.found")}
        {entry.kind === "facts" && (entry.from === entry.to ? t("history.otherFacts") : t("history.facts"))}
      </div>
      {entry.reason && <div>{t("history.reason")}{reason ? text(reason.title) : entry.reason}</div>}
      {entry.note && <div className="history-note">{entry.note}</div>}
    </div>
  );
}
