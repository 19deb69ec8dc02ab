import { Collapse, Tag } from "antd";
import type { Basis } from "../api/types";
import { LawLink } from "../laws/LawLink";
import { articleText, dateText } from "../words/format";
import { useWords } from "../words/i18n";

/** The legal basis of a clue; each article opens to its text. */
export function LawList({ law }: { law: Basis[] }) {
  const { t, language } = useWords();
  if (law.length === 0) return <p className="quiet">{t("law.none")}</p>;
  return (
    <Collapse
      size="small"
      className="law"
      items={law.map((b) => ({
        key: `${b.law} ${b.version} ${b.article}`,
        label: <span>{b.law} <span className="figure">{articleText(b.article, language)}</span></span>,
        extra: b.status !== "in_force" && <Tag color={b.status === "repealed" ? "red" : "orange"}>{t(`law.${b.status}`)}</Tag>,
        children: (
          <>
            <p className="quiet">
              {t("law.version", { version: dateText(b.version) })}
              {b.in_force && ` · ${t("law.inForceFrom", { at: dateText(b.in_force) })}`} · <LawLink law={b}>{t("law.whole")}</LawLink>
            </p>
            <p className="law-text" lang="zh-CN">{b.text || t("law.noText")}</p>
          </>
        ),
      }))}
    />
  );
}
