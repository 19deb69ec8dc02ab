import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";

/** histogram draws clues by risk; bars below least are faint, as the list leaves them out. */
export function histogram(bins: { from: number; to: number; clues: number }[], least: number): ChartOption {
  return {
    animation: false,
    grid: { left: 36, right: 8, top: 8, bottom: 18 },
    tooltip: { ...plainTooltip, trigger: "axis", axisPointer: { type: "none" } },
    xAxis: { ...quietAxis, type: "category", data: bins.map((b) => `${b.from.toFixed(1)}–${b.to.toFixed(1)}`) },
    yAxis: { ...quietAxis, type: "value", minInterval: 1, splitNumber: 2, splitLine: { lineStyle: { color: ink.line } } },
    series: [
      {
        type: "bar",
        barCategoryGap: "12%",
        data: bins.map((b) => ({
          value: b.clues,
          itemStyle: { color: b.to <= least + 1e-9 ? ink.line : ink.primary },
        })),
      },
    ],
  };
}
