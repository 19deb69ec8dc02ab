import { Select } from "antd";
import type { ModelTable } from "../api/types";
import { useWords } from "../words/i18n";
import { ColumnOption, matches, useColumnFacts } from "./columns";

interface Common {
  columns: ModelTable["columns"];
  disabled: boolean;
  label: string;
  small?: boolean;
}
type Props = Common & ({ many: true; value: string[]; onChange: (v: string[]) => void } | { many?: false; value: string; onChange: (v: string) => void });

/** A column, sought by its name in the language of the person or in code; the list shows its type, values and how often it is missing. */
export function ColumnSelect(props: Props) {
  const { columns, disabled, label, small } = props;
  const { text } = useWords();
  const facts = useColumnFacts();
  const chosen = props.many ? props.value : props.value ? [props.value] : [];
  const known = columns.map((c) => ({ value: c.name, label: text(c.title) ? `${text(c.title)} ${c.name}` : c.name, column: c }));
  const own = chosen.filter((x) => !columns.some((c) => c.name === x)).map((x) => ({ value: x, label: x, column: undefined }));
  const shared = {
    size: small ? ("small" as const) : undefined, disabled, "aria-label": label, popupMatchSelectWidth: false as const,
    showSearch: { filterOption: matches }, options: [...known, ...own],
    optionRender: (o: { label?: React.ReactNode; data: { column?: ModelTable["columns"][number] } }) => <ColumnOption label={o.label} column={o.data.column} facts={facts} />,
  };
  if (props.many) return <Select {...shared} mode="tags" value={props.value} onChange={props.onChange} style={{ width: "100%" }} />;
  return <Select {...shared} allowClear value={props.value || undefined} onChange={(v) => props.onChange(v ?? "")} style={{ width: small ? 170 : 260 }} />;
}
