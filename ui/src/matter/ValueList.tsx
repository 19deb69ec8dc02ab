import type { Procedure, ProcedureField } from "../api/types";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { choicesOf, shapeOf } from "./field";

/** What was given, by the names that the procedure has for it. */
export function ValueList({ values, procedure }: { values: Record<string, unknown>; procedure: Procedure }) {
  const { text } = useWords();
  const keys = Object.keys(values);
  if (keys.length === 0) return null;
  return (
    <dl className="values">
      {keys.map((k) => (
        <div key={k}><dt>{text(procedure.fields[k]?.title) || k}</dt><dd><Value value={values[k]} field={procedure.fields[k]} /></dd></div>
      ))}
    </dl>
  );
}

function Value({ value, field }: { value: unknown; field: ProcedureField | undefined }) {
  const { t, text, language } = useWords();
  if (typeof value === "boolean") return <>{value ? t("matter.yes") : t("matter.no")}</>;
  const names = field ? choicesOf(field, text) : [];
  const name = (v: unknown) => names.find((n) => n.value === v)?.label ?? String(v);
  if (Array.isArray(value)) return <>{value.map(name).join(language === "zh" ? "、" : ", ")}</>;
  if (field && shapeOf(field) === "day") return <span className="figure">{dateText(String(value))}</span>;
  return <span className="value-text">{name(value)}</span>;
}
