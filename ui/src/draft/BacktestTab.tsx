import { Alert, Button, DatePicker, Progress, Select, Skeleton, Slider, Table } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import type { BacktestLevel, BacktestReport, Draft } from "../api/types";
import { Chart } from "../chart/Chart";
import { useSession } from "../session/queries";
import { useModels } from "../model/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, shareText } from "../words/format";
import { useWords } from "../words/i18n";
import { levelAt } from "./levels";
import { monthChart } from "./months";
import { useBacktest, useBacktestActs } from "./queries";

/** Tests a draft on history, month by month, with what was known at the end of each. */
export function BacktestTab({ draft, sound }: { draft: Draft; sound: boolean }) {
  const { t, text } = useWords();
  const run = useBacktest(draft.id);
  const acts = useBacktestActs(draft.id);
  const models = useModels();
  const writes = useSession().data?.role === "analyst";
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [against, setAgainst] = useState<string>();
  const never = run.data?.state === "none";
  const running = run.data?.state === "running";
  return (
    <div className="backtest">
      <p className="quiet">{t("draft.backtestLead")}</p>
      {writes && <form className="inline-form" onSubmit={(e) => { e.preventDefault(); acts.start.mutate({ from: from || undefined, to: to || undefined, against }); }}>
        <DatePicker picker="month" value={from ? dayjs(from) : null} onChange={(d) => setFrom(d?.format("YYYY-MM") ?? "")} aria-label={t("draft.fromMonth")} placeholder={t("draft.fromMonth")} />
        <DatePicker picker="month" value={to ? dayjs(to) : null} onChange={(d) => setTo(d?.format("YYYY-MM") ?? "")} aria-label={t("draft.toMonth")} placeholder={t("draft.toMonth")} />
        <Select allowClear showSearch optionFilterProp="label" value={against} onChange={setAgainst} placeholder={t("draft.against")} aria-label={t("draft.against")} style={{ width: 260 }} options={(models.data ?? []).map((m) => ({ value: m.id, label: text(m.title) }))} />
        <Button type="primary" htmlType="submit" disabled={!sound || running} loading={acts.start.isPending} data-testid="backtest-start">{t("draft.backtestRun")}</Button>
        {running && <Button onClick={() => acts.stop.mutate()}>{t("draft.stop")}</Button>}
      </form>}
      {!sound && <p className="must">{t("draft.firstSound")}</p>}
      {acts.start.isError && <FaultNotice error={acts.start.error} />}
      {run.isPending && <Skeleton active />}
      {run.isError && <FaultNotice error={run.error} onRetry={() => void run.refetch()} />}
      {never && <p className="notice">{t("draft.noBacktest")}</p>}
      {running && run.data && <Progress percent={run.data.total ? Math.round((100 * run.data.done) / run.data.total) : 0} format={() => t("draft.months", { done: run.data.done, total: run.data.total })} />}
      {run.data?.state === "failed" && <Alert type="error" title={text(run.data.says)} />}
      {run.data?.state === "stopped" && <p className="notice">{t("draft.stopped")}</p>}
      {run.data?.report && run.data.version !== draft.version && <Alert type="warning" title={t("draft.oldBacktest", { n: run.data.version, now: draft.version })} />}
      {run.data?.report && <Report report={run.data.report} />}
    </div>
  );
}

/** What people would be shown, and how well it would be, from the risk that the slider stands at. */
function LevelFigures({ level, of }: { level: BacktestLevel; of: number }) {
  const { t } = useWords();
  const share = (s: BacktestLevel["precision"]) => (s.of === 0 ? t("draft.undecided") : <>{shareText(s.value)} <span className="quiet">{s.count}/{s.of} · {shareText(s.low)}–{shareText(s.high)}</span></>);
  return (
    <dl className="figures" aria-live="polite" data-testid="backtest-level">
      <div><dt>{t("draft.standing")}</dt><dd>{t("draft.above", { n: countText(level.standing), of: countText(of) })}</dd></div>
      <div><dt>{t("draft.hoursMonth")}</dt><dd>{level.monthly_hours.toFixed(1)}</dd></div>
      <div><dt>{t("draft.hoursFirst")}</dt><dd>{level.backlog_hours.toFixed(1)}</dd></div>
      <div><dt>{t("draft.precision")}</dt><dd>{share(level.precision)}</dd></div>
      <div><dt>{t("draft.stillFound")}</dt><dd>{share(level.kept)}</dd></div>
    </dl>
  );
}

function Report({ report }: { report: BacktestReport }) {
  const { t, text, language } = useWords();
  const option = useMemo(() => monthChart(report.months, { found: t("draft.new"), gone: t("draft.gone") }), [report, language]);
  const [least, setLeast] = useState(0);
  const kept = report.examples.filter((e) => e.risk >= least);
  const level = levelAt(report.levels, least);
  return (
    <>
      <dl className="figures" data-testid="backtest-report">
        <div><dt>{t("draft.standing")}</dt><dd>{countText(report.standing)}</dd></div>
        <div><dt>{t("draft.hoursMonth")}</dt><dd>{report.effort.monthly_hours.toFixed(1)}</dd></div>
        <div><dt>{t("draft.hoursFirst")}</dt><dd>{report.effort.backlog_hours.toFixed(1)}</dd></div>
        {report.decided && <div><dt>{t("draft.precision")}</dt><dd>{shareText(report.decided.precision.value)} <span className="quiet">{report.decided.precision.count}/{report.decided.precision.of} · {shareText(report.decided.precision.low)}–{shareText(report.decided.precision.high)}</span></dd></div>}
        {report.against && <div><dt>{t("draft.gained")}</dt><dd>{countText(report.against.gained.count)}</dd></div>}
        {report.against && <div><dt>{t("draft.lost")}</dt><dd>{countText(report.against.lost.count)}</dd></div>}
      </dl>
      <Chart option={option} height={220} label={report.months.map((m) => `${m.as_of.slice(0, 7)} ${m.new}`).join("; ")} />
      <h3>{t("draft.levels")}</h3>
      <label className="threshold">{t("draft.threshold")} <Slider ariaLabelForHandle={t("draft.threshold")} min={0} max={1} step={0.05} value={least} onChange={setLeast} style={{ width: 280 }} /> <span className="figure">{least.toFixed(2)}</span></label>
      {level && <LevelFigures level={level} of={report.standing} />}
      <h3>{t("draft.examples", { n: kept.length })}</h3>
      <Table
        size="small" rowKey={(e) => e.subject.id} pagination={{ pageSize: 10, hideOnSinglePage: true }} dataSource={kept}
        columns={[
          { title: t("draft.subject"), width: 160, render: (_, e) => e.subject.name },
          { title: t("draft.risk"), width: 90, align: "right", render: (_, e) => <span className="figure">{e.risk.toFixed(2)}</span> },
          { title: t("draft.casesN"), width: 80, align: "right", render: (_, e) => e.cases },
          { title: t("draft.summary"), render: (_, e) => text(e.summary) },
        ]}
      />
      <h3>{t("draft.courts")}</h3>
      <Table
        size="small" rowKey="court" pagination={{ pageSize: 8, hideOnSinglePage: true }} dataSource={report.courts}
        columns={[
          { title: t("draft.court"), render: (_, c) => c.court },
          { title: t("draft.new"), width: 100, align: "right", render: (_, c) => c.new },
          { title: t("draft.shareFound"), width: 120, align: "right", render: (_, c) => shareText(c.share) },
          { title: t("draft.shareDocuments"), width: 140, align: "right", render: (_, c) => shareText(c.documents) },
          { title: t("draft.dispersion"), width: 140, align: "right", render: (_, c) => (c.few ? t("draft.few") : c.dispersion.toFixed(2)) },
        ]}
      />
      {report.notes.length > 0 && <ul className="quiet">{report.notes.map((n) => <li key={n.zh}>{text(n)}</li>)}</ul>}
    </>
  );
}
