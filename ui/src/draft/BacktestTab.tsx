import { DownloadOutlined, PrinterOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, DatePicker, Progress, Select, Skeleton, Slider, Table } from "antd";
import dayjs from "dayjs";
import { useMemo, useState } from "react";
import { Link, useSearchParams } from "react-router";
import type { BacktestLevel, BacktestReport, BacktestRun, Draft, Text } from "../api/types";
import { Chart } from "../chart/Chart";
import { reviewsTests } from "../session/pages";
import { useSession } from "../session/queries";
import { useModels } from "../model/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, percentText } from "../words/format";
import { useWords } from "../words/i18n";
import { Difference } from "./Difference";
import { levelAt } from "./levels";
import { monthChart } from "./months";
import { KeptTests } from "./KeptTests";
import { useBacktest, useBacktestActs, useBacktestPlan } from "./queries";

/** Tests a draft on history, month by month, with what was known at the end of each. */
export function BacktestTab({ draft, sound }: { draft: Draft; sound: boolean }) {
  const { t, text } = useWords();
  const [params, setParams] = useSearchParams();
  /** The test that is looked at; empty: the newest. */
  const test = params.get("test") ?? "";
  const look = (id: string) => setParams({ tab: "backtest", ...(id && { test: id }) }, { replace: true });
  const newest = useBacktest(draft.id);
  const chosen = useBacktest(draft.id, test);
  const run = test ? chosen : newest;
  const acts = useBacktestActs(draft.id);
  const models = useModels();
  const writes = useSession().data?.role === "analyst";
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  /** undefined: nobody has chosen; null: nothing is compared. */
  const [against, setAgainst] = useState<string | null>();
  const live = models.data?.find((m) => m.id === draft.model);
  const beside = against ?? (against === undefined ? live?.id : undefined);
  const [overlap, setOverlap] = useState(false);
  const never = run.data?.state === "none";
  const running = newest.data?.state === "running";
  const start = (o: Order) => acts.start.mutate(o, { onSuccess: () => look("") });
  const order = { from: from || undefined, to: to || undefined, against: beside ?? undefined, overlap: overlap || undefined };
  return (
    <div className="backtest">
      <p className="quiet">{t("draft.backtestLead")}</p>
      {writes && <form className="inline-form" onSubmit={(e) => e.preventDefault() /* Enter chooses a month or a model, and begins nothing */}>
        <DatePicker picker="month" value={from ? dayjs(from) : null} onChange={(d) => setFrom(d?.format("YYYY-MM") ?? "")} aria-label={t("draft.fromMonth")} placeholder={t("draft.fromMonth")} />
        <DatePicker picker="month" value={to ? dayjs(to) : null} onChange={(d) => setTo(d?.format("YYYY-MM") ?? "")} aria-label={t("draft.toMonth")} placeholder={t("draft.toMonth")} />
        <Select allowClear showSearch optionFilterProp="label" value={beside ?? undefined} onChange={(v?: string) => setAgainst(v ?? null)} placeholder={t("draft.against")} aria-label={t("draft.against")} style={{ width: 260 }} options={(models.data ?? []).map((m) => ({ value: m.id, label: text(m.title) }))} />
        <Checkbox checked={overlap} onChange={(e) => setOverlap(e.target.checked)}>{t("draft.withOverlap")}</Checkbox>
        <Button type="primary" disabled={!sound || running} loading={acts.start.isPending} onClick={() => start(order)} data-testid="backtest-start">{t("draft.backtestRun")}</Button>
        {running && <Button onClick={() => acts.stop.mutate()} data-testid="backtest-stop">{t("draft.stop")}</Button>}
      </form>}
      <Plan draft={draft} order={order} against={models.data?.find((m) => m.id === beside)} run={newest.data} ask={writes && sound && !models.isPending && newest.isSuccess && !running} />
      {!sound && <p className="must">{t("draft.firstSound")}</p>}
      {(acts.start.isError || acts.stop.isError) && <FaultNotice error={acts.start.error ?? acts.stop.error} />}
      <KeptTests draft={draft.id} shown={run.data?.id ?? ""} models={models.data ?? []} look={look} />
      {run.isPending && <Skeleton active />}
      {run.isError && <FaultNotice error={run.error} onRetry={() => void run.refetch()} />}
      {never && <p className="notice">{t("draft.noBacktest")}</p>}
      {run.data?.state === "running" && <Running run={run.data} />}
      {run.data?.state === "failed" && <Alert type="error" title={text(run.data.says)} />}
      {run.data?.state === "stopped" && <p className="notice">{t("draft.stopped")}</p>}
      {run.data?.state === "interrupted" && (
        <Alert
          type="warning" data-testid="backtest-interrupted" title={t("draft.interrupted", { done: run.data.done, total: run.data.total || "?" })}
          action={writes && <Button size="small" disabled={!sound || running} loading={acts.start.isPending} onClick={() => run.data && start(run.data.order)} data-testid="backtest-again">{t("draft.again")}</Button>}
        />
      )}
      {run.data?.report && run.data.version !== draft.version && <Alert type="warning" title={t("draft.oldBacktest", { n: run.data.version, now: draft.version })} />}
      {run.data?.report && <Report draft={draft.id} shown={test} run={run.data} report={run.data.report} />}
    </div>
  );
}

function Running({ run }: { run: BacktestRun }) {
  const { t } = useWords();
  return <Progress percent={run.total ? Math.round((100 * run.done) / run.total) : 0} format={() => t("draft.months", { done: run.done, total: run.total })} />;
}

type Order = BacktestRun["order"];

/** What a test would do, before anything runs: which draft, over which months, beside which model, on which data, and what it is expected to take. */
function Plan({ draft, order, against, run, ask }: { draft: Draft; order: { from?: string; to?: string }; against: { id: string; title: Text; version: number } | undefined; run: BacktestRun | undefined; ask: boolean }) {
  const { t, text } = useWords();
  const plan = useBacktestPlan(draft.id, draft.version, order, ask);
  const report = run?.report;
  const p = ask ? plan.data : undefined;
  const waits = ask && plan.isPending ? t("draft.planTrying") : "—";
  const seconds = p && Math.max(1, Math.round(p.seconds));
  return (
    <>
      <dl className="plan" data-testid="backtest-plan" aria-label={t("draft.plan")} aria-busy={ask && plan.isFetching}>
        <div><dt>{t("draft.planWhat")}</dt><dd>{draft.model} · {t("draft.version", { n: draft.version })}</dd></div>
        <div><dt>{t("draft.planMonths")}</dt><dd data-testid="plan-months">{p ? t("draft.planSpan", { from: p.from.slice(0, 7), to: p.to.slice(0, 7), n: countText(p.months) }) : `${order.from || t("draft.planFirst")} – ${order.to || t("draft.planLast")}`}</dd></div>
        <div><dt>{t("draft.planAgainst")}</dt><dd>{against ? `${text(against.title)} v${against.version}` : t("draft.planNone")}</dd></div>
        <div><dt>{t("draft.planData")}</dt><dd data-testid="plan-data">{p ? p.inputs.map((d) => t("draft.planRows", { title: text(d.title), n: countText(d.known) })).join(" · ") : waits}</dd></div>
        <div><dt>{t("draft.planCost")}</dt><dd data-testid="plan-cost">
          {p && seconds ? t(p.more ? "draft.planMore" : "draft.planExpected", { time: seconds < 120 ? t("draft.seconds", { n: seconds }) : t("draft.minutes", { n: Math.round(seconds / 60) }) }) : waits}
          {report && <span className="quiet"> {t("draft.planTook", { n: Math.max(1, Math.round(report.cost.seconds)), months: report.months.length })}</span>}
        </dd></div>
      </dl>
      {ask && plan.isError && <FaultNotice error={plan.error} onRetry={() => void plan.refetch()} />}
    </>
  );
}

/** What people would be shown, and how well it would be, from the risk that the slider stands at. */
function LevelFigures({ level, of }: { level: BacktestLevel; of: number }) {
  const { t } = useWords();
  const share = (s: BacktestLevel["precision"]) => (s.of === 0 ? t("draft.undecided") : <>{percentText(s.value)} <span className="quiet">{s.count}/{s.of} · {percentText(s.low)}–{percentText(s.high)}</span></>);
  return (
    <dl className="figures" aria-live="polite" data-testid="backtest-level">
      <div><dt>{t("draft.standing")}</dt><dd>{t("draft.above", { n: countText(level.standing), of: countText(of) })}</dd></div>
      <div><dt>{t("draft.hoursMonth")}</dt><dd>{t("draft.hours", { n: level.monthly_hours.toFixed(1) })}</dd></div>
      <div><dt>{t("draft.hoursFirst")}</dt><dd>{t("draft.hours", { n: level.backlog_hours.toFixed(1) })}</dd></div>
      <div><dt>{t("draft.precision")}</dt><dd>{share(level.precision)}</dd></div>
      <div><dt>{t("draft.stillFound")}</dt><dd>{share(level.kept)}</dd></div>
    </dl>
  );
}

function Report({ draft, shown, run, report }: { draft: string; shown: string; run: BacktestRun; report: BacktestReport }) {
  const { t, text, language } = useWords();
  const reviews = reviewsTests(useSession().data?.role);
  const option = useMemo(() => monthChart(report.months, { found: t("draft.new"), gone: t("draft.gone") }), [report, language]);
  const models = useModels();
  const [least, setLeast] = useState(0);
  const kept = report.examples.filter((e) => e.risk >= least);
  const level = levelAt(report.levels, least);
  return (
    <>
      <dl className="figures" data-testid="backtest-report">
        <div><dt>{t("draft.standing")}</dt><dd>{countText(report.standing)}</dd></div>
        <div><dt>{t("draft.hoursMonth")}</dt><dd>{t("draft.hours", { n: report.effort.monthly_hours.toFixed(1) })}</dd></div>
        <div><dt>{t("draft.hoursFirst")}</dt><dd>{t("draft.hours", { n: report.effort.backlog_hours.toFixed(1) })}</dd></div>
        {report.decided && <div data-testid="backtest-precision"><dt>{t("draft.precision")}</dt><dd>{percentText(report.decided.precision.value)} <span className="quiet">{report.decided.precision.count}/{report.decided.precision.of} · {percentText(report.decided.precision.low)}–{percentText(report.decided.precision.high)}{report.decided.labels > 0 && ` · ${t("draft.ofLabels", { n: report.decided.labels })}`}</span></dd></div>}
        {report.against?.decided && <div><dt>{t("draft.precisionThere")}</dt><dd>{percentText(report.against.decided.precision.value)} <span className="quiet">{report.against.decided.precision.count}/{report.against.decided.precision.of}</span></dd></div>}
        {report.against && <div><dt>{t("draft.gained")}</dt><dd>{countText(report.against.gained.count)}</dd></div>}
        {report.against && <div><dt>{t("draft.lost")}</dt><dd>{countText(report.against.lost.count)}</dd></div>}
      </dl>
      {reviews && (
        <div className="annex-out">
          <Button size="small" icon={<DownloadOutlined />} href={`/api/drafts/${draft}/annex/file?test=${run.id}`} download data-testid="annex-file">{t("draft.annexFile")}</Button>
          <Link to={`/drafts/${draft}/annex?test=${run.id}`} data-testid="annex-print"><PrinterOutlined /> {t("draft.annexPrint")}</Link>
        </div>
      )}
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
      {report.against && <Difference draft={draft} test={run.id} shown={shown} against={report.against} labels={run.labels} writes={reviews} />}
      {(report.overlap ?? []).length > 0 && (
        <>
          <h3>{t("draft.overlap")}</h3>
          <Table
            size="small" rowKey="model" pagination={{ pageSize: 8, hideOnSinglePage: true }} dataSource={(report.overlap ?? []).filter((o) => o.common > 0)} locale={{ emptyText: t("draft.overlapNone") }}
            columns={[
              { title: t("draft.model"), render: (_, o) => text(models.data?.find((m) => m.id === o.model)?.title) || o.model },
              { title: t("draft.standing"), width: 120, align: "right", render: (_, o) => countText(o.findings) },
              { title: t("draft.common"), width: 140, align: "right", render: (_, o) => countText(o.common) },
              { title: t("draft.overlapSubjects"), width: 140, align: "right", render: (_, o) => percentText(o.subjects) },
              { title: t("draft.overlapCases"), width: 140, align: "right", render: (_, o) => percentText(o.cases) },
            ]}
          />
        </>
      )}
      <h3>{t("draft.courts")}</h3>
      <Table
        size="small" rowKey="court" pagination={{ pageSize: 8, hideOnSinglePage: true }} dataSource={report.courts}
        columns={[
          { title: t("draft.court"), render: (_, c) => c.court },
          { title: t("draft.new"), width: 100, align: "right", render: (_, c) => c.new },
          { title: t("draft.shareFound"), width: 120, align: "right", render: (_, c) => percentText(c.share) },
          { title: t("draft.shareDocuments"), width: 140, align: "right", render: (_, c) => percentText(c.documents) },
          { title: t("draft.dispersion"), width: 140, align: "right", render: (_, c) => (c.few ? t("draft.few") : c.dispersion.toFixed(2)) },
        ]}
      />
      {report.notes.length > 0 && <ul className="quiet">{report.notes.map((n) => <li key={n.zh}>{text(n)}</li>)}</ul>}
    </>
  );
}
