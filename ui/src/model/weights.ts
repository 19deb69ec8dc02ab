// The weights of a model's indicators as a picture. Pure.
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";
import { twoLines } from "../chart/label";
import { shareText } from "../words/format";

/** Room for a name, in full-width characters. */
const labelWidth = 12.5;

/** weightChart draws what each indicator can add or take away at most. */
export function weightChart(weights: { name: string; weight: number }[]): ChartOption {
  return {
    animation: false,
    grid: { left: 168, right: 48, top: 4, bottom: 20 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", splitLine: { lineStyle: { color: ink.line } } },
    yAxis: {
      ...quietAxis,
      type: "category",
      inverse: true,
      data: weights.map((w) => twoLines(w.name, labelWidth)),
      axisLabel: { color: ink.text, fontSize: 12, lineHeight: 13 },
    },
    series: [
      {
        type: "bar",
        barWidth: 13,
        label: { show: true, position: "right", fontSize: 11, color: ink.text, formatter: (p) => shareText(weights[p.dataIndex]?.weight ?? 0) },
        data: weights.map((w) => ({ value: w.weight, itemStyle: { color: w.weight < 0 ? ink.down : ink.up } })),
      },
    ],
  };
}
