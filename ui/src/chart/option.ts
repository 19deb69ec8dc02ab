// The part of the chart library's options that is used here, and what all charts share.
import type { BarSeriesOption, HeatmapSeriesOption } from "echarts/charts";
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption, VisualMapComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

export type ChartOption = ComposeOption<
  BarSeriesOption | HeatmapSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

/** ink holds the colours of charts; each passes 3:1 against white. */
export const ink = {
  primary: "#17407f",
  up: "#b3472a",
  down: "#2b7a52",
  cut: "#7a7f87",
  faint: "#8fa3c2",
  text: "#3c4554",
  line: "#dfe3ea",
} as const;

/** riskInk is the colour that goes with a risk coefficient; the figure always stands beside it. */
export function riskInk(risk: number): string {
  if (risk >= 0.7) return "#b3261e";
  if (risk >= 0.4) return "#b26a00";
  return "#4a6a9b";
}

/** plainTooltip shows text, never markup: names come from documents. */
export const plainTooltip: TooltipComponentOption = {
  renderMode: "richText",
  confine: true,
  padding: [4, 8],
  textStyle: { fontSize: 12 },
};

/** quietAxis is an axis without decoration. */
export const quietAxis = {
  axisLine: { lineStyle: { color: ink.line } },
  axisTick: { show: false },
  axisLabel: { color: ink.text, fontSize: 11 },
  splitLine: { show: false },
} as const;
