import { useWords } from "../words/i18n";

/** How sure a match is, as a bar and a figure. */
export function ScoreBar({ score }: { score: number }) {
  const { t } = useWords();
  const percent = Math.round(score * 100);
  return (
    <span className="score" title={t("intake.score")}>
      <span className="score-bar" aria-hidden><span style={{ width: `${percent}%` }} /></span>
      <span className="figure">{percent}%</span>
    </span>
  );
}
