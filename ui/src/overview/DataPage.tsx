import { Skeleton } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { type Overview, states } from "../api/types";
import { DatasetTable } from "../register/DatasetTable";
import { useRegisters } from "../register/queries";
import { FaultNotice } from "../shell/FaultNotice";
import { countText, timeText } from "../words/format";
import { useWords } from "../words/i18n";
import { useOverview } from "./queries";
import "../register/register.css";
import "./overview.css";

/** What is there: figures of the whole home, then data set by data set. */
export default function DataPage() {
  const { t } = useWords();
  const overview = useOverview();
  const registers = useRegisters();
  return (
    <>
      <h1 className="visually-hidden">{t("data.title")}</h1>
      {overview.isError && <FaultNotice error={overview.error} onRetry={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton active />}
      {overview.data && <Figures overview={overview.data} />}
      <section className="panel table-panel">
        <h2>{t("dataset.title")}</h2>
        {registers.isError && <FaultNotice error={registers.error} onRetry={() => void registers.refetch()} />}
        {registers.isPending && <Skeleton active className="panel-body" paragraph={{ rows: 8 }} />}
        {registers.data && <DatasetTable rows={registers.data} />}
      </section>
    </>
  );
}

function Figures({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const all = states.reduce((sum, s) => sum + (overview.clues[s] ?? 0), 0);
  return (
    <div className="figures">
      <Figure name={t("overview.documents")}>{countText(overview.documents)}</Figure>
      <Figure name={t("overview.defects")} says={t("overview.defectsSays")}>{countText(overview.defects)}</Figure>
      <Figure name={t("overview.models")}><Link to="/models">{countText(overview.models)}</Link></Figure>
      <Figure name={t("overview.clues")} says={states.filter((s) => overview.clues[s]).map((s) => `${t(`state.${s}`)} ${countText(overview.clues[s] ?? 0)}`).join(" · ")}>
        <Link to="/clues">{countText(all)}</Link>
      </Figure>
      <Figure name={t("overview.snapshot")} says={t("overview.importedAt", { at: timeText(overview.imported_at) })} small>
        {overview.snapshot || "—"}
      </Figure>
    </div>
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
