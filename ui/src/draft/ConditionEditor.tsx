import { Input, Select, Button, Segmented } from "antd";
import { useEffect, useMemo, useState } from "react";
import { QueryBuilder, type ActionProps, type Field, type RuleGroupType, type ValueEditorProps, type FieldSelectorProps, type OperatorSelectorProps, type CombinatorSelectorProps } from "react-querybuilder";
import type { ModelTable } from "../api/types";
import { groupOf } from "../words/coded";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { ColumnOption, matches, useColumnFacts } from "./columns";
import { asText, operators, read, write } from "./condition";
import { useCodeWords } from "./queries";

interface Props {
  value: string;
  onChange: (cel: string) => void;
  columns: ModelTable["columns"];
  parameters: readonly string[];
  disabled?: boolean;
  label: string;
}

/** A condition, as rules that are chosen or as text; both are the same condition. */
export function ConditionEditor({ value, onChange, columns, parameters, disabled, label }: Props) {
  const { t, text } = useWords();
  const [form, setForm] = useState<"rules" | "text">("rules");
  const [tree, setTree] = useState<RuleGroupType>(() => read(value));
  // What was written elsewhere (the YAML beside it) comes in; what was chosen here stays as it is.
  useEffect(() => {
    if (write(tree) !== value && write(read(value)) !== write(tree)) setTree(read(value));
  }, [value]); // eslint-disable-line react-hooks/exhaustive-deps
  const fields: Field[] = useMemo(
    () => [
      ...columns.map((c) => ({ name: c.name, value: c.name, label: text(c.title) ? `${text(c.title)} ${c.name}` : c.name, datatype: c.type })),
      { name: asText, value: asText, label: t("draft.asText") },
    ],
    [columns, t, text],
  );
  const chosen = (next: RuleGroupType) => {
    setTree(next);
    const cel = write(next);
    if (cel !== value && complete(next)) onChange(cel);
  };
  return (
    <div className="condition" aria-label={label} role="group">
      <Segmented size="small" value={form} onChange={(v) => setForm(v as "rules" | "text")} options={[{ value: "rules", label: t("draft.rules") }, { value: "text", label: "CEL" }]} />
      {form === "text" ? (
        <Input.TextArea className="code" autoSize={{ minRows: 1, maxRows: 8 }} value={value} disabled={disabled} aria-label={label} onChange={(e) => onChange(e.target.value)} />
      ) : (
        <QueryBuilder
          query={tree}
          onQueryChange={chosen}
          fields={fields}
          operators={operators.map((name) => ({ name, value: name, label: name }))}
          combinators={[{ name: "and", value: "and", label: t("draft.all") }, { name: "or", value: "or", label: t("draft.any") }]}
          disabled={disabled}
          resetOnFieldChange={false}
          getDefaultOperator="="
          context={{ parameters, columns }}
          controlElements={{
            addRuleAction: Act, addGroupAction: Act, removeRuleAction: Act, removeGroupAction: Act,
            fieldSelector: FieldChoice, operatorSelector: OperatorChoice, combinatorSelector: CombinatorChoice, valueEditor: Value,
          }}
          translations={{ addRule: { label: t("draft.addTest"), title: t("draft.addTest") }, addGroup: { label: t("draft.addGroup"), title: t("draft.addGroup") }, removeRule: { label: "✕", title: t("draft.removeTest") }, removeGroup: { label: "✕", title: t("draft.removeTest") } }}
        />
      )}
    </div>
  );
}

/** complete tells whether every rule says something: half a rule is not written into the model. */
function complete(x: RuleGroupType): boolean {
  return x.rules.every((r) => (typeof r === "string" ? true : "rules" in r ? complete(r) : ["known", "unknown", "true", "false"].includes(r.operator) || String(r.value ?? "").trim() !== ""));
}

function Act({ handleOnClick, label, title, disabled }: ActionProps) {
  if (disabled) return null;
  return <Button size="small" type="text" onClick={(e) => handleOnClick(e)} title={title} aria-label={title}>{label}</Button>;
}

function FieldChoice({ value, handleOnChange, options, disabled, context }: FieldSelectorProps) {
  const { t } = useWords();
  const facts = useColumnFacts();
  const { columns = [] } = (context ?? {}) as { columns?: ModelTable["columns"] };
  return (
    <Select
      size="small" showSearch={{ filterOption: matches }} disabled={disabled} value={value} onChange={handleOnChange} aria-label={t("draft.field")} popupMatchSelectWidth={false} style={{ width: 190 }}
      options={(options as { name: string; label: string }[]).map((o) => ({ value: o.name, label: o.label, column: columns.find((c) => c.name === o.name) }))}
      optionRender={(o) => <ColumnOption label={o.label} column={o.data.column} facts={facts} />}
    />
  );
}

function OperatorChoice({ value, handleOnChange, options, disabled }: OperatorSelectorProps) {
  const { t } = useWords();
  const words = (name: string) => t(`draft.op.${name}` as "draft.op.=");
  return <Select size="small" disabled={disabled} value={value} onChange={handleOnChange} aria-label={t("draft.operator")} popupMatchSelectWidth={false} style={{ width: 96 }} options={(options as { name: string }[]).map((o) => ({ value: o.name, label: words(o.name) }))} />;
}

function CombinatorChoice({ value, handleOnChange, options, disabled }: CombinatorSelectorProps) {
  const { t } = useWords();
  return <Select size="small" disabled={disabled} value={value} onChange={handleOnChange} aria-label={t("draft.combinator")} style={{ width: 130 }} options={(options as { name: string; label: string }[]).map((o) => ({ value: o.name, label: o.label }))} />;
}

/** Texts are typed without their quotes; a code has its word beside it. */
function Value({ operator, value, handleOnChange, field, context, disabled }: ValueEditorProps) {
  const { t, text } = useWords();
  const name = useCodes();
  if (["known", "unknown", "true", "false"].includes(operator)) return null;
  const { parameters = [], columns = [] } = (context ?? {}) as { parameters?: readonly string[]; columns?: ModelTable["columns"] };
  const column = columns.find((c) => c.name === field);
  const isText = operator !== "in" && field !== asText && column?.type === "text" && !parameters.includes(String(value)) && !columns.some((c) => c.name === value);
  const shown = isText ? String(value ?? "").replace(/^"([\s\S]*)"$/, "$1") : String(value ?? "");
  const group = column && groupOf(column.dataset, column.field);
  const codes = column ? (isText ? [shown] : [...shown.matchAll(/"([^"]+)"/g)].map((m) => m[1] as string)) : [];
  const register = useCodeWords(column && !group ? [column.dataset] : []);
  const words = (group ? codes.map((c) => name(group, c)) : codes.map((c) => text(column && register(column.dataset, column.field, c)))).filter((w, n) => w !== "" && w !== codes[n]);
  return (
    <>
      <Input
        size="small" className={isText ? undefined : "code"} disabled={disabled} value={shown} aria-label={t("draft.value")} style={{ width: field === asText ? 360 : 130 }} list="draft-parameters"
        onChange={(e) => handleOnChange(isText && !parameters.includes(e.target.value) && !columns.some((c) => c.name === e.target.value) ? JSON.stringify(e.target.value) : e.target.value)}
      />
      {words.length > 0 && <span className="quiet">{words.join(" · ")}</span>}
    </>
  );
}
