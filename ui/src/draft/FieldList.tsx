import { Input, Select } from "antd";
import { useEffect, useState } from "react";
import { parse, stringify } from "yaml";
import type { ModelTable } from "../api/types";
import { useWords } from "../words/i18n";
import { FieldEditor, type Scope } from "./FieldEditor";
import { ItemList } from "./ItemList";
import { type Path, setAt, valueAt } from "./rule";
import type { Field } from "./spec";

interface Props {
  fields: readonly Field[];
  /** What stands there now. */
  body: Record<string, unknown>;
  source: string;
  path: Path;
  scope: Scope;
  /** The table that is meant where none is named. */
  table?: string;
  /** What has no field are rows of data sets. */
  rows?: boolean;
  onSource: (source: string) => void;
}

/** The fields of one thing; what stands there and has no field is YAML. */
export function FieldList({ fields, body, source, path, scope, table = "", rows, onSource }: Props) {
  const { t } = useWords();
  const rest = Object.keys(body).filter((k) => !besides.has(k) && !fields.some((f) => f.name === k || f.name.startsWith(k + ".")));
  const at = (name: string) => [...path, ...name.split(".")];
  return (
    <div className="step-form">
      {fields.map((f) => {
        const label = t(`draft.fields.${f.label ?? f.name.replace(".", "_")}` as "draft.fields.from");
        const value = valueAt(body, f.name.split("."));
        return (
          <div key={f.name} className="field" data-step-field={f.name}>
            {f.as !== "yesno" && <span className="field-label">{label} <code className="quiet">{f.name}</code></span>}
            {isSpec(f.as) ? (
              <ItemList source={source} path={at(f.name)} items={(value ?? []) as Record<string, unknown>[]} spec={f.as} scope={scope} table={table} label={label} onSource={onSource} />
            ) : (
              <FieldEditor as={f.as} value={value} label={label} columns={columnsOf(f, body, scope, table)} scope={scope} onChange={(v) => onSource(setAt(source, at(f.name), v))} />
            )}
          </div>
        );
      })}
      {rows && rest.map((name) => (
        <div key={name} className="field" data-step-field={name}>
          <span className="field-label">{t("draft.rowsOf")} <code>{name}</code></span>
          <FieldEditor as="listOfRows" value={body[name]} label={name} columns={scope.tables.find((x) => x.name === name)?.columns ?? []} scope={scope} onChange={(v) => onSource(setAt(source, [...path, name], v))} />
        </div>
      ))}
      {rows && !scope.disabled && (
        <Select
          value={null as unknown as string} placeholder={t("draft.addRowsOf")} aria-label={t("draft.addRowsOf")} style={{ width: 260 }} popupMatchSelectWidth={false}
          onChange={(name: string) => onSource(setAt(source, [...path, name], [{}]))}
          options={scope.tables.filter((x) => x.operator === "input" && !(x.name in body) && x.name !== "judgment").map((x) => ({ value: x.name, label: x.name }))}
        />
      )}
      {!rows && rest.map((name) => <AsYaml key={name} field={name} value={body[name]} disabled={scope.disabled} onChange={(v) => onSource(setAt(source, [...path, name], v))} />)}
    </div>
  );
}

/** What stands beside a thing and has a place of its own. */
const besides = new Set(["step", "note"]);

const isSpec = (as: Field["as"]): as is Exclude<Field["as"], string | readonly string[]> => typeof as === "object" && "blank" in as;

/** columnsOf lists the columns that a field may name. */
function columnsOf(f: Field, body: Record<string, unknown>, scope: Scope, table: string): ModelTable["columns"] {
  if (f.of === "measures") return scope.measures;
  const of = (name: unknown) => scope.tables.find((x) => x.name === name);
  if (f.as === "scalars" && f.of) return of(f.of)?.columns ?? [];
  const own = valueAt(body, (f.of ?? "from").split(".")) ?? (f.of === undefined ? (body.of as string[] | undefined)?.[0] : undefined) ?? table;
  const columns = of(own)?.columns ?? [];
  if (!f.taken) return columns;
  const take = Object.entries((body.take ?? {}) as Record<string, string>);
  return [...columns, ...take.map(([name, from]) => ({ name, type: of(body.with)?.columns.find((c) => c.name === from)?.type ?? "text", title: { zh: "", en: "" }, dataset: "", field: "" }))];
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
