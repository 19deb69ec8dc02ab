import { PrinterOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import type { ClueReport } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { usePrinting } from "../shell/usePrinting";
import { amountText, articleText, dateText, quantityText, riskText, shareText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { AgainstList } from "./AgainstList";
import { KindName } from "./KindName";
import { useReport, useTakeReport } from "./queries";
import { StateTag } from "./StateTag";
import { useHappened } from "./useHappened";
import "./clue.css";
import "./report.css";

/** A clue as it may leave the office: to be printed, with the checkpoint of the log and the hash. */
export default function ReportPage() {
  const { t } = useWords();
  const { id = "" } = useParams();
  const report = useReport(id);
  const taken = useTakeReport(id);
  const { mutate, isPending } = taken;
  // What is printed bears the hash under which the log has it: it is made when it is printed.
  const print = usePrinting(mutate, isPending);
  const shown = taken.data ?? report.data;
  return (
    <div className="page clue-report-page">
      <div className="clue-report-bar">
        <Link to={`/clues/${id}`}>← {t("report.back")}</Link>
        <span className="quiet">{taken.data ? t("report.recorded") : t("report.unrecorded")}</span>
        <Button type="primary" size="small" icon={<PrinterOutlined />} loading={isPending} disabled={!report.data} onClick={print} data-testid="print-report">{t("report.print")}</Button>
      </div>
      {(taken.isError || report.isError) && <FaultNotice error={taken.error ?? report.error} />}
      {report.isPending && <Skeleton active paragraph={{ rows: 14 }} />}
      {shown && !taken.data && <p className="clue-report-untaken">{t("report.untaken")}</p>}
      {shown && <Report report={shown} />}
    </div>
  );
}

/** The report itself. */
export function Report({ report: r }: { report: ClueReport }) {
  const { t, text, language } = useWords();
  const happened = useHappened();
  const fact = (name: string, value: ReactNode) => <div><dt>{name}</dt><dd>{value}</dd></div>;
  return (
    <article className="panel clue-report" data-testid="clue-report" data-taken={r.sha256 !== ""}>
      <h1>{t("report.title")}</h1>
      <p className="quiet">{t("report.masked")} {t("report.verdict")}</p>
      <dl>
        {fact(t("clue.subject"), <><strong>{r.subject}</strong> <span className="quiet"><KindName kind={r.subject_kind} /></span></>)}
        {fact(t("report.number"), <span className="figure">{r.id}</span>)}
        {fact(t("clue.state"), <StateTag state={r.state} />)}
        {fact(t("clue.model"), <>{text(r.model_title)} <span className="quiet">{r.model} v{r.model_version}</span></>)}
        {fact(t("clue.risk"), <strong className="figure">{riskText(r.risk)}</strong>)}
        {fact(t("clue.amount"), <span className="figure">{amountText(r.amount || null, language)}</span>)}
        {fact(t("clue.snapshot"), <span className="figure">{r.snapshot}</span>)}
      </dl>
      <p>{text(r.summary)}</p>
      <h2>{t("report.reasons")}</h2>
      <table>
        <thead><tr><th scope="col">{t("report.indicator")}</th><th scope="col">{t("report.share")}</th><th scope="col">{t("why.value")}</th><th scope="col">{t("why.threshold")}</th><th scope="col">{t("why.full")}</th></tr></thead>
        <tbody>
          {r.indicators.map((i) => (
            <tr key={i.id}>
              <td>{text(i.title)}<div className="quiet">{text(i.says)}</div></td>
              <td className="figure">{shareText(i.share)}</td>
              <td className="figure">{quantityText(i.value, i.unit, language)}</td>
              <td className="figure">{quantityText(i.threshold, i.unit, language)}</td>
              <td className="figure">{quantityText(i.full, i.unit, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t("clue.against")}</h2>
      <AgainstList items={r.against} />
      <h2>{t("law.title")}</h2>
      <ul>{r.law.map((b) => <li key={b.law + b.version + b.article}>{b.law} <span className="figure">{articleText(b.article, language)}</span> <span className="quiet">{t("law.version", { version: dateText(b.version) })}{b.status !== "in_force" && ` · ${t(`law.${b.status}`)}`}</span></li>)}</ul>
      <h2>{t("clue.cases")}</h2>
      <ul>{r.cases.map((c) => <li key={c.case_no}><span className="figure">{c.case_no}</span> <span className="quiet">{c.court} {c.cause} {c.decided_on}</span></li>)}</ul>
      {r.courts.length > 0 && <p className="quiet">{t("clue.courts")} {r.courts.join(" · ")}</p>}
      <h2>{t("history.title")}</h2>
      <ul>{r.history.map((e) => <li key={e.at + e.kind}><span className="figure quiet">{timeText(e.at)}</span> {happened(e)} {e.until && t("report.until", { until: e.until })} {text(e.reason)}</li>)}</ul>
      <footer className="figure">
        <p>{t("clue.command")} {r.command}</p>
        <p>{t("report.madeAt")} {timeText(r.made_at)}</p>
        {r.stamp && <p>{r.stamp}</p>}
        {r.sha256 && <p>{t("report.hash")} <span data-testid="report-hash">{r.sha256}</span></p>}
      </footer>
    </article>
  );
}
