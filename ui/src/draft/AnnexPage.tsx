import { PrinterOutlined } from "@ant-design/icons";
import { Button, Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { BacktestExample, DraftAnnex } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { usePrinting } from "../shell/usePrinting";
import { countText, percentText, quantityText, riskText, shareText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useAnnex, useTakeAnnex } from "./queries";
import "../clue/clue.css";
import "../clue/report.css";

/** A test on history as it goes into the file of the model's approval: to be printed, with the checkpoint of the log and the hash. */
export default function AnnexPage() {
  const { t } = useWords();
  const { id = "" } = useParams();
  const test = useSearchParams()[0].get("test") ?? "";
  const annex = useAnnex(id, test);
  const taken = useTakeAnnex(id, test);
  const { mutate, isPending } = taken;
  const print = usePrinting(mutate, isPending);
  const shown = taken.data ?? annex.data;
  return (
    <div className="page clue-report-page">
      <div className="clue-report-bar">
        <Link to={`/drafts/${id}?tab=backtest${test && `&test=${test}`}`}>← {t("draft.annexBack")}</Link>
        <span className="quiet">{t(taken.data ? "draft.printedIs" : "draft.printedNot")}</span>
        <Button type="primary" size="small" icon={<PrinterOutlined />} loading={isPending} disabled={!annex.data} onClick={print} data-testid="print-annex">{t("draft.annexPrint")}</Button>
      </div>
      {(taken.isError || annex.isError) && <FaultNotice error={taken.error ?? annex.error} />}
      {annex.isPending && <Skeleton active paragraph={{ rows: 14 }} />}
      {shown && !taken.data && <p className="clue-report-untaken">{t("draft.printedNot")}</p>}
      {shown && <Annex annex={shown} />}
    </div>
  );
}

/** The annex itself. */
export function Annex({ annex: a }: { annex: DraftAnnex }) {
  const { t, text } = useWords();
  const r = a.report;
  const fact = (name: string, value: ReactNode) => <div><dt>{name}</dt><dd>{value}</dd></div>;
  const head = (...names: string[]) => <thead><tr>{names.map((n) => <th key={n} scope="col">{n}</th>)}</tr></thead>;
  return (
    <article className="panel clue-report" data-testid="annex" data-taken={a.sha256 !== ""}>
      <h1>{t("draft.annexTitle")}</h1>
      <p className="quiet">{t("draft.annexMasked")}</p>
      <h2>{t("draft.plan")}</h2>
      <dl>
        {fact(t("draft.model"), <><strong>{text(r.title)}</strong> <span className="quiet">{r.model} v{r.version}</span></>)}
        {fact(t("draft.annexDraft"), <><span className="figure">{a.draft}</span> <span className="quiet">{t("draft.annexTested", { n: a.tested })}</span></>)}
        {fact(t("draft.maker"), a.maker)}
        {fact(t("draft.annexBy"), <>{a.by} <span className="quiet">{timeText(a.started)}</span></>)}
        {fact(t("draft.planMonths"), t("draft.planSpan", { from: r.from.slice(0, 7), to: r.to.slice(0, 7), n: countText(r.months.length) }))}
        {fact(t("draft.planAgainst"), r.against ? `${r.against.model} v${r.against.version}` : t("draft.planNone"))}
        {fact(t("draft.snapshot"), <span className="figure">{r.snapshot}</span>)}
        {fact(t("draft.lag"), t("draft.daysN", { n: r.lag }))}
        {fact(t("draft.planData"), r.inputs.map((d) => t("draft.planRows", { title: text(d.title), n: countText(d.known) })).join(" · "))}
        {fact(t("draft.planCost"), t("draft.seconds", { n: Math.max(1, Math.round(r.cost.seconds)) }))}
      </dl>
      {(r.parameters ?? []).length > 0 && (
        <>
          <h2>{t("draft.params")}</h2>
          <table>
            {head(t("draft.name"), t("draft.paramValue"))}
            <tbody>{(r.parameters ?? []).map((p) => <tr key={p.id}><td>{text(p.title)} <span className="quiet">{p.id}</span></td><td className="figure">{p.value} {unit(p.unit) && t(`draft.code.${unit(p.unit) as "cases"}`)}</td></tr>)}</tbody>
          </table>
        </>
      )}
      <h2>{t("draft.figuresOf")}</h2>
      <Figures annex={a} />
      {r.against && <Findings annex={a} name="gained" />}
      {r.against && <Findings annex={a} name="lost" />}
      <Levels annex={a} />
      <h2>{t("draft.courts")}</h2>
      <table>
        {head(t("draft.court"), t("draft.new"), t("draft.shareFound"), t("draft.shareDocuments"), t("draft.dispersion"))}
        <tbody>{r.courts.map((c) => <tr key={c.court}><td>{c.court}</td><td className="figure">{c.new}</td><td className="figure">{percentText(c.share)}</td><td className="figure">{percentText(c.documents)}</td><td className="figure">{c.few ? t("draft.few") : c.dispersion.toFixed(2)}</td></tr>)}</tbody>
      </table>
      <h2>{t("draft.monthly")}</h2>
      <table>
        {head(t("draft.asOf"), t("draft.new"), t("draft.standing"), t("draft.gone"), ...(r.against ? [t("draft.gained"), t("draft.lost")] : []))}
        <tbody>{r.months.map((m) => <tr key={m.as_of}><td className="figure">{m.as_of}</td><td className="figure">{m.new}</td><td className="figure">{m.standing}</td><td className="figure">{m.gone}</td>{r.against && <><td className="figure">{m.gained}</td><td className="figure">{m.lost}</td></>}</tr>)}</tbody>
      </table>
      <ul className="quiet">{r.notes.map((n) => <li key={n.zh}>{text(n)}</li>)}</ul>
      <footer className="figure">
        <p>{t("report.madeAt")} {timeText(a.made_at)}</p>
        {a.stamp && <p>{a.stamp}</p>}
        {a.sha256 && <p>{t("report.hash")} <span data-testid="annex-hash">{a.sha256}</span></p>}
      </footer>
    </article>
  );
}

const units = ["cases", "yuan", "days", "months", "years", "people", "records"];
const unit = (u: string) => (units.includes(u) ? u : "");

/** How well the draft and the other do on what people judged, and the work it makes. */
function Figures({ annex: { report: r } }: { annex: DraftAnnex }) {
  const { t } = useWords();
  const sides = [[t("draft.draftSide"), r.decided], ...(r.against ? [[`${r.against.model} v${r.against.version}`, r.against.decided]] : [])] as [string, typeof r.decided][];
  return (
    <>
      <table>
        <thead><tr>{[t("draft.side"), t("draft.name"), t("draft.rate"), t("draft.range")].map((n) => <th key={n} scope="col">{n}</th>)}</tr></thead>
        <tbody>
          {sides.flatMap(([name, d]) => d
            ? ([[t("draft.precision"), d.precision], [t("draft.recall"), d.kept], [t("draft.decidedDropped"), d.dropped], [t("draft.decidedAgreement"), d.agreement]] as const).map(([what, s]) => (
                <tr key={name + what}><td>{name}</td><td>{what}</td><td className="figure">{s.of ? `${percentText(s.value)} (${s.count}/${s.of})` : t("draft.undecided")}</td><td className="figure">{s.of ? `${percentText(s.low)}–${percentText(s.high)}` : ""}</td></tr>
              ))
            : [<tr key={name}><td>{name}</td><td>{t("draft.precision")}</td><td colSpan={2}>{t("draft.undecided")}</td></tr>])}
        </tbody>
      </table>
      <p>
        {t("draft.standing")} {countText(r.standing)} · {t("draft.hoursFirst")} {t("draft.hours", { n: r.effort.backlog_hours.toFixed(1) })} · {t("draft.hoursMonth")} {t("draft.hours", { n: r.effort.monthly_hours.toFixed(1) })}
        {r.decided && r.decided.labels > 0 && <> · {t("draft.ofLabels", { n: r.decided.labels })}</>}
      </p>
    </>
  );
}

function Findings({ annex: a, name }: { annex: DraftAnnex; name: "gained" | "lost" }) {
  const { t, text, language } = useWords();
  const side = a.report.against?.[name];
  if (!side) return null;
  const mark = (e: BacktestExample) => {
    const l = a.labels.find((x) => x.subject === e.subject.id);
    if (e.decided) return t("draft.clueDecided", { verdict: t(`draft.verdict.${e.decided}`) });
    return l ? <>{t(`draft.verdict.${l.verdict}`)} <span className="quiet">{t("draft.labelBy", { who: l.by, when: timeText(l.at) })}{l.own && ` · ${t("draft.labelOwn")}`}</span></> : t("draft.noLabel");
  };
  return (
    <>
      <h2>{t(`draft.${name}Of`, { n: countText(side.count), shown: side.examples.length })}</h2>
      {side.examples.length > 0 && <table>
        <thead><tr>{[t("draft.subject"), t("draft.risk"), t("draft.reasons"), t("draft.label")].map((n) => <th key={n} scope="col">{n}</th>)}</tr></thead>
        <tbody>{side.examples.map((e) => (
          <tr key={e.subject.id}>
            <td>{e.subject.name}</td><td className="figure">{riskText(e.risk)}</td>
            <td>{(e.reasons ?? []).map((x) => <div key={x.title.zh}>{text(x.title)} <span className="figure">{quantityText(x.value, x.unit, language)} {shareText(x.share)}</span></div>)}</td>
            <td>{mark(e)}</td>
          </tr>
        ))}</tbody>
      </table>}
      {side.count > side.examples.length && <p className="quiet">{t("draft.moreNot", { n: countText(side.count - side.examples.length) })}</p>}
    </>
  );
}

function Levels({ annex: { report: r } }: { annex: DraftAnnex }) {
  const { t } = useWords();
  const steps = (r.levels ?? []).filter((l, i, all) => i + 1 === all.length || all[i + 1]?.standing !== l.standing);
  if (steps.length === 0) return null;
  return (
    <>
      <h2>{t("draft.levels")}</h2>
      <table>
        <thead><tr>{[t("draft.threshold"), t("draft.standing"), t("draft.hoursMonth"), t("draft.precision"), t("draft.recall")].map((n) => <th key={n} scope="col">{n}</th>)}</tr></thead>
        <tbody>{steps.map((l) => (
          <tr key={l.least}><td className="figure">{l.least.toFixed(2)}</td><td className="figure">{countText(l.standing)}</td><td className="figure">{t("draft.hours", { n: l.monthly_hours.toFixed(1) })}</td>
            {[l.precision, l.kept].map((s, i) => <td key={i} className="figure">{s.of ? `${percentText(s.value)} (${s.count}/${s.of})` : "–"}</td>)}</tr>
        ))}</tbody>
      </table>
    </>
  );
}
