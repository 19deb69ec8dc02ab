import { Typography } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { OpenMatter } from "../matter/OpenMatter";
import { OfferClue } from "../transfer/OfferClue";
import { useWords } from "../words/i18n";
import { AgainstList } from "./AgainstList";
import { Cluster } from "./Cluster";
import { Decide } from "./Decide";
import { History } from "./History";
import { Keep } from "./Keep";
import { LawList } from "./LawList";
import { Together } from "./Together";

/** What a person needs to decide: what speaks against, the law, other models, and the form. */
export function ActColumn({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  return (
    <div className="act">
      <Block title={t("clue.against")}><AgainstList items={clue.against ?? []} /></Block>
      <Block title={t("decide.title")}><Decide clue={clue} /></Block>
      <Block title={t("keep.title")}><Keep clue={clue} /></Block>
      <Block title={t("matter.title")}><OpenMatter clue={clue} /></Block>
      <Block title={t("transfer.title")}><OfferClue clue={clue} /></Block>
      <Block title={t("law.title")}><LawList law={clue.law ?? []} /></Block>
      <Block title={t("cluster.title")}><Cluster key={clue.state_version} clue={clue} /></Block>
      <Block title={t("subjectRisk.title")}><Together clue={clue} /></Block>
      <Block title={t("clue.model")}>
        <p><Link to={`/models/${clue.model_card.id}`}>{text(clue.model_card.title)}</Link> v{clue.model_card.version}</p>
        <p className="quiet">{text(clue.model_card.harm)}</p>
        <p className="quiet">{text(clue.model_card.precision_note)}</p>
      </Block>
      <Block title={t("clue.command")}>
        <Typography.Paragraph className="command" copyable={{ tooltips: [t("clue.copy"), t("clue.copied")] }}>
          {clue.command}
        </Typography.Paragraph>
      </Block>
      <Block title={t("history.title")}><History clue={clue} /></Block>
    </div>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="act-block">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
