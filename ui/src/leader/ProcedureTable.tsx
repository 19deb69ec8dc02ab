import { Table } from "antd";
import type { FigureReport } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { Rows } from "./FigureGroups";
import { mainText } from "./period";
import type { Drill } from "./RowsDrawer";

/** The statistics that the procedures declare, each in the same period as what it is a share of. */
export function ProcedureTable({ report, onDrill }: { report: FigureReport; onDrill: (drill: Drill) => void }) {
  const { t, text } = useWords();
  const rows = report.procedures.flatMap((p) => p.statistics.map((s, i) => ({ ...s, procedure: p.procedure, called: text(p.title), first: i === 0, many: p.statistics.length })));
  return (
    <section className="panel table-panel" aria-label={t("leader.procedures")}>
      <h2>{t("leader.procedures")}</h2>
      <Table
        size="small" rowKey={(r) => r.procedure + r.statistic} pagination={false} dataSource={rows} locale={{ emptyText: t("leader.nobody") }}
        columns={[
          { title: t("leader.procedure"), onCell: (r) => ({ rowSpan: r.first ? r.many : 0 }), render: (_, r) => r.called },
          { title: t("leader.statistic"), render: (_, r) => text(r.title) },
          { title: t("leader.now"), width: 80, align: "right", render: (_, r) => <><Rows n={r.now.numerator} name={`${r.called} ${text(r.title)}`} onOpen={() => onDrill({ set: "statistic", procedure: r.procedure, statistic: r.statistic, title: `${r.called} · ${text(r.title)}` })} />{r.sums && <span className="figure"> ¥{countText(r.amount)}</span>}</> },
          { title: t("leader.before"), width: 80, align: "right", render: (_, r) => <><Rows n={r.before.numerator} name={`${r.called} ${text(r.title)} ${t("leader.before")}`} onOpen={() => onDrill({ set: "statistic", procedure: r.procedure, statistic: r.statistic, before: true, title: `${r.called} · ${text(r.title)} · ${t("leader.before")}` })}/>{r.sums && <span className="figure"> ¥{countText(r.amount_before)}</span>}</> },
          { title: t("leader.of"), render: (_, r) => (r.of ? <span>{text(r.of_title)} <Rows n={r.now.denominator} name={`${r.called} ${text(r.of_title)}`} onOpen={() => onDrill({ set: "statistic", procedure: r.procedure, statistic: r.of, title: `${r.called} · ${text(r.of_title)}` })} /></span> : "") },
          { title: t("leader.rate"), width: 110, align: "right", render: (_, r) => (r.of ? <span className="figure">{mainText("rate", r.now) || <span className="quiet">{r.now.denominator > 0 ? t("leader.few") : "—"}</span>}</span> : "") },
        ]}
      />
    </section>
  );
}
