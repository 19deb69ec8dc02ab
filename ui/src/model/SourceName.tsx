import { useWords } from "../words/i18n";

/** Marks of the reference that a model was written from: [G7]. They say nothing to who reads the card. */
const marks = /\s*\[[A-Z]\d+[a-z]?\]/g;
/** That the source gives the fact and the author the number; it stands at the end. */
const own = /\s*（(?:阈值|占比|件数)为本模型所定）$/; // what models write, not what is said

/** Where a threshold was published. Published sources are Chinese in either language; what is the author's is said in words. */
export function SourceName({ source }: { source: string }) {
  const { t } = useWords();
  if (!source) return <>{t("why.author")}</>;
  const bare = source.replace(marks, "");
  return <><span lang="zh-CN">{bare.replace(own, "")}</span>{own.test(bare) && ` (${t("why.ownThreshold")})`}</>;
}
