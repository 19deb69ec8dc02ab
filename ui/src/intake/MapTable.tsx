import { Select, Table, Tag, Tooltip } from "antd";
import { useMemo } from "react";
import type { ColumnChoice, ColumnMatch, Field } from "../api/types";
import { useWords } from "../words/i18n";
import { choose, fieldsOf, fillOf, unitsOf, withUnit } from "./mapping";
import { ScoreBar } from "./ScoreBar";

interface Props {
  columns: ColumnMatch[];
  choices: ColumnChoice[];
  fields: Field[];
  onChoices: (c: ColumnChoice[]) => void;
}

const colour = { matched: "green", byHand: "blue", unsure: "orange", left: "default" } as const;

/** Every column with its first cells and the field it becomes. */
export function MapTable({ columns, choices, fields, onChoices }: Props) {
  const { t, text, language } = useWords();
  const options = useMemo(
    () => [
      { value: "", label: t("intake.ignore"), search: "" },
      ...fieldsOf(fields).map((f) => ({ value: f.name, label: text(f.title) + (f.required ? " *" : ""), search: [f.name, f.title.zh, f.title.en, ...(f.aliases ?? [])].join(" ").toLowerCase() })),
    ],
    [fields, language],
  );
  return (
    <Table
      size="small"
      rowKey={(r) => r.i}
      pagination={false}
      scroll={{ y: 330 }}
      dataSource={columns.map((c, i) => ({ ...c, i }))}
      onRow={(r) => ({ "data-testid": "map-row", "data-heading": r.heading, "data-fill": fillOf(r, choices[r.i] ?? { field: "" }) }) as React.HTMLAttributes<HTMLElement>}
      columns={[
        { title: t("intake.heading"), width: 170, render: (_, c) => <strong lang="zh-CN">{c.heading || t("intake.unnamed")}</strong> },
        {
          title: t("intake.samples"),
          render: (_, c) => (
            <span className="samples">
              {c.samples.map((s, n) => <span key={n} className={s.masked ? "sample quiet" : "sample"}>{s.text}</span>)}
              {text(c.unusable) && <span className="sample-lost">{text(c.unusable)}</span>}
            </span>
          ),
        },
        {
          title: t("intake.field"), width: 220,
          render: (_, c) => (
            <Select
              className="field-select"
              size="small"
              showSearch={{ filterOption: (typed, o) => ((o as { search?: string })?.search ?? "").includes(typed.toLowerCase()) || String(o?.label).includes(typed) }}
              aria-label={t("intake.fieldOf", { heading: c.heading })}
              value={choices[c.i]?.field ?? ""}
              onChange={(field) => onChoices(choose(choices, c.i, field))}
              options={options}
              optionRender={(o) => <span data-value={o.value}>{o.label}</span>}
              data-testid="field-select"
            />
          ),
        },
        { title: t("intake.unit"), width: 86, render: (_, c) => <Unit choices={choices} i={c.i} fields={fields} onChoices={onChoices} /> },
        {
          title: t("intake.why"), width: 350,
          render: (_, c) => {
            const fill = fillOf(c, choices[c.i] ?? { field: "" });
            return (
              <span className="why-match">
                <Tag color={colour[fill]}>{t(`intake.fill.${fill}`)}</Tag>
                {fill === "matched" && <ScoreBar score={c.score} />}
                {text(c.reason) && <Tooltip title={text(c.reason)}><span className="quiet reason-text" tabIndex={0}>{text(c.reason)}</span></Tooltip>}
              </span>
            );
          },
        },
      ]}
    />
  );
}

function Unit({ choices, i, fields, onChoices }: { choices: ColumnChoice[]; i: number; fields: Field[]; onChoices: (c: ColumnChoice[]) => void }) {
  const { t } = useWords();
  const units = unitsOf(fields.find((f) => f.name === choices[i]?.field));
  if (units.length === 0) return <span className="quiet">—</span>;
  return (
    <Select
      size="small"
      aria-label={t("intake.unit")}
      value={choices[i]?.unit ?? units[0]}
      onChange={(unit) => onChoices(withUnit(choices, i, unit))}
      options={units.map((u) => ({ value: u, label: u }))}
      style={{ width: 76 }}
    />
  );
}
