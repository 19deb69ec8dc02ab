import { Popover } from "antd";
import type { LawRef } from "../api/types";
import { articleText } from "../words/format";
import { useWords } from "../words/i18n";
import { LawLink } from "../laws/LawLink";
import { LawArticles } from "./LawArticles";

/** The articles that something rests on. Pointed at or focused, each shows its text, with the version of its law; followed, it leads to the law. */
export function LawNames({ law }: { law: LawRef[] }) {
  const { language } = useWords();
  if (law.length === 0) return null;
  return (
    <span className="law-names">
      {law.map((l) => (
        <Popover placement="bottomLeft" key={l.law + l.version + l.article} trigger={["hover", "focus"]} mouseEnterDelay={0.25} content={<LawArticles law={[l]} />} rootClassName="law-tip">
          <LawLink law={l} className="law-tipped" data-testid="law-cite">{language === "zh" ? `《${l.law}》` : l.law} {articleText(l.article, language)}</LawLink>
        </Popover>
      ))}
    </span>
  );
}
