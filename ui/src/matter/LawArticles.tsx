import { Skeleton, Tag } from "antd";
import type { LawRef } from "../api/types";
import { LawLink } from "../laws/LawLink";
import { FaultNotice } from "../shell/FaultNotice";
import { articleText, dateText } from "../words/format";
import { useWords } from "../words/i18n";
import { useArticle } from "./queries";

/** Articles word for word, each with its law, version and whether it is in force: what a citation unfolds to. */
export function LawArticles({ law }: { law: LawRef[] }) {
  return <div className="law-articles" data-testid="law-articles">{law.map((l) => <Article key={l.law + l.version + l.article} law={l} />)}</div>;
}

function Article({ law: l }: { law: LawRef }) {
  const { t, text, language } = useWords();
  const article = useArticle(l);
  const a = article.data;
  const caution = text(a?.caution);
  return (
    <section>
      <p><strong><LawLink law={l}>{language === "zh" ? `《${l.law}》` : text(a?.title) || l.law} {articleText(l.article, language)}</LawLink></strong> {a && a.status !== "in_force" && <Tag color={a.status === "repealed" ? "red" : "orange"}>{t(`law.${a.status}`)}</Tag>}</p>
      <p className="quiet">{t("law.version", { version: dateText(l.version) })}{a?.in_force ? ` · ${t("law.inForceFrom", { at: dateText(a.in_force) })}` : ""}</p>
      {article.isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {article.isError && <FaultNotice error={article.error} onRetry={() => void article.refetch()} />}
      {a && <p className="law-text" lang="zh-CN">{a.text || t("law.noText")}</p>}
      {caution && <p className="quiet">{caution}</p>}
    </section>
  );
}
