// The part of the chart library's options that is used here, and what all charts share.
import type { BarSeriesOption, HeatmapSeriesOption } from "echarts/charts";
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption, VisualMapComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";

export type ChartOption = ComposeOption<
  BarSeriesOption | HeatmapSeriesOption | GridComponentOption | LegendComponentOption | TooltipComponentOption | VisualMapComponentOption
>;

/** ink holds the colours of charts by their names in tokens.css; the engine asks the page what they are. */
export const ink = {
  primary: "var(--primary)",
  up: "var(--up)",
  down: "var(--down)",
  cut: "var(--chart-cut)",
  faint: "var(--chart-faint)",
  text: "var(--chart-text)",
  line: "var(--line)",
} as const;

/** riskInk is the colour that goes with a risk coefficient; the figure always stands beside it. */
export function riskInk(risk: number): string {
  if (risk >= 0.7) return "var(--risk-high)";
  if (risk >= 0.4) return "var(--risk-middle)";
  return "var(--risk-low)";
}

/** plainTooltip shows text, never markup: names come from documents. */
export const plainTooltip: TooltipComponentOption = {
  renderMode: "richText",
  confine: true,
  padding: [4, 8],
  textStyle: { fontSize: 12, color: "var(--ink)" },
  backgroundColor: "var(--panel)",
  borderColor: "var(--line-strong)",
};

/** quietAxis is an axis without decoration. */
export const quietAxis = {
  axisLine: { lineStyle: { color: ink.line } },
  axisTick: { show: false },
  axisLabel: { color: ink.text, fontSize: 11 },
  splitLine: { show: false },
} as const;
