// The picture of a test on history. Pure.
import type { BacktestReport } from "../api/types";
import { type ChartOption, ink, quietAxis } from "../chart/option";

/** monthChart draws what is new in each month, and what was found before and is no more. */
export function monthChart(months: BacktestReport["months"], names: { found: string; gone: string }): ChartOption {
  return {
    grid: { left: 44, right: 12, top: 28, bottom: 24 },
    legend: { top: 0, textStyle: { color: ink.text } },
    tooltip: { trigger: "axis" },
    xAxis: { ...quietAxis, type: "category", data: months.map((m) => m.as_of.slice(0, 7)) },
    yAxis: { ...quietAxis, splitLine: { lineStyle: { color: ink.line } }, type: "value", minInterval: 1 },
    series: [
      // All that had gathered before the first month is new in it: drawn, it would dwarf the others.
      { type: "bar", name: names.found, data: months.map((m) => (m.first ? 0 : m.new)), barMaxWidth: 14, itemStyle: { color: ink.primary } },
      { type: "bar", name: names.gone, data: months.map((m) => -m.gone), barMaxWidth: 14, itemStyle: { color: ink.up } },
    ],
  };
}
