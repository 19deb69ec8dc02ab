import { Alert, Button, Progress, Skeleton } from "antd";
import { Link } from "react-router";
import type { Run } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { Counts } from "../register/Counts";
import { useCancel, useRun, useUpload } from "./queries";

/** How far the import is, and what came of it. */
export function RunStep({ id, upload, sheet }: { id: string; upload: string; sheet: string }) {
  const run = useRun(id);
  if (run.isError) return <FaultNotice error={run.error} onRetry={() => void run.refetch()} />;
  if (!run.data) return <Skeleton active />;
  return run.data.state === "running" ? <Going run={run.data} /> : <Ended run={run.data} upload={upload} sheet={sheet} />;
}

function Going({ run }: { run: Run }) {
  const { t } = useWords();
  const cancel = useCancel(run.id);
  return (
    <section className="panel run-line" role="status">
      <span>{t("intake.running", { n: countText(run.rows) })}</span>
      <Progress percent={100} status="active" showInfo={false} aria-label={t("shell.working")} />
      <Button loading={cancel.isPending} onClick={() => cancel.mutate()} data-testid="cancel-run">{t("intake.cancel")}</Button>
    </section>
  );
}

/** The other tables of the file, each to be imported too. */
function OtherTables({ upload, sheet }: { upload: string; sheet: string }) {
  const { t } = useWords();
  const others = useUpload(upload).data?.sheets.filter((s) => s.name !== sheet) ?? [];
  if (others.length === 0) return null;
  return (
    <p className="tools" data-testid="other-tables">
      {t("intake.otherTables")}
      {others.map((s) => <Link key={s.name} reloadDocument to={`/data/import?${new URLSearchParams({ upload, step: "sheet", sheet: s.name })}`}>{s.name || t("intake.onlySheet")}</Link>)}
    </p>
  );
}

function Ended({ run, upload, sheet }: { run: Run; upload: string; sheet: string }) {
  const { t, text } = useWords();
  if (run.state === "cancelled") return <Alert type="warning" showIcon title={t("intake.cancelled")} />;
  if (run.state === "failed") return <Alert type="error" showIcon title={t("intake.failed")} description={text(run.says)} />;
  return (
    <div className="stack" data-testid="run-done">
      <Alert type="success" showIcon title={run.import ? t("intake.done", { file: run.file }) : t("intake.nothingNew", { file: run.file })} />
      <section className="panel">
        <h2>{t("imports.rows")}</h2>
        <div className="panel-body"><Counts counts={run.counts} /></div>
      </section>
      <p className="tools">
        <Link to={`/data/registers/${run.standard}?import=${run.import}`} data-testid="to-quality">{t("intake.seeQuality")}</Link>
        <Link to={`/data/registers/${run.standard}`}>{t("intake.seeCoverage")}</Link>
        {run.counts.quarantined > 0 && <Link to={`/data/quarantine?import=${run.import}`} data-testid="to-quarantine">{t("intake.seeQuarantine", { n: countText(run.counts.quarantined) })}</Link>}
        <Link to="/data/import" reloadDocument>{t("intake.another")}</Link>
      </p>
      {upload && <OtherTables upload={upload} sheet={sheet} />}
      {run.snapshot && <p className="quiet">{t("intake.snapshot", { id: run.snapshot })}</p>}
    </div>
  );
}
