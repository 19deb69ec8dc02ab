// The pictures of the page. Pure.
import { twoLines } from "../chart/label";
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";

/** barChart draws so many rows each, one bar under the other, the first on top. */
export function barChart(bars: { name: string; rows: number }[]): ChartOption {
  return {
    animation: false,
    grid: { left: 118, right: 52, top: 2, bottom: 2 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", min: 0, max: Math.max(1, ...bars.map((b) => b.rows)), show: false },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: bars.map((b) => twoLines(b.name, 9)), axisLabel: { color: ink.text, fontSize: 12, lineHeight: 13 } },
    series: [
      {
        type: "bar",
        barCategoryGap: "28%",
        label: { show: true, position: "right", fontSize: 12, color: ink.text },
        data: bars.map((b) => ({ value: b.rows, itemStyle: { color: ink.primary } })),
      },
    ],
  };
}
