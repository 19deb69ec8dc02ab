import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useEffect, useState } from "react";
import { parse, stringify } from "yaml";
import type { ModelTable } from "../api/types";
import { useWords } from "../words/i18n";
import { ColumnSelect } from "./ColumnSelect";
import { ConditionEditor } from "./ConditionEditor";
import { aggregates, type Kind } from "./spec";

/** What fields may name. */
export interface Scope {
  /** Data sets and steps that may be read. */
  tables: readonly ModelTable[];
  /** Measures of the score. */
  measures: ModelTable["columns"];
  parameters: readonly string[];
  laws: readonly { law: string; version: string }[];
  disabled: boolean;
}

interface Props {
  as: Kind;
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
  /** The columns that are meant. */
  columns: ModelTable["columns"];
  scope: Scope;
}

type Columns = ModelTable["columns"];

/** One field of a model, filled in by its kind; undefined takes it away. */
export function FieldEditor({ as, value, onChange, label, columns, scope }: Props) {
  const { t } = useWords();
  const { disabled } = scope;
  const text = typeof value === "object" ? "" : String(value ?? "");
  const put = (v: string) => onChange(v === "" ? undefined : v);
  if (typeof as === "object") {
    const all = as as readonly string[];
    const names = value !== undefined && !all.includes(text) ? [...all, text] : all;
    return <Select allowClear value={text || undefined} disabled={disabled} onChange={(v) => put(v ?? "")} aria-label={label} popupMatchSelectWidth={false} style={{ width: 170 }} options={names.map((x) => ({ value: x, label: t(`draft.code.${x}` as "draft.code.cases", { defaultValue: x }) }))} />;
  }
  switch (as as string) {
    case "table":
    case "measure":
    case "dataset": {
      const all = as === "measure" ? scope.measures.map((m) => m.name) : scope.tables.filter((x) => as === "table" || x.operator === "input").map((x) => x.name);
      return <Select allowClear showSearch value={text || undefined} disabled={disabled} onChange={(v) => put(v ?? "")} aria-label={label} popupMatchSelectWidth={false} style={{ width: 220 }} options={withOwn(all, text).map((x) => ({ value: x, label: x }))} />;
    }
    case "tables":
      return <Select mode="multiple" value={list(value)} disabled={disabled} onChange={onChange} aria-label={label} options={scope.tables.map((x) => ({ value: x.name, label: x.name }))} style={{ width: "100%" }} />;
    case "column":
      return <ColumnSelect value={text} columns={columns} disabled={disabled} label={label} onChange={put} />;
    case "columns":
      return <ColumnSelect many value={list(value)} columns={columns} disabled={disabled} label={label} onChange={(v) => onChange(v.length ? v : undefined)} />;
    case "texts":
      return <Select mode="tags" open={false} suffixIcon={null} value={list(value)} disabled={disabled} onChange={(v: string[]) => onChange(v.length ? v : undefined)} aria-label={label} style={{ width: "100%" }} />;
    case "condition":
      return <ConditionEditor value={text} columns={columns} parameters={scope.parameters} disabled={disabled} label={label} onChange={put} />;
    case "yesno":
      return <Checkbox checked={value === true} disabled={disabled} onChange={(e) => onChange(e.target.checked || undefined)}>{label}</Checkbox>;
    case "number":
      return <InputNumber value={typeof value === "number" ? value : null} disabled={disabled} onChange={(v) => onChange(v ?? undefined)} aria-label={label} style={{ width: 140 }} />;
    case "value":
    case "scalar":
      return <Scalar value={value} disabled={disabled} label={label} onChange={onChange} />;
    case "words":
      return <Both value={value} disabled={disabled} label={label} onChange={onChange} />;
    case "law":
      return <Input value={text} disabled={disabled} onChange={(e) => put(e.target.value)} aria-label={label} list="draft-laws" style={{ width: 300 }} />;
    case "pairs":
    case "expressions":
      return <Pairs value={(value ?? {}) as Record<string, string>} disabled={disabled} wide={as === "expressions"} label={label} onChange={onChange} />;
    case "scalars":
      return <Scalars value={(value ?? {}) as Record<string, unknown>} columns={columns} disabled={disabled} label={label} onChange={onChange} />;
    case "listOfRows":
      return <Rows value={(value ?? []) as Record<string, unknown>[]} columns={columns} disabled={disabled} label={label} onChange={onChange} />;
    case "aggregates":
      return <Aggregates value={(value ?? {}) as Record<string, Aggregate>} columns={columns} scope={scope} label={label} onChange={onChange} />;
    default:
      return <Input className={as === "expression" ? "code" : undefined} value={text} disabled={disabled} onChange={(e) => put(e.target.value)} aria-label={label} style={{ width: as === "expression" || as === "long" ? "100%" : 300 }} />;
  }
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const withOwn = (all: readonly string[], own: string): readonly string[] => (own && !all.includes(own) ? [own, ...all] : all);

/** A value that is typed as it stands in YAML: 5, 0.5, true, 2024-01-01, a text or a list of them. */
function Scalar({ value, onChange, disabled, label }: { value: unknown; onChange: (v: unknown) => void; disabled: boolean; label: string }) {
  const written = writeScalar(value);
  const [typed, setTyped] = useState(written);
  useEffect(() => setTyped((now) => (same(readScalar(now), value) ? now : written)), [written]); // eslint-disable-line react-hooks/exhaustive-deps
  if (Array.isArray(value)) return <Select mode="tags" open={false} suffixIcon={null} value={value.map(String)} disabled={disabled} onChange={(v: string[]) => onChange(v.length ? v : undefined)} aria-label={label} style={{ width: "100%" }} />;
  return <Input className="code" value={typed} disabled={disabled} aria-label={label} list="draft-parameters" style={{ width: 220 }} onChange={(e) => { setTyped(e.target.value); onChange(readScalar(e.target.value)); }} />;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const writeScalar = (value: unknown) => (value === undefined ? "" : value === null ? "null" : typeof value === "string" && readScalar(value) === value ? value : stringify(value, { lineWidth: 0 }).trimEnd());

/** readScalar reads what was typed; what is no YAML is a text. */
export function readScalar(typed: string): unknown {
  if (typed.trim() === "") return undefined;
  try {
    const value: unknown = parse(typed);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? typed : value;
  } catch {
    return typed;
  }
}

interface RowProps<T> {
  value: T;
  onChange: (v: T | undefined) => void;
  columns: Columns;
  disabled: boolean;
  label: string;
}

/** The values of one row, field by field. */
function Scalars({ value, onChange, columns, disabled, label }: RowProps<Record<string, unknown>>) {
  const { t } = useWords();
  const all = Object.entries(value);
  const put = (next: [string, unknown][]) => onChange(next.length ? Object.fromEntries(next.map(([k, v]) => [k, v === undefined ? "" : v])) : undefined);
  return (
    <div className="pairs" role="group" aria-label={label}>
      {all.map(([k, v], n) => (
        <div key={n} className="pair">
          <ColumnSelect small value={k} columns={columns} disabled={disabled} label={t("draft.field")} onChange={(name) => put(all.map((p, i) => (i === n ? [name, v] : p)))} />
          {v !== null && typeof v === "object" && !Array.isArray(v) ? <code>{JSON.stringify(v)}</code> : <Scalar value={v === "" ? undefined : v} disabled={disabled} label={`${label} · ${k}`} onChange={(x) => put(all.map((p, i) => (i === n ? [k, x] : p)))} />}
          <Button size="small" type="text" disabled={disabled} aria-label={t("draft.removePair", { name: k })} onClick={() => put(all.filter((_, i) => i !== n))}>✕</Button>
        </div>
      ))}
      {!disabled && <Button size="small" type="text" disabled={"" in value} onClick={() => put([...all, ["", ""]])}>{t("draft.addField")}</Button>}
    </div>
  );
}

/** Rows of a data set, one under the other. */
function Rows({ value, onChange, columns, disabled, label }: RowProps<Record<string, unknown>[]>) {
  const { t } = useWords();
  return (
    <div className="rows" role="group" aria-label={label}>
      {value.map((row, n) => (
        <div key={n} className="given-row">
          <Scalars value={row ?? {}} columns={columns} disabled={disabled} label={`${label} ${n + 1}`} onChange={(v) => onChange(value.map((r, i) => (i === n ? (v ?? {}) : r)))} />
          {!disabled && <Button size="small" type="text" danger onClick={() => onChange(value.length === 1 ? undefined : value.filter((_, i) => i !== n))}>{t("draft.removeRow", { n: n + 1 })}</Button>}
        </div>
      ))}
      {!disabled && <Button size="small" onClick={() => onChange([...value, value.at(-1) ?? {}])}>{t("draft.addRow")}</Button>}
    </div>
  );
}

/** A text in both languages. */
function Both({ value, onChange, disabled, label }: { value: unknown; onChange: (v: unknown) => void; disabled: boolean; label: string }) {
  const { t } = useWords();
  const both = { zh: "", en: "", ...((value ?? {}) as object) } as { zh: string; en: string };
  return (
    <div className="both">
      {(["zh", "en"] as const).map((l) => (
        <Input.TextArea key={l} autoSize={{ minRows: 1, maxRows: 5 }} value={both[l]} disabled={disabled} lang={l === "zh" ? "zh-CN" : "en"} placeholder={t(`draft.language.${l}`)} aria-label={`${label} · ${t(`draft.language.${l}`)}`} onChange={(e) => onChange({ ...both, [l]: e.target.value })} />
      ))}
    </div>
  );
}

/** Names on the left, what they stand for on the right. */
function Pairs({ value, onChange, disabled, wide, label }: { value: Record<string, string>; onChange: (v: Record<string, string> | undefined) => void; disabled: boolean; wide: boolean; label: string }) {
  const { t } = useWords();
  const pairs = Object.entries(value);
  const put = (next: [string, string][]) => onChange(next.length ? Object.fromEntries(next) : undefined);
  return (
    <div className="pairs" role="group" aria-label={label}>
      {pairs.map(([k, v], n) => (
        <div key={n} className="pair">
          <Input size="small" className="code" value={k} disabled={disabled} aria-label={t("draft.name")} style={{ width: 150 }} onChange={(e) => put(pairs.map((p, i) => (i === n ? [e.target.value, v] : p)))} />
          <Input size="small" className="code" value={String(v)} disabled={disabled} aria-label={t("draft.value")} style={{ width: wide ? "100%" : 170 }} onChange={(e) => put(pairs.map((p, i) => (i === n ? [k, e.target.value] : p)))} />
          <Button size="small" type="text" disabled={disabled} aria-label={t("draft.removePair", { name: k })} onClick={() => put(pairs.filter((_, i) => i !== n))}>✕</Button>
        </div>
      ))}
      <Button size="small" type="text" disabled={disabled || "" in value} onClick={() => put([...pairs, ["", ""]])}>{t("draft.addPair")}</Button>
    </div>
  );
}

interface Aggregate {
  take?: string;
  of?: string;
  where?: string;
}

/** What is counted of each group: a name, what is taken, of which column, of which rows. */
function Aggregates({ value, onChange, columns, scope, label }: { value: Record<string, Aggregate>; onChange: (v: unknown) => void; columns: Columns; scope: Scope; label: string }) {
  const { t } = useWords();
  const { disabled } = scope;
  const all = Object.entries(value);
  const put = (next: [string, Aggregate][]) => onChange(next.length ? Object.fromEntries(next.map(([k, a]) => [k, Object.fromEntries(Object.entries(a).filter(([, v]) => v))])) : undefined);
  const set = (n: number, to: Partial<Aggregate>) => put(all.map(([k, a], i) => (i === n ? [k, { ...a, ...to }] : [k, a])));
  return (
    <div className="pairs" role="group" aria-label={label}>
      {all.map(([k, a], n) => (
        <div key={n} className="aggregate">
          <div className="pair">
            <Input size="small" className="code" value={k} disabled={disabled} aria-label={t("draft.name")} style={{ width: 140 }} onChange={(e) => put(all.map((p, i) => (i === n ? [e.target.value, a] : p)))} />
            <Select size="small" value={a.take} disabled={disabled} aria-label={t("draft.fields.take")} popupMatchSelectWidth={false} style={{ width: 110 }} onChange={(take) => set(n, { take, ...(take === "rows" || take === "share" ? { of: undefined } : {}) })} options={aggregates.map((x) => ({ value: x, label: t(`draft.code.${x}`) }))} />
            {a.take !== "rows" && a.take !== "share" && <ColumnSelect small value={a.of ?? ""} columns={columns} disabled={disabled} label={t("draft.fields.of")} onChange={(of) => set(n, { of })} />}
            {a.where === undefined && !disabled && <Button size="small" type="text" onClick={() => set(n, { where: columns[0] ? `known(${columns[0].name})` : "true" })}>{t("draft.onlyWhere")}</Button>}
            <Button size="small" type="text" disabled={disabled} aria-label={t("draft.removePair", { name: k })} onClick={() => put(all.filter((_, i) => i !== n))}>✕</Button>
          </div>
          {a.where !== undefined && <ConditionEditor value={a.where} columns={columns} parameters={scope.parameters} disabled={disabled} label={`${k} · ${t("draft.fields.where")}`} onChange={(where) => set(n, { where })} />}
        </div>
      ))}
      <Button size="small" type="text" disabled={disabled || "" in value} onClick={() => put([...all, ["", { take: "rows" }]])}>{t("draft.addPair")}</Button>
    </div>
  );
}
