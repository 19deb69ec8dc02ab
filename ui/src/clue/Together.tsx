import { Link } from "react-router";
import type { Clue } from "../api/types";
import { useWords } from "../words/i18n";
import { RiskFigure } from "./RiskFigure";

/** What all models together say about the subject, in sentences that count no fact twice, and each of them. */
export function Together({ clue }: { clue: Clue }) {
  const { t, text } = useWords();
  return (
    <div data-testid="together">
      {clue.together.says.map((s, i) => <p key={i}>{text(s)}</p>)}
      <p className="subject-risk"><RiskFigure risk={clue.subject_risk.risk} /> {t("subjectRisk.all")}</p>
      <ul className="subject-models">
        {(clue.subject_risk.models ?? []).map((m) => (
          <li key={m.clue}>
            <RiskFigure risk={m.risk} />
            {m.clue === clue.id ? <span>{text(m.title)} {t("subjectRisk.this")}</span> : <Link to={`/clues/${m.clue}`}>{text(m.title)}</Link>}
          </li>
        ))}
      </ul>
    </div>
  );
}
