import { Table } from "antd";
import { Link } from "react-router";
import type { FigureReport, ModelYield } from "../api/types";
import { useWords } from "../words/i18n";
import { Rows } from "./FigureGroups";
import { mainText } from "./period";
import type { Drill } from "./RowsDrawer";

/** What became of the clues of each model; models stand by their ids. */
export function ModelTable({ report, onDrill }: { report: FigureReport; onDrill: (drill: Drill) => void }) {
  const { t, text } = useWords();
  const cell = (set: string, column: string, n: number, m: ModelYield, before = false) => (
    <Rows n={n} name={`${text(m.title)} ${column}`} onOpen={() => onDrill({ set, title: `${text(m.title)} · ${column}`, model: m.model, before })} />
  );
  return (
    <section className="panel table-panel" aria-label={t("leader.models")}>
      <h2>{t("leader.models")}</h2>
      <p className="quiet panel-body">{t("leader.modelsSay")}</p>
      <Table<ModelYield>
        size="small" rowKey="model" pagination={false} dataSource={report.models} locale={{ emptyText: t("leader.nobody") }}
        onRow={() => ({ "data-testid": "model-yield" }) as React.HTMLAttributes<HTMLElement>}
        columns={[
          { title: t("leader.model"), render: (_, m) => <Link to={`/models/${m.model}`}>{text(m.title)}</Link> },
          { title: t("leader.found"), width: 80, align: "right", render: (_, m) => cell("clues-found", t("leader.found"), m.found, m) },
          { title: t("leader.decided"), width: 80, align: "right", render: (_, m) => cell("clues-decided", t("leader.decided"), m.decided, m) },
          { title: t("leader.dismissed"), width: 90, align: "right", render: (_, m) => cell("clues-dismissed", t("leader.dismissed"), m.dismissed, m) },
          { title: t("leader.lookAlike"), width: 100, align: "right", render: (_, m) => cell("clues-lookalike", t("leader.lookAlike"), m.look_alike, m) },
          {
            title: t("leader.yield"), width: 190, align: "right", render: (_, m) => (
              <>{mainText("rate", m.yield) || <span className="quiet">{m.yield.denominator > 0 ? t("leader.few") : "—"}</span>} <span className="quiet">({cell("clues-confirmed", t("leader.yield"), m.yield.numerator, m)} / {cell("clues-judged", t("leader.denominator"), m.yield.denominator, m)})</span></>
            ),
          },
          { title: t("leader.before"), width: 130, align: "right", render: (_, m) => <span className="figure">{mainText("rate", m.before)} <span className="quiet">({cell("clues-confirmed", `${t("leader.before")} ${t("leader.yield")}`, m.before.numerator, m, true)} / {cell("clues-judged", `${t("leader.before")} ${t("leader.denominator")}`, m.before.denominator, m, true)})</span></span> },
        ]}
      />
    </section>
  );
}
