import { useMemo } from "react";
import { Chart } from "../chart/Chart";
import { useWords } from "../words/i18n";
import { barChart } from "./charts";
import { Rows } from "./FigureGroups";

interface Props {
  title: string;
  bars: { key: string; name: string; says: string; rows: number }[];
  onPick: (index: number) => void;
}

/** Bars with their figures as text: a bar or its figure leads to the rows. */
export function BarPanel({ title, bars, onPick }: Props) {
  const { t, language } = useWords();
  const option = useMemo(() => barChart(bars), [JSON.stringify(bars), language]);
  const says = bars.map((b) => `${b.name} ${b.rows}`).join("; ");
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <Chart option={option} height={bars.length * 30 + 8} label={`${title} — ${says}`} onPick={onPick} />
      <ul className="leader-bar-rows">
        {bars.map((b, i) => <li key={b.key} title={b.says}><span>{b.name}</span> <Rows n={b.rows} name={`${title} ${b.name}`} onOpen={() => onPick(i)} /></li>)}
      </ul>
      {bars.every((b) => b.rows === 0) && <p className="quiet panel-body">{t("leader.nobody")}</p>}
    </section>
  );
}
