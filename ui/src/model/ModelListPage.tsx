import { Input, Skeleton } from "antd";
import { Link, useSearchParams } from "react-router";
import type { ModelCard } from "../api/types";
import { DraftTable } from "../draft/DraftTable";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { BranchName } from "./BranchName";
import { matching } from "./matching";
import { useModels } from "./queries";
import "../matter/matter.css";
import "./model.css";

/** All supervision models as cards, by branch and found by a word. */
export default function ModelListPage() {
  const { t } = useWords();
  const models = useModels();
  const all = models.data ?? [];
  const [search, setSearch] = useSearchParams();
  const branch = search.get("branch") ?? "";
  const q = search.get("q") ?? "";
  const ask = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    value ? next.set(name, value) : next.delete(name);
    setSearch(next, { replace: true });
  };
  const shown = matching(all, branch, q);
  const chip = (b: string, name: React.ReactNode) => (
    <button key={b} type="button" className="plain-button chip" aria-pressed={branch === b} onClick={() => ask("branch", b)} data-testid={`branch-${b || "all"}`}>{name} <span className="figure">{countText(matching(all, b, q).length)}</span></button>
  );
  return (
    <div className="page">
      <h1 className="page-title">{t("shell.models")}</h1>
      <p className="quiet model-lead">{t("model.lead")}</p>
      <DraftTable />
      {models.isError && <FaultNotice error={models.error} onRetry={() => void models.refetch()} />}
      {models.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {models.data?.length === 0 && <p className="notice">{t("model.none")}</p>}
      {all.length > 0 && (
        <div className="inline-form model-find" role="search">
          <div className="matter-which" role="group" aria-label={t("model.branch")}>
            {chip("", t("model.every"))}
            {[...new Set(all.map((m) => m.branch))].sort().map((b) => chip(b, <BranchName branch={b} />))}
          </div>
          <Input allowClear aria-label={t("model.find")} placeholder={t("model.find")} value={q} maxLength={100} onChange={(e) => ask("q", e.target.value)} data-testid="model-find" />
        </div>
      )}
      {all.length > 0 && shown.length === 0 && <p className="notice">{t("model.notFound")}</p>}
      <ul className="model-cards">
        {shown.map((m) => <Card key={m.id} model={m} />)}
      </ul>
    </div>
  );
}

function Card({ model }: { model: ModelCard }) {
  const { t, text } = useWords();
  return (
    <li className="panel model-card" data-testid="model-card">
      <h2>
        <Link to={`/models/${model.id}`}>{text(model.title)}</Link> <span className="quiet">v{model.version}</span>
      </h2>
      <p className="quiet"><BranchName branch={model.branch} /> · {text(model.point)}</p>
      <p>{text(model.harm)}</p>
      <p className="model-card-foot">
        <span className="quiet">{t("model.indicatorCount", { n: model.indicators?.length ?? 0 })}</span>
        <Link to={`/clues?model=${encodeURIComponent(model.id)}`}>{t("model.clues", { n: countText(model.clues) })}</Link>
      </p>
    </li>
  );
}
