import { Skeleton } from "antd";
import { Link } from "react-router";
import type { ModelCard } from "../api/types";
import { DraftTable } from "../draft/DraftTable";
import { FaultNotice } from "../shell/FaultNotice";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { BranchName } from "./BranchName";
import { useModels } from "./queries";
import "./model.css";

/** All supervision models as cards. */
export default function ModelListPage() {
  const { t } = useWords();
  const models = useModels();
  return (
    <div className="page">
      <h1 className="page-title">{t("shell.models")}</h1>
      <p className="quiet model-lead">{t("model.lead")}</p>
      <DraftTable />
      {models.isError && <FaultNotice error={models.error} onRetry={() => void models.refetch()} />}
      {models.isPending && <Skeleton active paragraph={{ rows: 8 }} />}
      {models.data?.length === 0 && <p className="notice">{t("model.none")}</p>}
      <ul className="model-cards">
        {models.data?.map((m) => <Card key={m.id} model={m} />)}
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
