import { Button, Checkbox, Input, Select } from "antd";
import { stringify, parse } from "yaml";
import { useEffect, useState } from "react";
import type { ModelTable } from "../api/types";
import { useWords } from "../words/i18n";
import { ConditionEditor } from "./ConditionEditor";
import type { Step } from "./rule";

interface Props {
  step: Step;
  /** Data sets and earlier steps, which this one may go on from. */
  tables: readonly ModelTable[];
  parameters: readonly string[];
  disabled: boolean;
  onField: (field: string, value: unknown) => void;
}

/** What kind of thing each field of an operator is; what is not here is written as YAML. */
const forms: Record<string, Record<string, "table" | "condition" | "pairs" | "columns" | "expressions" | "yesno" | "tables" | "text">> = {
  filter: { from: "table", where: "condition" },
  join: { from: "table", with: "table", on: "pairs", take: "pairs", where: "condition", optional: "yesno" },
  missing: { from: "table", with: "table", on: "pairs", take: "pairs", where: "condition" },
  union: { of: "tables" },
  derive: { from: "table", set: "expressions", keep: "columns" },
  first: { from: "table", by: "columns", order: "columns" },
  tally: { from: "table", by: "columns" },
  window: { from: "table", by: "columns", on: "text", days: "text" },
  concentrate: { from: "table", whole: "columns", part: "columns", of: "text" },
};

/** The fields of one step, by its operator. */
export function StepForm({ step, tables, parameters, disabled, onField }: Props) {
  const { t } = useWords();
  const table = (name: unknown) => tables.find((x) => x.name === name);
  const columns = table(step.body.from ?? (step.body.of as string[] | undefined)?.[0])?.columns ?? [];
  const taken = Object.keys((step.body.take ?? {}) as object).map((name) => ({ name, type: typeOf(table(step.body.with), (step.body.take as Record<string, string>)[name]), title: { zh: "", en: "" } }));
  const form = forms[step.operator] ?? {};
  const rest = Object.keys(step.body).filter((k) => !form[k]);
  if (step.operator in forms && (step.operator === "tally" || step.operator === "window") && !rest.includes("set")) rest.push("set");
  return (
    <div className="step-form">
      {Object.entries(form).map(([field, kind]) => {
        const label = t(`draft.fields.${field}` as "draft.fields.from");
        const value = step.body[field];
        return (
          <div key={field} className="field" data-step-field={field}>
            <span className="field-label">{label} <code className="quiet">{field}</code></span>
            {kind === "table" && <Select value={value as string} disabled={disabled} onChange={(v) => onField(field, v)} aria-label={label} showSearch options={tables.map((x) => ({ value: x.name, label: x.name }))} style={{ width: 260 }} />}
            {kind === "tables" && <Select mode="multiple" value={(value ?? []) as string[]} disabled={disabled} onChange={(v) => onField(field, v)} aria-label={label} options={tables.map((x) => ({ value: x.name, label: x.name }))} style={{ width: "100%" }} />}
            {kind === "condition" && <ConditionEditor value={String(value ?? "")} columns={[...columns, ...taken]} parameters={parameters} disabled={disabled} label={label} onChange={(v) => onField(field, v)} />}
            {kind === "columns" && <Select mode="tags" value={(value ?? []) as string[]} disabled={disabled} onChange={(v) => onField(field, v.length ? v : undefined)} aria-label={label} options={columns.map((c) => ({ value: c.name, label: c.name }))} style={{ width: "100%" }} />}
            {kind === "yesno" && <Checkbox checked={value === true} disabled={disabled} onChange={(e) => onField(field, e.target.checked || undefined)}>{label}</Checkbox>}
            {kind === "text" && <Input className="code" value={String(value ?? "")} disabled={disabled} onChange={(e) => onField(field, e.target.value)} aria-label={label} list="draft-parameters" style={{ width: 260 }} />}
            {(kind === "pairs" || kind === "expressions") && <Pairs value={(value ?? {}) as Record<string, string>} disabled={disabled} wide={kind === "expressions"} label={label} onChange={(v) => onField(field, v)} />}
          </div>
        );
      })}
      {rest.map((field) => <AsYaml key={step.name + field} field={field} value={step.body[field]} disabled={disabled} onChange={(v) => onField(field, v)} />)}
    </div>
  );
}

const typeOf = (table: ModelTable | undefined, column: string | undefined) => table?.columns.find((c) => c.name === column)?.type ?? "text";

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

/** A field without a form, as the YAML that stands in the model. */
function AsYaml({ field, value, disabled, onChange }: { field: string; value: unknown; disabled: boolean; onChange: (v: unknown) => void }) {
  const { t } = useWords();
  const written = value === undefined ? "" : stringify(value, { lineWidth: 0 }).trimEnd();
  const [source, setSource] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setSource(written), [written]);
  const leave = () => {
    if (source === written) return;
    try {
      onChange(source.trim() === "" ? undefined : parse(source));
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <div className="field">
      <span className="field-label">{t("draft.other")} <code className="quiet">{field}</code></span>
      <Input.TextArea className="code" autoSize={{ minRows: 1, maxRows: 10 }} value={source} disabled={disabled} status={wrong ? "error" : undefined} onChange={(e) => setSource(e.target.value)} onBlur={leave} aria-label={field} />
      {wrong && <span className="must">{t("draft.notYaml")}</span>}
    </div>
  );
}
