import { useId } from "react";
import type { Procedure } from "../api/types";
import { useWords } from "../words/i18n";
import { FieldInput } from "./FieldInput";

interface Props {
  procedure: Procedure;
  /** Fields that must be given, and those that may. */
  asks: readonly string[];
  may: readonly string[];
  values: Record<string, unknown>;
  /** Fields that were not given though they must. */
  lacks: readonly string[];
  onChange: (values: Record<string, unknown>) => void;
}

/** The form of a step, made from the schemas of its procedure. */
export function FieldForm({ procedure, asks, may, values, lacks, onChange }: Props) {
  const { t, text } = useWords();
  const id = useId();
  const row = (key: string, must: boolean) => {
    const field = procedure.fields[key];
    if (!field) return null;
    return (
      <div key={key} className="field" data-field={key}>
        <label htmlFor={id + key}>{text(field.title)}{must ? <span className="must" aria-hidden> *</span> : <span className="quiet"> {t("matter.optional")}</span>}</label>
        <FieldInput id={id + key} field={field} value={values[key]} wrong={lacks.includes(key)} onChange={(v) => onChange({ ...values, [key]: v })} />
        {lacks.includes(key) && <p className="decision-lack" role="alert">{t("matter.fieldNeeded")}</p>}
      </div>
    );
  };
  return <>{asks.map((k) => row(k, true))}{may.map((k) => row(k, false))}</>;
}
