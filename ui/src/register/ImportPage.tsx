import { Skeleton, Table } from "antd";
import { Link, useParams } from "react-router";
import type { ImportDetail } from "../api/types";
import { forgetsImports } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { useStandard } from "../standard/queries";
import { dateText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { Counts } from "./Counts";
import { ForgetForm } from "./ForgetForm";
import { useImport } from "./queries";
import "./register.css";

/** One import: where it came from, what became of it, and how to have it forgotten. */
export default function ImportPage() {
  const { id = "" } = useParams();
  const found = useImport(id);
  if (found.isError) return <FaultNotice error={found.error} onRetry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <Whole detail={found.data} />;
}

function Whole({ detail }: { detail: ImportDetail }) {
  const { t, text } = useWords();
  const role = useSession().data?.role;
  const fields = useStandard(detail.standard ?? "").data?.fields ?? [];
  const titleOf = (field: string) => text(fields.find((f) => f.name === field)?.title);
  return (
    <>
      <header className="page-head">
        <Link to="/data/imports">← {t("imports.title")}</Link>
        <h1 className="page-title">{text(detail.title)} <span className="quiet">{timeText(detail.at)}</span></h1>
        {detail.standard && !detail.forgotten && (
          <span className="push tools">
            <Link to={`/data/registers/${detail.standard}?import=${detail.id}`}>{t("quality.title")}</Link>
            <Link to={`/data/quarantine?import=${detail.id}`}>{t("quarantine.title")}</Link>
          </span>
        )}
      </header>
      <div className="two">
        <section className="panel">
          <h2>{t("imports.basis")}</h2>
          <Facts detail={detail} />
        </section>
        <section className="panel">
          <h2>{t("imports.rows")}</h2>
          <div className="panel-body"><Counts counts={detail.counts} /></div>
        </section>
      </div>
      {detail.columns.length > 0 && (
        <section className="panel table-panel">
          <h2>{t("imports.columns")}</h2>
          <Table
            size="small" rowKey={(c) => c.heading + c.field} pagination={false} dataSource={detail.columns}
            columns={[
              { title: t("intake.heading"), width: 260, render: (_, c) => <span lang="zh-CN">{c.heading}</span> },
              { title: t("intake.field"), width: 260, render: (_, c) => (c.field ? <span title={c.field}>{titleOf(c.field) || <code>{c.field}</code>}</span> : <span className="quiet">{t("intake.ignore")}</span>) },
              { title: t("intake.unit"), render: (_, c) => c.unit },
            ]}
          />
        </section>
      )}
      {!detail.forgotten && forgetsImports(role) && <ForgetForm detail={detail} />}
    </>
  );
}

function Facts({ detail: d }: { detail: ImportDetail }) {
  const { t } = useWords();
  return (
    <dl className="facts panel-body">
      <dt>{t("imports.agency")}</dt><dd>{d.agency || "—"}</dd>
      <dt>{t("imports.authorisation")}</dt><dd>{d.authorisation || "—"}</dd>
      <dt>{t("imports.purpose")}</dt><dd>{d.purpose || "—"}</dd>
      <dt>{t("imports.retain")}</dt><dd>{d.retain_until ? dateText(d.retain_until) : t("imports.noLimit")}</dd>
      <dt>{t("imports.by")}</dt><dd>{d.by || "—"}</dd>
      <dt>{t("imports.file")}</dt><dd>{d.file || "—"}</dd>
      <dt>SHA-256</dt><dd><code>{d.sha256}</code></dd>
      <dt>{t("imports.id")}</dt><dd><code>{d.id}</code></dd>
      {d.forgotten && <><dt>{t("imports.gone")}</dt><dd>{timeText(d.forgotten.at)} {d.forgotten.by} {d.forgotten.reason}</dd></>}
    </dl>
  );
}
