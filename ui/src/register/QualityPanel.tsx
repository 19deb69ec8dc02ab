import { Table } from "antd";
import { useMemo } from "react";
import type { FieldQuality, Quality } from "../api/types";
import { Chart } from "../chart/Chart";
import { countText } from "../words/format";
import { useCodes } from "../words/codes";
import { useWords } from "../words/i18n";
import { barHeight, codeCounts, completenessChart, percentText, problemChart } from "./quality";
import { RemarkList } from "./RemarkList";

/** How complete and how right a register is: sentences, bars, and the same as a table. */
export function QualityPanel({ quality }: { quality: Quality }) {
  const { t, text, language } = useWords();
  const say = useCodes();
  const fields = useMemo(() => quality.fields.map((field) => ({ name: text(field.title), field })), [quality, language]);
  const codes = useMemo(() => codeCounts(quality).map((c) => ({ name: say("problem", c.code), rows: c.rows })), [quality, language]);
  const completeness = useMemo(() => completenessChart(fields, quality.rows), [fields]);
  const problems = useMemo(() => problemChart(codes), [codes]);
  return (
    <div className="stack">
      <section className="panel">
        <h2>{t("quality.findings")} <span className="quiet">{t("quality.rows", { n: countText(quality.rows) })}</span></h2>
        <RemarkList remarks={quality.findings} />
      </section>
      <div className="two">
        <section className="panel">
          <h2>{t("quality.completeness")}</h2>
          <div className="panel-body">
            <Chart
              option={completeness} height={fields.length * barHeight + 8} testId="completeness"
              label={fields.map((f) => `${f.name} ${percentText(f.field.filled, quality.rows)}`).join("; ")}
            />
          </div>
        </section>
        <section className="panel">
          <h2>{t("quality.problems")}</h2>
          <div className="panel-body">
            {codes.length === 0 && <p className="quiet">{t("quality.noProblems")}</p>}
            {codes.length > 0 && <Chart option={problems} height={codes.length * barHeight + 8} label={codes.map((c) => `${c.name} ${c.rows}`).join("; ")} />}
          </div>
        </section>
      </div>
      <FieldQualityTable quality={quality} />
    </div>
  );
}

function FieldQualityTable({ quality }: { quality: Quality }) {
  const { t, text } = useWords();
  return (
    <section className="panel table-panel">
      <h2>{t("quality.table")}</h2>
      <Table
        size="small"
        rowKey="name"
        pagination={false}
        dataSource={quality.fields}
        columns={[
          { title: t("standard.field"), width: 200, render: (_, f) => <>{text(f.title)} {f.required && <span className="quiet">({t("standard.required")})</span>}</> },
          { title: t("quality.filled"), width: 90, align: "right", render: (_, f) => <span className="figure">{countText(f.filled)}</span> },
          { title: t("quality.missing"), width: 90, align: "right", render: (_, f) => <span className="figure">{countText(quality.rows - f.filled)}</span> },
          { title: t("quality.share"), width: 80, align: "right", render: (_, f) => <span className="figure">{percentText(f.filled, quality.rows)}</span> },
          { title: t("quality.wrong"), render: (_, f) => <Problems field={f} rows={quality.rows} /> },
        ]}
      />
    </section>
  );
}

function Problems({ field, rows }: { field: FieldQuality; rows: number }) {
  const { t } = useWords();
  const say = useCodes();
  if (field.problems.length === 0) return <span className="quiet">—</span>;
  return (
    <ul>
      {field.problems.map((p) => (
        <li key={p.code}>
          {say("problem", p.code)} <span className="figure">{countText(p.rows)}</span> <span className="quiet">({percentText(p.rows, rows)})</span>{" "}
          {p.examples.length > 0 && <span className="quiet">{t("quality.example")} {p.examples.map((e) => `${e.value} (${t("quality.at", { place: e.place })})`).join(", ")}</span>}
        </li>
      ))}
    </ul>
  );
}
