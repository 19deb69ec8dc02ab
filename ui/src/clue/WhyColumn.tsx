import { useMemo } from "react";
import { Link } from "react-router";
import type { Clue } from "../api/types";
import { Chart } from "../chart/Chart";
import type { Place } from "../document/evidence";
import type { Reading } from "../document/useReading";
import { useWords } from "../words/i18n";
import { IndicatorRow } from "./IndicatorRow";
import { inWords, stepHeight, steps, waterfall } from "./waterfall";

interface Props {
  clue: Clue;
  reading: Reading;
  onShow: (place: Place) => void;
}

/** Why the clue is a clue: the waterfall of its indicators and, below, each one in full. */
export function WhyColumn({ clue, reading, onShow }: Props) {
  const { t, text, language } = useWords();
  const all = useMemo(() => {
    const named = (clue.indicators ?? []).map((i) => ({ name: text(i.title), share: i.share }));
    return steps(named, clue.risk, { cut: t("why.cut"), risk: t("clue.risk") });
  }, [clue, language]);
  const option = useMemo(() => waterfall(all), [all]);
  return (
    <div className="why">
      {text(clue.cluster_says) && <p className="why-summary" data-testid="cluster-says">{text(clue.cluster_says)}</p>}
      <p className={text(clue.cluster_says) ? "quiet" : "why-summary"}>{text(clue.summary)}</p>
      {(clue.documents ?? []).length > 1 && (
        <p className="why-copies">
          <Link to={`/clues/${clue.id}/copies`} data-testid="open-copies">{t("copies.open")}</Link> <span className="quiet">{t("copies.openSays", { n: clue.documents.length })}</span>
        </p>
      )}
      <Chart
        option={option}
        height={all.length * stepHeight + 26}
        label={`${t("why.waterfall")} — ${inWords(all)}`}
        testId="risk-waterfall"
      />
      <ul>
        {(clue.indicators ?? []).map((indicator, hue) => (
          <IndicatorRow
            key={indicator.id}
            indicator={indicator}
            hue={hue}
            places={reading.all.filter((p) => p.record.indicator === indicator.id)}
            current={reading.current}
            onShow={onShow}
          />
        ))}
      </ul>
    </div>
  );
}
