import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { type Overview, states } from "../api/types";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useOverview } from "./queries";
import "./overview.css";

/** What has been imported, and what came of it. */
export default function DataPage() {
  const { t } = useWords();
  const overview = useOverview();
  return (
    <>
      <h1 className="visually-hidden">{t("shell.data")}</h1>
      {overview.isError && <FaultNotice error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton active />}
      {overview.data && <Figures overview={overview.data} />}
    </>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const all = states.reduce((sum, s) => sum + (overview.clues[s] ?? 0), 0);
  return (
    <>
      <div className="figures">
        <Figure name={t("overview.documents")}>{countText(overview.documents)}</Figure>
        <Figure name={t("overview.defects")} says={t("overview.defectsSays")}>{countText(overview.defects)}</Figure>
        <Figure name={t("overview.models")}><Link to="/models">{countText(overview.models)}</Link></Figure>
        <Figure name={t("overview.clues")}><Link to="/clues">{countText(all)}</Link></Figure>
        <Figure name={t("overview.snapshot")} says={t("overview.importedAt", { at: timeText(overview.imported_at) })} small>
          {overview.snapshot || "—"}
        </Figure>
      </div>
      <section className="panel by-state">
        <h2>{t("overview.byState")}</h2>
        <ul className="panel-body">
          {states.map((s) => (
            <li key={s}>
              <Link to={`/clues?state=${s}`}>{t(`state.${s}`)}</Link>
              <span className="strip-bar" aria-hidden><span style={{ width: `${((overview.clues[s] ?? 0) / Math.max(all, 1)) * 100}%` }} /></span>
              <span className="figure">{countText(overview.clues[s] ?? 0)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Figure({ name, says, small, children }: { name: string; says?: string; small?: boolean; children: ReactNode }) {
  return (
    <div className="panel figure-box">
      <div className="quiet">{name}</div>
      <div className={small ? "figure-value figure-small" : "figure-value figure"}>{children}</div>
      {says && <div className="quiet figure-says">{says}</div>}
    </div>
  );
}
