import { Button, Input, Select } from "antd";
import { useMemo, useState } from "react";
import type { ModelCheck, ModelText } from "../api/types";
import { useWords } from "../words/i18n";
import { ConditionEditor } from "./ConditionEditor";
import { Source } from "./DraftPage";
import { FaultList } from "./FaultList";
import { LookTable } from "./LookTable";
import { useLook } from "./queries";
import { gate, insert, move, parameters, remove, rename, setField, setGate, steps } from "./rule";
import { StepForm } from "./StepForm";

interface Props {
  rule: string;
  text: ModelText;
  onRule: (rule: string) => void;
  check: ModelCheck | undefined;
  writable: boolean;
  sound: boolean;
}

const operators = ["filter", "join", "missing", "union", "derive", "first", "tally", "window", "concentrate", "near", "connect", "cycle", "reach", "community", "overlap"] as const;

/** The rule as steps, the step that is chosen, the same as YAML, and what it makes of a case. */
export function RuleTab({ rule, text, onRule, check, writable, sound }: Props) {
  const { t } = useWords();
  const list = useMemo(() => steps(rule), [rule]);
  const [at, setAt] = useState(0);
  const [line, setLine] = useState<number>();
  const [name, setName] = useState<string>();
  const step = list[at];
  const tables = check?.tables ?? [];
  const before = tables.filter((x) => x.operator === "input" || x.operator !== "score" && list.findIndex((s) => s.name === x.name) < at);
  const params = useMemo(() => parameters(rule), [rule]);
  const cases = check?.cases ?? [];
  const chosen = name ?? cases[0]?.name ?? "";
  const look = useLook(text, chosen, sound);
  const shown = look.data?.steps.find((s) => s.name === (at < 0 ? "" : (step?.name ?? "")));
  const measures = tables.find((x) => x.operator === "score")?.columns.filter((m) => !["subject", "name", "kind"].includes(m.name)) ?? [];
  return (
    <div className="rule-tab">
      <datalist id="draft-parameters">{params.map((p) => <option key={p} value={p} />)}</datalist>
      <nav className="step-list" aria-label={t("draft.steps")}>
        <ol>
          {list.map((s, n) => (
            <li key={n + s.name}>
              <button type="button" className={n === at ? "chosen" : undefined} aria-current={n === at} onClick={() => setAt(n)} data-testid="draft-step" data-step={s.name}>
                <span>{s.name}</span> <span className="quiet">{t(`draft.operators.${s.operator}` as "draft.operators.filter")}</span>
              </button>
            </li>
          ))}
          <li><button type="button" className={at < 0 ? "chosen" : undefined} aria-current={at < 0} onClick={() => setAt(-1)} data-testid="draft-step" data-step=""><span>{t("draft.gate")}</span> <span className="quiet">{t("draft.gateIs")}</span></button></li>
        </ol>
        {writable && <AddStep names={[...tables.map((x) => x.name), ...list.map((s) => s.name)]} onAdd={(s) => { onRule(insert(rule, at, s)); setAt(at + 1); }} from={step?.name ?? tables[0]?.name ?? ""} />}
      </nav>
      <section className="step-panel">
        {at < 0 && (
          <div className="field"><span className="field-label">{t("draft.gate")} <code className="quiet">score.gate</code></span>
            <ConditionEditor value={gate(rule)} columns={measures} parameters={params} disabled={!writable} label={t("draft.gate")} onChange={(v) => onRule(setGate(rule, v))} />
          </div>
        )}
        {step && (
          <>
            <div className="step-head">
              <Input className="code" key={step.name} defaultValue={step.name} disabled={!writable} aria-label={t("draft.name")} style={{ width: 200 }} onBlur={(e) => { const to = e.target.value.trim(); if (to && to !== step.name) onRule(rename(rule, at, to)); }} />
              <span className="quiet">{t(`draft.operators.${step.operator}` as "draft.operators.filter")} · {t(`draft.what.${step.operator}` as "draft.what.filter")}</span>
              {writable && (
                <span className="push">
                  <Button size="small" disabled={at === 0} aria-label={t("draft.up")} onClick={() => { onRule(move(rule, at, -1)); setAt(at - 1); }}>↑</Button>{" "}
                  <Button size="small" disabled={at === list.length - 1} aria-label={t("draft.down")} onClick={() => { onRule(move(rule, at, 1)); setAt(at + 1); }}>↓</Button>{" "}
                  <Button size="small" danger disabled={list.length === 1} onClick={() => { onRule(remove(rule, at)); setAt(Math.max(0, at - 1)); }}>{t("draft.removeStep")}</Button>
                </span>
              )}
            </div>
            <StepForm key={at} step={step} tables={before} parameters={params} disabled={!writable} onField={(field, v) => onRule(setField(rule, at, step.operator, field, v))} />
          </>
        )}
      </section>
      <section className="source-panel">
        <Source value={rule} onChange={onRule} disabled={!writable} label="model.yaml" line={line} />
        <FaultList faults={check?.faults ?? []} file="model.yaml" onLine={(n) => setLine(n)} />
      </section>
      <section className="look-panel">
        <div className="inline-form">
          <strong>{t("draft.look")}</strong>
          <Select value={chosen || undefined} onChange={setName} aria-label={t("draft.lookCase")} style={{ minWidth: 340 }} popupMatchSelectWidth={false} options={cases.map((c) => ({ value: c.name, label: `${t(`draft.kinds.${c.kind}` as "draft.kinds.hit")} · ${c.name}` }))} />
          {look.data && <span className="quiet">{look.data.findings.length ? look.data.findings.map((f) => `${f.subject} ${f.risk.toFixed(2)}`).join("、") : t("draft.nobody")}{look.data.excluded.length > 0 && ` · ${t("draft.excluded", { who: look.data.excluded.map((x) => x.name).join("、") })}`}</span>}
          {look.isFetching && <span className="quiet">…</span>}
        </div>
        {!sound && <p className="quiet">{t("draft.firstSound")}</p>}
        {shown && <LookTable step={shown} tables={tables} />}
      </section>
    </div>
  );
}

function AddStep({ names, from, onAdd }: { names: string[]; from: string; onAdd: (s: { name: string; operator: string; body: unknown }) => void }) {
  const { t } = useWords();
  const add = (operator: string) => {
    let n = 1;
    while (names.includes(`step_${n}`)) n++;
    const body = operator === "union" ? { of: [from] } : { from };
    onAdd({ name: `step_${n}`, operator, body });
  };
  return <Select value={null as unknown as string} placeholder={t("draft.addStep")} aria-label={t("draft.addStep")} onChange={add} style={{ width: "100%" }} popupMatchSelectWidth={false} data-testid="draft-add-step" options={operators.map((o) => ({ value: o, label: `${t(`draft.operators.${o}`)} · ${t(`draft.what.${o}`)}` }))} />;
}
