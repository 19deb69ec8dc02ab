import { Alert, Button, Progress } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useFaultSentence } from "../shell/FaultNotice";
import { countText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { goesOn, undoableFor, useBulk } from "./useBulk";

/** How far a change of many clues is, what came of it, and the way back. */
export function BulkBar() {
  const { t, text } = useWords();
  const sentence = useFaultSentence();
  const { run, stop, goOn, undo, forget } = useBulk();
  const { bulk, busy, error } = run;
  const [, look] = useState(0);
  const left = bulk ? undoableFor(bulk, Date.now()) : 0;
  // What can no longer be taken back is no longer offered.
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => look((n) => n + 1), left + 500);
    return () => clearTimeout(timer);
  }, [left]);
  if (!bulk && error === undefined) return null;
  return (
    <section className="panel bulk" aria-label={t("bulk.title")} data-testid="bulk" data-state={bulk?.state}>
      {bulk && (
        <div className="bulk-line">
          <span role="status">
            {bulk.state === "running" && t("bulk.running", { done: countText(bulk.done), total: countText(bulk.total) })}
            {bulk.state === "undoing" && t("bulk.undoing", { done: countText(bulk.done), total: countText(bulk.total) })}
            {bulk.state === "undone" && t("bulk.undone", { restored: countText(bulk.restored), changed: countText(bulk.changed) })}
            {bulk.state === "done" && t("bulk.done", { changed: countText(bulk.changed), skipped: countText(bulk.skipped) })}
            {bulk.state === "cancelled" && t("bulk.cancelled", { changed: countText(bulk.changed), skipped: countText(bulk.skipped), rest: countText(bulk.total - bulk.done) })}
          </span>
          {goesOn(bulk) && <Progress className="bulk-progress" size="small" aria-label={t("bulk.title")} percent={Math.floor((100 * bulk.done) / Math.max(bulk.total, 1))} />}
          {bulk.state === "running" && busy && <Button size="small" data-many loading={run.stop} onClick={stop}>{t("bulk.stop")}</Button>}
          {left > 0 && !busy && (
            <Button size="small" data-many data-testid="bulk-undo" onClick={() => void undo()}>{t("bulk.undo", { until: timeText(bulk.undoable_until).slice(-5) })}</Button>
          )}
          {!busy && !goesOn(bulk) && <Button size="small" onClick={forget}>{t("bulk.close")}</Button>}
        </div>
      )}
      {error !== undefined && (
        <Alert type="error" showIcon title={sentence(error)} action={bulk && goesOn(bulk) ? <Button size="small" onClick={() => void goOn()}>{t("bulk.goOn")}</Button> : <Button size="small" onClick={forget}>{t("bulk.close")}</Button>} />
      )}
      {bulk && bulk.kept.length > 0 && !goesOn(bulk) && (
        <details>
          <summary>{t("bulk.kept", { n: bulk.kept.length })}</summary>
          <ul className="bulk-kept">
            {bulk.kept.map((k) => <li key={k.clue}><Link to={`/clues/${k.clue}`}>{k.clue}</Link> <span>{text(k.why)}</span></li>)}
          </ul>
        </details>
      )}
    </section>
  );
}
