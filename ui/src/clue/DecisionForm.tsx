import { Alert, Button, Input, Radio, Select } from "antd";
import { useId, useState } from "react";
import type { Reason } from "../api/types";
import { useWords } from "../words/i18n";
import { type Decision, leastNote, missing, type Way } from "./decision";

interface Props {
  /** What may be done now. */
  moves: Way[];
  reasons: Reason[];
  busy: boolean;
  /** Somebody else changed the clue since it was loaded. */
  conflict: boolean;
  /** Sentence about a failure other than a conflict. */
  failure: string;
  onSubmit: (d: { to: Way; reason: string; note: string }) => void;
  onReload: () => void;
}

const nothing: Decision = { to: "", reason: "", note: "" };

/** Where a person decides. A dismissal teaches the model, so it needs a reason and words. */
export function DecisionForm({ moves, reasons, busy, conflict, failure, onSubmit, onReload }: Props) {
  const { t, text } = useWords();
  const id = useId();
  const [d, setD] = useState<Decision>(nothing);
  const [tried, setTried] = useState(false);
  const lacks = missing(d);
  const complain = (what: "reason" | "note") => tried && lacks.includes(what);
  const offered = reasons.filter((r) => r.for === d.to);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (d.to !== "" && lacks.length === 0) onSubmit({ to: d.to, reason: d.reason, note: d.note.trim() });
  };
  if (moves.length === 0) return <p className="quiet">{t("decide.nothing")}</p>;
  return (
    <form className="decision" onSubmit={submit} data-testid="decision-form" aria-label={t("decide.title")} noValidate>
      <Radio.Group
        value={d.to}
        onChange={(e) => setD({ ...d, to: e.target.value as Way, reason: "" })}
        aria-label={t("decide.title")}
        className="decision-moves"
        data-testid="decision-move"
      >
        {moves.map((m) => (
          <Radio.Button key={m} value={m}><span data-value={m}>{t(`move.${m}`)}</span></Radio.Button>
        ))}
      </Radio.Group>
      {offered.length > 0 && (
        <div>
          <label htmlFor={id + "reason"}>{t("decide.reason")}</label>
          <Select
            id={id + "reason"}
            data-testid="decision-reason"
            value={d.reason || undefined}
            placeholder={t("decide.chooseReason")}
            status={complain("reason") ? "error" : undefined}
            onChange={(reason) => setD({ ...d, reason })}
            options={offered.map((r) => ({ value: r.code, label: text(r.title) }))}
            optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
            style={{ width: "100%" }}
          />
          {complain("reason") && <p className="decision-lack" role="alert">{t("decide.needReason")}</p>}
        </div>
      )}
      <div>
        <label htmlFor={id + "note"}>{d.to === "dismissed" ? t("decide.noteNeeded") : t("decide.note")}</label>
        <Input.TextArea
          id={id + "note"}
          data-testid="decision-note"
          rows={2}
          maxLength={2000}
          value={d.note}
          status={complain("note") ? "error" : undefined}
          onChange={(e) => setD({ ...d, note: e.target.value })}
        />
        {complain("note") && <p className="decision-lack" role="alert">{t("decide.needNote", { n: leastNote })}</p>}
      </div>
      {conflict && (
        <Alert
          type="warning"
          showIcon
          title={t("decide.conflict")}
          action={<Button size="small" onClick={onReload} data-testid="decision-reload">{t("decide.reload")}</Button>}
        />
      )}
      {failure && <Alert type="error" showIcon title={failure} />}
      <Button type="primary" htmlType="submit" disabled={d.to === "" || conflict} loading={busy} data-testid="decision-submit">
        {t("decide.submit")}
      </Button>
    </form>
  );
}
