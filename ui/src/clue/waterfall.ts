// How the shares of the indicators add up to the risk coefficient. Pure.
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";
import { twoLines } from "../chart/label";
import { riskText, shareText } from "../words/format";

/** A Step is one bar of the waterfall, from one level to another. */
export interface Step {
  name: string;
  from: number;
  to: number;
  kind: "up" | "down" | "cut" | "risk";
}

/** Sums that differ by less than this are equal: shares arrive rounded. */
const tolerance = 0.005;

/**
 * steps lists what raises the risk, then what lowers it, and at the end the risk itself. Where
 * the sum was cut to 0 or 1, or the shares were rounded, a step of kind "cut" closes the gap.
 */
export function steps(indicators: { name: string; share: number }[], risk: number, words: { cut: string; risk: string }): Step[] {
  const out: Step[] = [];
  let level = 0;
  const up = indicators.filter((i) => i.share > 0).sort((a, b) => b.share - a.share);
  const down = indicators.filter((i) => i.share < 0).sort((a, b) => b.share - a.share);
  for (const i of [...up, ...down]) {
    out.push({ name: i.name, from: level, to: level + i.share, kind: i.share > 0 ? "up" : "down" });
    level += i.share;
  }
  if (out.length > 0 && Math.abs(level - risk) > tolerance) out.push({ name: words.cut, from: level, to: risk, kind: "cut" });
  out.push({ name: words.risk, from: 0, to: risk, kind: "risk" });
  return out;
}

/** Room for a name, in full-width characters. */
const labelWidth = 10.5;

/** Distance between the grid lines of the picture. */
const tick = 0.2;

/** Height in pixels of one bar with its space. */
export const stepHeight = 27;

/** waterfall draws the steps from top to bottom: an unseen bar carries each visible one. */
export function waterfall(all: Step[]): ChartOption {
  const colour = { up: ink.up, down: ink.down, cut: ink.cut, risk: ink.primary };
  const top = Math.ceil(Math.max(1, ...all.map((s) => Math.max(s.from, s.to))) / tick) * tick;
  return {
    animation: false,
    grid: { left: 132, right: 44, top: 2, bottom: 20 },
    tooltip: { ...plainTooltip, formatter: (p) => label(all[(Array.isArray(p) ? p[0] : p)?.dataIndex ?? 0]) },
    xAxis: { ...quietAxis, type: "value", max: top, interval: tick, splitLine: { lineStyle: { color: ink.line } } },
    yAxis: {
      ...quietAxis,
      type: "category",
      inverse: true,
      data: all.map((s) => twoLines(s.name, labelWidth)),
      axisLabel: { color: ink.text, fontSize: 11, lineHeight: 12 },
    },
    series: [
      {
        type: "bar", stack: "level", stackStrategy: "all", silent: true,
        itemStyle: { color: "transparent" },
        data: all.map((s) => Math.min(s.from, s.to)),
      },
      {
        type: "bar", stack: "level", stackStrategy: "all", barWidth: 13,
        label: { show: true, position: "right", fontSize: 11, color: ink.text, formatter: (p) => figure(all[p.dataIndex]) },
        data: all.map((s) => ({ value: Math.abs(s.to - s.from), itemStyle: { color: colour[s.kind] } })),
      },
    ],
  };
}

/** inWords says the steps one after the other, for those who do not see the picture. */
export function inWords(all: Step[]): string {
  return all.map(label).join("; ");
}

function figure(s: Step | undefined): string {
  if (!s) return "";
  return s.kind === "risk" ? riskText(s.to) : shareText(s.to - s.from);
}

function label(s: Step | undefined): string {
  return s ? `${s.name} ${figure(s)}` : "";
}
