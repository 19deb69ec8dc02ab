import type { LawRef } from "../api/types";
import { articleText, dateText } from "../words/format";
import { useWords } from "../words/i18n";

/** The articles that something rests on, each with the version of its law. */
export function LawNames({ law }: { law: LawRef[] }) {
  const { t, language } = useWords();
  if (law.length === 0) return null;
  return (
    <span className="law-names">
      {law.map((l) => (
        <span key={l.law + l.version + l.article} title={t("law.version", { version: dateText(l.version) })}>
          {language === "zh" ? `《${l.law}》` : l.law} {articleText(l.article, language)}
        </span>
      ))}
    </span>
  );
}
