import { Skeleton, Table } from "antd";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import type { ModelCard } from "../api/types";
import { Chart } from "../chart/Chart";
import { LawNames } from "../matter/LawNames";
import { FaultNotice } from "../shell/FaultNotice";
import { useStandards } from "../standard/queries";
import { countText, dateText, shareText } from "../words/format";
import { SourceName } from "./SourceName";
import { useWords } from "../words/i18n";
import { BranchName } from "./BranchName";
import { ParameterTable } from "./ParameterTable";
import { useModel } from "./queries";
import { weightChart } from "./weights";
import "../matter/matter.css";
import "./model.css";

/** One rule card: what the model looks for, on what basis, with which figures. */
export default function ModelPage() {
  const { branch = "", name = "" } = useParams();
  const model = useModel(branch, name);
  if (model.isError) return <FaultNotice error={model.error} onRetry={() => void model.refetch()} />;
  if (!model.data) return <Skeleton active className="page" />;
  return <Card model={model.data} />;
}

function Card({ model }: { model: ModelCard }) {
  const { t, text, language } = useWords();
  const sets = useStandards({});
  return (
    <div className="page model-page">
      <header>
        <Link to="/models">← {t("shell.models")}</Link>
        <h1 className="page-title">{text(model.title)} <span className="quiet">v{model.version}</span></h1>
        <Link to={`/clues?model=${encodeURIComponent(model.id)}`}>{t("model.clues", { n: countText(model.clues) })}</Link>
      </header>
      <section className="panel">
        <h2>{t("model.card")}</h2>
        <dl className="model-facts panel-body">
          <dt>{t("model.id")}</dt><dd><code>{model.id}</code></dd>
          <dt>{t("model.branch")}</dt><dd><BranchName branch={model.branch} /></dd>
          <dt>{t("model.point")}</dt><dd>{text(model.point)}</dd>
          <dt>{t("model.harm")}</dt><dd>{text(model.harm)}</dd>
          <dt>{t("model.precision")}</dt><dd>{text(model.precision_note)}</dd>
          <dt>{t("law.title")}</dt>
          <dd><Basis basis={model.basis ?? []} /></dd>
          <dt>{t("model.inputs")}</dt><dd>{(model.inputs ?? []).map((name) => text(sets.data?.find((s) => s.name === name)?.title) || name).join(language === "zh" ? "、" : ", ")}</dd>
        </dl>
      </section>
      <section className="panel"><h2>{t("model.indicators")}</h2><Weights model={model} /></section>
      <section className="panel"><h2>{t("model.parameters")}</h2><ParameterTable parameters={model.parameters ?? []} /></section>
      <section className="panel">
        <h2>{t("model.exclusions")}</h2>
        <ul className="panel-body model-exclusions">
          {(model.exclusions ?? []).map((x) => <li key={x.id}><strong>{text(x.title)}</strong> {text(x.says)}</li>)}
        </ul>
      </section>
      <details className="panel">
        <summary className="panel-title">{t("model.yaml")}</summary>
        <pre className="model-yaml" tabIndex={0}>{model.yaml}</pre>
      </details>
    </div>
  );
}

function Basis({ basis }: { basis: ModelCard["basis"] }) {
  const { t } = useWords();
  return (
    <ul>
      {basis.map((b) => (
        <li key={b.law + b.version + b.article}>
          <LawNames law={[b]} /> <span className="quiet">{t("law.version", { version: dateText(b.version) })}</span>
        </li>
      ))}
    </ul>
  );
}

function Weights({ model }: { model: ModelCard }) {
  const { t, text, language } = useWords();
  const named = useMemo(() => (model.indicators ?? []).map((i) => ({ name: text(i.title), weight: i.weight })), [model, language]);
  const option = useMemo(() => weightChart(named), [named]);
  const says = named.map((w) => `${w.name} ${shareText(w.weight)}`).join("; ");
  return (
    <div className="model-weights">
      <Chart option={option} height={named.length * 28 + 30} label={`${t("model.weights")} — ${says}`} />
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={model.indicators ?? []}
        columns={[
          { title: t("model.indicator"), render: (_, i) => text(i.title) },
          { title: t("model.source"), render: (_, i) => <SourceName source={i.source} /> },
        ]}
      />
    </div>
  );
}
