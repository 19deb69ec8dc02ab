import { useMemo } from "react";
import { Chart } from "../chart/Chart";
import type { Overview } from "../api/types";
import { countText } from "../words/format";
import { useWords } from "../words/i18n";
import { histogram } from "./histogram";

interface Props {
  overview: Overview;
  minRisk: number;
  models: string[];
  onMinRisk: (risk: number) => void;
  onModel: (model: string) => void;
}

/** All clues at a glance: how they spread over risk, and over models. Clicking filters. */
export function OverviewStrip({ overview, minRisk, models, onMinRisk, onModel }: Props) {
  const { t, text } = useWords();
  const option = useMemo(() => histogram(overview.risk, minRisk), [overview.risk, minRisk]);
  const most = Math.max(1, ...overview.by_model.map((m) => m.clues));
  const says = overview.risk.map((b) => `${b.from.toFixed(1)}–${b.to.toFixed(1)}: ${b.clues}`).join("; ");
  return (
    <div className="strip">
      <section className="panel strip-box">
        <h2>{t("list.byRisk")}</h2>
        <Chart
          option={option}
          height={84}
          label={`${t("list.byRisk")} — ${says}`}
          onPick={(i) => onMinRisk(overview.risk[i]?.from ?? 0)}
        />
      </section>
      <section className="panel strip-box">
        <h2>{t("list.byModel")}</h2>
        <ul className="strip-models">
          {[...overview.by_model].sort((a, b) => b.clues - a.clues).map((m) => (
            <li key={m.model}>
              <button
                type="button"
                className="plain-button"
                aria-pressed={models.includes(m.model)}
                onClick={() => onModel(m.model)}
              >
                <span className="strip-name">{text(m.title)}</span>
                <span className="strip-bar" aria-hidden><span style={{ width: `${(m.clues / most) * 100}%` }} /></span>
                <span className="figure">{countText(m.clues)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
