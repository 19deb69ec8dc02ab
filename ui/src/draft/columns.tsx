import { createContext, type ReactNode, useContext } from "react";
import type { FieldFacts, ModelTable } from "../api/types";
import { useWords } from "../words/i18n";

type Column = ModelTable["columns"][number];

/** Facts gives what is known of a column's field; undefined where a step has worked it out. */
type Facts = (column: Column) => FieldFacts | undefined;

/** What the data here have of the fields that columns hold. */
export const ColumnFacts = createContext<Facts>(() => undefined);

/** useColumnFacts gives it to whoever lists columns. */
export const useColumnFacts = () => useContext(ColumnFacts);

/** matches seeks in names and titles, whatever the language. */
export function matches(sought: string, option?: { label?: unknown; column?: Column }): boolean {
  const { column } = option ?? {};
  const all = [String(option?.label ?? ""), column?.name, column?.title.zh, column?.title.en];
  return all.some((x) => x?.toLowerCase().includes(sought.trim().toLowerCase()));
}

/** A column in a list: its name, its type, and of a field how often it is missing and what stands in it. */
export function ColumnOption({ label, column, facts }: { label: ReactNode; column: Column | undefined; facts: Facts }) {
  const { t } = useWords();
  const known = column && facts(column);
  return (
    <div className="column-option" data-value={column?.name} data-testid="column-option">
      <span>{label}{column && <span className="quiet"> · {t(`draft.type.${column.type}` as "draft.type.text", { defaultValue: column.type })}</span>}</span>
      {known && (
        <span className="quiet column-facts">
          {known.rows === 0 ? t("draft.noRows") : t("draft.missingShare", { n: percent(1 - known.filled / known.rows) })}
          {known.samples.length > 0 ? ` · ${t("draft.samples", { values: known.samples.join(" / ") })}` : known.hidden && known.filled > 0 ? ` · ${t("draft.samplesHidden")}` : ""}
        </span>
      )}
    </div>
  );
}

const percent = (share: number) => (share > 0 && share < 0.001 ? "<0.1" : String(Math.round(share * 1000) / 10));
