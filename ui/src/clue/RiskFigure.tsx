import { riskInk } from "../chart/option";
import { riskText } from "../words/format";
import { useWords } from "../words/i18n";

/** A risk coefficient: the figure and a bar of that length. */
export function RiskFigure({ risk }: { risk: number }) {
  const { t } = useWords();
  return (
    <span className="risk" title={t("clue.risk")}>
      <span className="figure">{riskText(risk)}</span>
      <span className="risk-bar" aria-hidden>
        <span style={{ width: `${risk * 100}%`, background: riskInk(risk) }} />
      </span>
    </span>
  );
}
