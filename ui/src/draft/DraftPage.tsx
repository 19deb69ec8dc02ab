import { Button, Input, Skeleton, Tabs } from "antd";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { Link, useBlocker, useParams, useSearchParams } from "react-router";
import type { Draft } from "../api/types";
import { actOf, draftKeys } from "../help/keys";
import { useModels } from "../model/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { BacktestTab } from "./BacktestTab";
import { CasesTab } from "./CasesTab";
import { DraftMoves } from "./DraftMoves";
import { useCheck, useDraft, useDraftActs } from "./queries";
import { RuleTab } from "./RuleTab";
import { StateTag } from "./StateTag";
import "./draft.css";

/** One model on its way: written, tried, tested on history, reviewed. */
export default function DraftPage() {
  const { id = "" } = useParams();
  const draft = useDraft(id);
  if (draft.isError) return <FaultNotice error={draft.error} onRetry={() => void draft.refetch()} />;
  if (!draft.data) return <Skeleton active className="page" />;
  return <Workbench key={id} draft={draft.data} />;
}

function Workbench({ draft }: { draft: Draft }) {
  const { t, text } = useWords();
  const title = text(useModels().data?.find((m) => m.id === draft.model)?.title);
  const [params, setParams] = useSearchParams();
  const [rule, setRule] = useState(draft.rule);
  const [cases, setCases] = useState(draft.cases);
  const acts = useDraftActs(draft.id);
  const dirty = rule !== draft.rule || cases !== draft.cases;
  const now = useMemo(() => ({ model: draft.model, rule, cases }), [draft.model, rule, cases]);
  const checked = useDeferredValue(now);
  const check = useCheck(checked);
  const faults = check.data?.faults ?? [];
  const sound = check.isSuccess && faults.length === 0;
  useLeaving(dirty, t("draft.leave"));
  const save = () => acts.write.mutate({ rule, cases, seen: draft.version });
  return (
    <div className="page draft-page" onKeyDown={(e) => { if ((e.ctrlKey || e.metaKey) && actOf(draftKeys, e.key)) { e.preventDefault(); if (dirty && draft.writable) save(); } }}>
      <header>
        <Link to="/models">← {t("shell.models")}</Link>
        <h1 className="page-title">{title || draft.model}</h1>{title && <code className="quiet">{draft.model}</code>}
        <StateTag draft={draft} />
        <span className="quiet">{draft.maker} · {t("draft.version", { n: draft.version })} · {dateText(draft.changed_at)}</span>
        <span className="push" aria-live="polite" data-testid="draft-sound" data-sound={sound}>{check.isPending ? "…" : sound ? t("draft.sound") : t("draft.faults", { n: faults.length })}</span>
        {draft.writable && <Button type="primary" disabled={!dirty} loading={acts.write.isPending} onClick={save} data-testid="draft-save">{t("draft.save")}</Button>}
      </header>
      {draft.note && <p className="notice">{t("draft.said", { who: draft.judge || draft.maker, note: draft.note })}</p>}
      {acts.write.isError && <FaultNotice error={acts.write.error} />}
      <DraftMoves draft={draft} dirty={dirty} sound={sound} />
      <Tabs
        size="small" activeKey={params.get("tab") ?? "rule"} onChange={(k) => setParams(k === "rule" ? {} : { tab: k }, { replace: true })}
        items={[
          { key: "rule", label: t("draft.rule"), children: <RuleTab rule={rule} text={checked} onRule={setRule} check={check.data} writable={draft.writable} sound={sound} /> },
          { key: "cases", label: t("draft.cases", { n: check.data?.cases.length ?? 0 }), children: <CasesTab cases={cases} text={checked} onCases={setCases} check={check.data} writable={draft.writable} sound={sound} /> },
          { key: "backtest", label: t("draft.backtest"), children: <BacktestTab draft={draft} sound={sound && !dirty} /> },
        ]}
      />
    </div>
  );
}

/** useLeaving asks before something unsaved is left. */
function useLeaving(dirty: boolean, question: string) {
  const blocker = useBlocker(({ currentLocation, nextLocation }) => dirty && currentLocation.pathname !== nextLocation.pathname);
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    if (window.confirm(question)) blocker.proceed();
    else blocker.reset();
  }, [blocker, question]);
  useEffect(() => {
    if (!dirty) return;
    const hold = (e: BeforeUnloadEvent) => e.preventDefault();
    window.addEventListener("beforeunload", hold);
    return () => window.removeEventListener("beforeunload", hold);
  }, [dirty]);
}

/** The text of a model with the lines that are wrong. */
export function Source({ value, onChange, disabled, label, line }: { value: string; onChange: (v: string) => void; disabled: boolean; label: string; line?: number }) {
  useEffect(() => {
    if (!line) return;
    const box = document.getElementById("source-" + label) as HTMLTextAreaElement | null;
    if (!box) return;
    const start = value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const end = value.indexOf("\n", start);
    box.focus();
    box.setSelectionRange(start, end < 0 ? value.length : end);
    box.scrollTop = (line - 4) * 18;
  }, [line]); // eslint-disable-line react-hooks/exhaustive-deps
  return <Input.TextArea id={"source-" + label} className="code source" value={value} readOnly={disabled} onChange={(e) => onChange(e.target.value)} aria-label={label} spellCheck={false} wrap="off" />;
}
