import { Table } from "antd";
import { useMemo } from "react";
import type { Coverage } from "../api/types";
import { Chart } from "../chart/Chart";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { coverageChart, lagChart, lineHeight, shownPeriods } from "./coverage";
import { RemarkList } from "./RemarkList";

/** From when to when a register reaches: sentences, heat map, lags, and the same as a table. */
export function CoveragePanel({ coverage }: { coverage: Coverage }) {
  const { t, text, language } = useWords();
  const option = useMemo(
    () => coverageChart(coverage, { gap: t("coverage.gap"), rows: t("coverage.rowsUnit"), none: t("coverage.unnamed") }),
    [coverage, language],
  );
  const says = coverage.findings.map((f) => text(f.says)).join(" ");
  return (
    <div className="stack">
      <section className="panel"><h2>{t("quality.findings")}</h2><RemarkList remarks={coverage.findings} /></section>
      {coverage.rows.length > 0 && (
        <section className="panel">
          <h2>{t("coverage.heat", { by: text(coverage.by) || t("coverage.all"), n: Math.min(coverage.periods.length, shownPeriods) })}</h2>
          <div className="panel-body">
            <Chart option={option} height={coverage.rows.length * lineHeight + 30} label={`${t("coverage.heatLabel")} ${says}`} testId="coverage-heat" />
            <p className="quiet heat-key"><span className="heat-few" /> {t("coverage.few")} <span className="heat-many" /> {t("coverage.many")} <span className="heat-gap">×</span> {t("coverage.gap")}</p>
          </div>
        </section>
      )}
      <div className="two">
        {coverage.lags.some((l) => l.rows > 0) && <Lags coverage={coverage} />}
        {coverage.rows.length > 0 && <Lines coverage={coverage} />}
      </div>
    </div>
  );
}

function Lags({ coverage }: { coverage: Coverage }) {
  const { t, language } = useWords();
  const names = useMemo(
    () => coverage.lags.map((l) => (l.days > 0 ? t("coverage.within", { n: l.days }) : t("coverage.later"))),
    [coverage, language],
  );
  const option = useMemo(() => lagChart(names, coverage.lags.map((l) => l.rows)), [names]);
  return (
    <section className="panel">
      <h2>{t("coverage.lag")}</h2>
      <div className="panel-body">
        <Chart option={option} height={coverage.lags.length * 24 + 12} label={names.map((n, i) => `${n} ${coverage.lags[i]?.rows ?? 0}`).join("; ")} />
        <p className="quiet">{t("coverage.undated", { n: countText(coverage.undated), odd: countText(coverage.odd) })}</p>
      </div>
    </section>
  );
}

function Lines({ coverage }: { coverage: Coverage }) {
  const { t, text } = useWords();
  return (
    <section className="panel table-panel">
      <h2>{t("coverage.table")}</h2>
      <Table
        size="small"
        rowKey="value"
        pagination={coverage.rows.length > 20 ? { pageSize: 20, size: "small" } : false}
        dataSource={coverage.rows}
        columns={[
          { title: text(coverage.by) || t("coverage.all"), width: 150, render: (_, r) => r.value || <span className="quiet">{t("coverage.unnamed")}</span> },
          { title: t("dataset.rows"), width: 90, align: "right", render: (_, r) => <span className="figure">{countText(r.counts.reduce((a, b) => a + b, 0))}</span> },
          {
            title: t("coverage.missing"),
            render: (_, r) => r.gaps.length === 0
              ? <span className="quiet">{t("coverage.noGap")}</span>
              : <span className="gap-list">{ranges(r.gaps).map(([a, b]) => (a === b ? coverage.periods[a] : `${coverage.periods[a]} – ${coverage.periods[b]}`)).join(", ")}</span>,
          },
        ]}
      />
    </section>
  );
}

/** ranges joins numbers that follow each other: 1 2 3 7 → 1–3, 7. */
export function ranges(numbers: number[]): [number, number][] {
  const out: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = out.at(-1);
    if (last && n <= last[1] + 1) last[1] = n;
    else out.push([n, n]);
  }
  return out;
}
