import { Button, Input, Select } from "antd";
import { useCallback, useMemo, useState } from "react";
import type { FieldFacts, ModelCheck, ModelTable, ModelText } from "../api/types";
import { useWords } from "../words/i18n";
import { ColumnFacts } from "./columns";
import { ConditionEditor } from "./ConditionEditor";
import { Source } from "./DraftPage";
import { FaultList } from "./FaultList";
import type { Scope } from "./FieldEditor";
import { FieldList } from "./FieldList";
import { ItemList } from "./ItemList";
import { LookTable } from "./LookTable";
import { useFieldFacts, useLaws, useLook } from "./queries";
import { gate, insert, move, parameters, remove, rename, setGate, steps, valueAt, whole } from "./rule";
import { card, lists, operators, score } from "./spec";

interface Props {
  rule: string;
  text: ModelText;
  onRule: (rule: string) => void;
  check: ModelCheck | undefined;
  writable: boolean;
  sound: boolean;
}

/** The parts of a model that are no steps. */
const sections = ["card", "parameters", "score", "indicators", "exclusions"] as const;
type Section = (typeof sections)[number];

/** The model as a form: its card, parameters, steps, score and what is no wrong; the same as YAML, and what it makes of a case. */
export function RuleTab({ rule, text, onRule, check, writable, sound }: Props) {
  const { t, language } = useWords();
  const comma = language === "zh" ? "、" : ", ";
  const list = useMemo(() => steps(rule), [rule]);
  const model = useMemo(() => whole(rule), [rule]);
  const [at, setAt] = useState<number | Section>(0);
  const [line, setLine] = useState<number>();
  const [name, setName] = useState<string>();
  const step = typeof at === "number" ? list[at] : undefined;
  // While something is wrong there are no tables: those from before are better than none.
  const [sane, setSane] = useState<readonly ModelTable[]>([]);
  const tables = check?.tables.length ? check.tables : sane;
  if (check?.tables.length && check.tables !== sane) setSane(check.tables);
  const before = tables.filter((x) => x.operator === "input" || x.operator !== "score" && (typeof at !== "number" || list.findIndex((s) => s.name === x.name) < at));
  const params = useMemo(() => parameters(rule), [rule]);
  const cases = check?.cases ?? [];
  const chosen = name ?? cases[0]?.name ?? "";
  const look = useLook(text, chosen, sound);
  const shown = look.data?.steps.find((s) => s.name === (step?.name ?? ""));
  const measures = useMemo(() => tables.find((x) => x.operator === "score")?.columns.filter((m) => !["subject", "name", "kind"].includes(m.name)) ?? [], [tables]);
  const laws = useLaws().data ?? [];
  const scope: Scope = { tables: before, measures, parameters: params, laws, disabled: !writable };
  const over = String(valueAt(model, ["score", "over"]) ?? "");
  const facts = useFacts(tables);
  const listOf = (key: keyof typeof lists) => {
    const { path, spec } = lists[key];
    return <ItemList key={key} source={rule} path={path} items={(valueAt(model, path) ?? []) as Record<string, unknown>[]} spec={spec} scope={scope} table={over} label={t(`draft.lists.${key}`)} onSource={onRule} />;
  };
  const entry = (s: Section, sort: string, n?: number) => (
    <li key={s}>
      <button type="button" className={at === s ? "chosen" : undefined} aria-current={at === s} onClick={() => setAt(s)} data-testid="draft-step" data-step={s === "score" ? "" : `:${s}`}>
        <span>{t(`draft.sections.${s}`)}</span> <span className="quiet">{n ?? sort}</span>
      </button>
    </li>
  );
  const count = (key: keyof typeof lists) => ((valueAt(model, lists[key].path) ?? []) as unknown[]).length;
  return (
    <ColumnFacts.Provider value={facts}>
      <div className="rule-tab">
        <datalist id="draft-parameters">{params.map((p) => <option key={p} value={p} />)}</datalist>
        <datalist id="draft-laws">{[...new Set(laws.map((l) => l.law))].map((l) => <option key={l} value={l} />)}</datalist>
        <nav className="step-list" aria-label={t("draft.steps")}>
          <ol>
            {entry("card", "")}
            {entry("parameters", "", count("parameters"))}
            {list.map((s, n) => (
              <li key={n + s.name}>
                <button type="button" className={n === at ? "chosen" : undefined} aria-current={n === at} onClick={() => setAt(n)} data-testid="draft-step" data-step={s.name}>
                  <span>{s.name}</span> <span className="quiet">{t(`draft.operators.${s.operator}` as "draft.operators.filter")}</span>
                </button>
              </li>
            ))}
            {entry("score", t("draft.gateIs"))}
            {entry("indicators", "", count("indicators"))}
            {entry("exclusions", "", count("exclusions") + count("against"))}
          </ol>
          {writable && <AddStep names={[...tables.map((x) => x.name), ...list.map((s) => s.name)]} onAdd={(s) => { const place = typeof at === "number" ? at : list.length - 1; onRule(insert(rule, place, s)); setAt(place + 1); }} from={(typeof at === "number" ? step : list.at(-1))?.name ?? tables[0]?.name ?? ""} />}
        </nav>
        <section className="step-panel">
          {at === "card" && <><FieldList fields={card} body={pick(model, ["title", "harm", "point", "summary", "inputs", "family", "depends", "yield"])} source={rule} path={[]} scope={scope} onSource={onRule} /><h4>{t("draft.lists.basis")}</h4>{listOf("basis")}</>}
          {at === "parameters" && listOf("parameters")}
          {at === "score" && (
            <>
              <div className="field"><span className="field-label">{t("draft.gate")} <code className="quiet">score.gate</code></span>
                <ConditionEditor value={gate(rule)} columns={measures} parameters={params} disabled={!writable} label={t("draft.gate")} onChange={(v) => onRule(setGate(rule, v))} />
              </div>
              <h4>{t("draft.lists.measures")}</h4>
              {listOf("measures")}
              <h4>{t("draft.lists.about")}</h4>
              <FieldList fields={score} body={pick(model.score, ["over", "subject", "case"])} source={rule} path={["score"]} scope={scope} onSource={onRule} />
            </>
          )}
          {at === "indicators" && listOf("indicators")}
          {at === "exclusions" && <><h4>{t("draft.lists.exclusions")}</h4>{listOf("exclusions")}<h4>{t("draft.lists.against")}</h4>{listOf("against")}</>}
          {step && typeof at === "number" && (
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
              <FieldList key={at} fields={operators[step.operator] ?? []} body={step.body} source={rule} path={["rule", at, step.operator]} scope={scope} onSource={onRule} />
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
            {look.data && <span className="quiet">{look.data.findings.length ? look.data.findings.map((f) => `${f.subject} ${f.risk.toFixed(2)}`).join(comma) : t("draft.nobody")}{look.data.excluded.length > 0 && ` · ${t("draft.excluded", { who: look.data.excluded.map((x) => x.name).join(comma) })}`}</span>}
            {look.isFetching && <span className="quiet">…</span>}
          </div>
          {!sound && <p className="quiet">{t("draft.firstSound")}</p>}
          {shown && <LookTable step={shown} tables={[...tables]} />}
        </section>
      </div>
    </ColumnFacts.Provider>
  );
}

/** pick keeps some fields of what may be none. */
function pick(from: unknown, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries((from ?? {}) as Record<string, unknown>).filter(([k]) => names.includes(k)));
}

/** useFacts gives what the data here have of the field that a column holds. */
function useFacts(tables: readonly ModelTable[]): (column: ModelTable["columns"][number]) => FieldFacts | undefined {
  const datasets = useMemo(() => [...new Set(tables.flatMap((x) => x.columns).map((c) => c.dataset).filter(Boolean))].sort(), [tables]);
  const facts = useFieldFacts(datasets);
  return useCallback(
    (c) => {
      const of = facts.find((f) => f?.dataset === c.dataset);
      const field = of?.fields.find((f) => f.field === c.field);
      return of && field ? { ...field, rows: of.rows } : undefined;
    },
    [facts],
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
  return <Select value={null as unknown as string} placeholder={t("draft.addStep")} aria-label={t("draft.addStep")} onChange={add} style={{ width: "100%" }} popupMatchSelectWidth={false} data-testid="draft-add-step" options={Object.keys(operators).map((o) => ({ value: o, label: <span data-value={o}>{t(`draft.operators.${o}` as "draft.operators.filter")} · {t(`draft.what.${o}` as "draft.what.filter")}</span> }))} />;
}
