import { Alert, Button, Checkbox, Input, message } from "antd";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { leastNote } from "./decision";
import { toggled } from "./filter";
import { useMerge, useSplit } from "./queries";
import { RiskFigure } from "./RiskFigure";
import { StateTag } from "./StateTag";

/** The clues that are one matter with this one: those merged into it, and those that rest on the same cases or concern the same other side. */
export function Cluster({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  const [notes, shown] = message.useMessage();
  const merge = useMerge();
  const split = useSplit();
  const open = clue.state === "found" || clue.state === "screening";
  const mergeable = (state: string) => state === "found" || state === "screening" || state === "dismissed";
  if (clue.cluster.length === 0 && clue.alike.length === 0) return <p className="quiet">{t("cluster.none")}</p>;
  return (
    <div data-testid="cluster">
      {shown}
      {clue.cluster.length > 0 && (
        <Chooser
          says={t("cluster.members", { n: clue.cluster.length })}
          note={t("cluster.splitNote")}
          act={(n) => t("cluster.split", { n })}
          busy={split.isPending}
          error={split.error}
          rows={clue.cluster.map((m) => ({ id: m.clue, may: clue.may_merge, content: <><RiskFigure risk={m.risk} /> <span><Link to={`/clues/${m.clue}`}>{m.subject}</Link> <span className="quiet">{m.model === clue.model ? "" : text(m.title)} {t("cluster.cases", { n: m.cases })} · {m.by_scan ? t("cluster.byScan") : t("cluster.byPerson")}{m.stale && ` · ${t("cluster.gone")}`}</span></span></> }))}
          onAct={(clues, note) => split.mutate({ clue, clues, note }, { onSuccess: () => void notes.success(t("cluster.splitDone")) })}
        />
      )}
      {clue.alike.length > 0 && (
        <Chooser
          says={t("cluster.alike", { n: clue.alike.length })}
          note={t("cluster.note")}
          act={(n) => t("cluster.merge", { n })}
          busy={merge.isPending}
          error={merge.error}
          rows={clue.alike.map((a) => ({ id: a.clue, may: clue.may_merge && open && mergeable(a.state), content: <><RiskFigure risk={a.risk} /> <span><Link to={`/clues/${a.clue}`}>{a.subject}</Link> <span className="quiet">{a.shared > 0 ? t("cluster.shared", { shared: a.shared, cases: a.cases }) : t("cluster.cases", { n: a.cases })}</span> <StateTag state={a.state} reopened={false} stale={false} /></span></> }))}
          onAct={(ids, note) => merge.mutate({ clue, clues: ids.map((id) => ({ id, version: clue.alike.find((a) => a.clue === id)?.state_version ?? 0 })), note }, { onSuccess: () => void notes.success(t("cluster.merged")) })}
        />
      )}
    </div>
  );
}

interface ChooserProps {
  says: string;
  note: string;
  act: (n: number) => string;
  rows: { id: string; may: boolean; content: ReactNode }[];
  busy: boolean;
  error: unknown;
  onAct: (ids: string[], note: string) => void;
}

/** A list of clues of which some are chosen, and why. */
function Chooser({ says, note, act, rows, busy, error, onAct }: ChooserProps) {
  const sentence = useFaultSentence();
  const [chosen, setChosen] = useState<string[]>([]);
  const [why, setWhy] = useState("");
  const ids = rows.filter((r) => r.may && chosen.includes(r.id)).map((r) => r.id);
  return (
    <form className="cluster" onSubmit={(e) => { e.preventDefault(); onAct(ids, why.trim()); }}>
      <p>{says}</p>
      <ul className="cluster-list">
        {rows.map((r) => (
          <li key={r.id}>
            {r.may && <Checkbox checked={chosen.includes(r.id)} onChange={() => setChosen(toggled(chosen, r.id))} aria-label={act(1)} />}
            {r.content}
          </li>
        ))}
      </ul>
      {ids.length > 0 && (
        <>
          <Input value={why} maxLength={500} onChange={(e) => setWhy(e.target.value)} placeholder={note} aria-label={note} data-testid="cluster-note" />
          <Button size="small" htmlType="submit" loading={busy} disabled={[...why.trim()].length < leastNote} data-testid="cluster-act">{act(ids.length)}</Button>
        </>
      )}
      {error !== null && error !== undefined && <Alert type="error" showIcon title={sentence(error)} />}
    </form>
  );
}
