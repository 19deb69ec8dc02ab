import { Table, Tag, Tooltip } from "antd";
import type { LookStep, ModelCheck } from "../api/types";
import { groupOf } from "../words/coded";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { useCodeWords } from "./queries";

/** The rows of one step of a case, with what its condition is on each. */
export function LookTable({ step, tables }: { step: LookStep; tables: ModelCheck["tables"] }) {
  const { t, text } = useWords();
  const name = useCodes();
  const own = tables.filter((x) => x.name === step.name); // what others call a column of the same name comes first, and is replaced
  const titles = new Map([...tables, ...own].flatMap((x) => x.columns).map((c) => [c.name, text(c.title)]));
  const sources = new Map([...tables, ...own].flatMap((x) => x.columns).map((c) => [c.name, c]));
  const words = useCodeWords(tables.flatMap((x) => x.columns).filter((c) => !groupOf(c.dataset, c.field)).map((c) => c.dataset));
  // A code is shown by its word, as documents are; yes and no likewise.
  const shown = (v: unknown, column?: string) => {
    const c = column === undefined ? undefined : sources.get(column);
    const group = c && groupOf(c.dataset, c.field);
    if (typeof v === "boolean") return t(v ? "taken.yes" : "taken.no");
    if (typeof v !== "string" || !c) return show(v);
    return group ? name(group, v) : text(words(c.dataset, c.field, v)) || show(v);
  };
  const asks = step.rows.some((r) => r.kept !== null);
  const kept = step.rows.filter((r) => r.kept).length;
  const tests = step.rows[0]?.tests.map((x) => x.text) ?? [];
  // Columns that hold nothing in any row say nothing.
  const filled = step.columns.map((name, n) => ({ name, n })).filter(({ n }) => step.rows.some((r) => r.values[n] !== null));
  return (
    <div className="look" data-testid="look-table">
      <p className="quiet">{asks ? t("draft.lookKept", { kept, shown: step.rows.length, total: step.total }) : t("draft.lookRows", { shown: step.rows.length, total: step.total })}</p>
      <Table
        size="small"
        rowKey={(_, n) => String(n)}
        pagination={false}
        scroll={{ x: "max-content", y: 260 }}
        dataSource={step.rows}
        rowClassName={(r) => (r.kept === false ? "look-out" : "")}
        columns={[
          ...(asks ? [{ title: t("draft.kept"), fixed: "left" as const, width: 56, render: (_: unknown, r: (typeof step.rows)[number]) => <Tag color={r.kept ? "green" : undefined}>{r.kept ? "✓" : "✕"}</Tag> }] : []),
          ...tests.map((text, n) => ({
            title: <code>{text}</code>,
            render: (_: unknown, r: (typeof step.rows)[number]) => {
              const x = r.tests[n];
              if (!x) return null;
              const seen = x.compare ? `${show(x.value)} ${x.compare} ${show(x.needed)}` : "";
              return <Tooltip title={seen}><span className={x.holds ? "holds" : "fails"}>{x.holds ? "✓" : "✕"} {x.compare && <span className="quiet">{show(x.value)}</span>}</span></Tooltip>;
            },
          })),
          ...filled.map(({ name, n }) => ({ title: <span title={name}>{titles.get(name) || <code>{name}</code>}</span>, render: (_: unknown, r: (typeof step.rows)[number]) => <span className="figure">{shown(r.values[n], name)}</span> })),
        ]}
      />
    </div>
  );
}

function show(v: unknown): string {
  if (v === null || v === undefined) return "—";
  return Array.isArray(v) || typeof v === "object" ? JSON.stringify(v) : String(v);
}
