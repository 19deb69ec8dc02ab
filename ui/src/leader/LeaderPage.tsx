import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import type { FigureQuery, FigureReport } from "../api/types";
import { readsFigures } from "../session/pages";
import { useSession } from "../session/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { BarPanel } from "./BarPanel";
import { DivisionTiles } from "./DivisionTiles";
import { FigureGroups } from "./FigureGroups";
import { ModelTable } from "./ModelTable";
import { addressOf, endOf, queryOf } from "./period";
import { PeriodBar } from "./PeriodBar";
import { PeriodName } from "./PeriodName";
import { ProcedureTable } from "./ProcedureTable";
import { useFigures } from "./queries";
import { type Drill, RowsDrawer } from "./RowsDrawer";
import "../clue/clue.css";
import "../matter/matter.css";
import "./leader.css";

/** What those who lead read: every figure with what it is made of, and the way to its rows. */
export default function LeaderPage() {
  const { t } = useWords();
  const me = useSession().data;
  if (me && !readsFigures(me.role)) return <div className="notice" data-testid="leader-closed"><h2>{t("leader.closed")}</h2><p>{t("leader.closedSays")}</p></div>;
  return <Figures />;
}

function Figures() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const query = queryOf(search);
  const figures = useFigures(query);
  const [stamp, setStamp] = useState<string>();
  useEffect(() => {
    if (stamp !== undefined) window.print();
  }, [stamp]);
  const ask = (changes: Partial<FigureQuery>) => setSearch(addressOf({ ...query, ...changes }));
  return (
    <div className="page leader" data-testid="leader" aria-busy={figures.isFetching}>
      <PeriodBar query={query} report={figures.data} onAsk={ask} onPrint={(line) => { setStamp(undefined); requestAnimationFrame(() => setStamp(line)); }} />
      {figures.isError && <FaultNotice error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Skeleton active paragraph={{ rows: 12 }} />}
      {figures.data && !figures.isError && <Report report={figures.data} query={query} onAsk={ask} />}
      <p className="leader-foot quiet">{t("leader.foot")}{stamp && <><br /><span className="figure leader-stamp">{stamp}</span></>}</p>
    </div>
  );
}

/** nothing tells whether there is no row behind any figure of now, before and a year earlier. */
function nothing(r: FigureReport): boolean {
  return r.figures.every((f) => [f.now, f.before, f.year_before].every((n) => n.numerator === 0 && n.denominator === 0)) && [...r.clue_ages, ...r.matter_ages].every((p) => p.rows === 0);
}

function Report({ report: r, query, onAsk }: { report: FigureReport; query: FigureQuery; onAsk: (changes: Partial<FigureQuery>) => void }) {
  const { t, text, language } = useWords();
  const [drill, setDrill] = useState<Drill>();
  // Its title was written in the language of when it was opened.
  useEffect(() => setDrill(undefined), [language]);
  if (nothing(r)) return <div className="notice" data-testid="leader-none"><h2>{t("leader.none")}</h2><p>{t("leader.noneSays")}</p></div>;
  const part = (title: string, name: (set: string) => string, parts: FigureReport["funnel"]) => (
    <BarPanel
      title={title} bars={parts.map((p) => ({ key: p.set + p.from, name: name(p.set) || text(p.says), says: text(p.says), rows: p.rows }))}
      onPick={(i) => { const p = parts[i]; if (p) setDrill({ set: p.set, title: `${title} · ${name(p.set) || text(p.says)}`, youngest: p.from || undefined, oldest: p.to || undefined }); }}
    />
  );
  return (
    <>
      <p className="quiet leader-window">
        {t("leader.comparedWith")} <PeriodName window={r.before} />{t("leader.span", { from: dateText(r.before.from), to: endOf(r.before) })}{t("leader.and")}<PeriodName window={r.year_before} />{t("leader.span", { from: dateText(r.year_before.from), to: endOf(r.year_before) })}{t("leader.small", { n: r.least })}
      </p>
      <FigureGroups report={r} onDrill={setDrill} />
      <div className="leader-bars">
        {part(t("leader.funnel"), (set) => (isFunnel(set) ? t(`leader.funnelOf.${set}`) : ""), r.funnel)}
        {part(t("leader.clueAges"), () => "", r.clue_ages)}
        {part(t("leader.matterAges"), () => "", r.matter_ages)}
      </div>
      <ModelTable report={r} onDrill={setDrill} />
      <DivisionTiles report={r} onDrill={setDrill} onOffice={(office) => onAsk({ office, alone: undefined })} />
      <ProcedureTable report={r} onDrill={setDrill} />
      {drill && <RowsDrawer query={query} drill={drill} onClose={() => setDrill(undefined)} />}
    </>
  );
}

const funnelSets = ["clues-found", "clues-settled", "clues-joined", "clues-remedied", "clues-followed", "clues-verified"] as const;
const isFunnel = (set: string): set is (typeof funnelSets)[number] => (funnelSets as readonly string[]).includes(set);
