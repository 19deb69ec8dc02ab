// The quality of a register as pictures and figures. Pure.
import type { FieldQuality, Quality } from "../api/types";
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";
import { countText } from "../words/format";

/** shareOf gives n of all as 0 to 1; nothing of nothing is 0. */
export function shareOf(n: number, all: number): number {
  return all > 0 ? n / all : 0;
}

/** percentText writes a share so that 100% means all and 0% means none: 99.97% is never rounded up. */
export function percentText(n: number, all: number): string {
  if (all === 0) return "—";
  const p = (n / all) * 100;
  if (n < all && p > 99.9) return ">99.9%";
  if (n > 0 && p < 0.1) return "<0.1%";
  return `${Number(p.toFixed(1))}%`;
}

/** codeCounts sums the problems of all fields by code, most first. */
export function codeCounts(q: Quality): { code: string; rows: number }[] {
  const sum = new Map<string, number>();
  for (const f of q.fields) for (const p of f.problems) sum.set(p.code, (sum.get(p.code) ?? 0) + p.rows);
  return [...sum].map(([code, rows]) => ({ code, rows })).sort((a, b) => b.rows - a.rows || a.code.localeCompare(b.code));
}

/** Height in pixels of one bar with its space. */
export const barHeight = 22;

/** completenessChart draws for each field how many records have it. */
export function completenessChart(fields: { name: string; field: FieldQuality }[], rows: number): ChartOption {
  return {
    animation: false,
    grid: { left: 150, right: 58, top: 2, bottom: 4 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", max: 1, axisLabel: { show: false } },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: fields.map((f) => f.name), axisLabel: { color: ink.text, fontSize: 12, width: 140, overflow: "truncate", interval: 0 } },
    series: [{
      type: "bar", barWidth: 12, showBackground: true, backgroundStyle: { color: "var(--track)" },
      label: { show: true, position: "right", fontSize: 11, color: ink.text, formatter: (p) => percentText(fields[p.dataIndex]?.field.filled ?? 0, rows) },
      tooltip: { formatter: (p) => `${fields[(Array.isArray(p) ? p[0] : p)?.dataIndex ?? 0]?.name}` },
      data: fields.map(({ field }) => ({
        value: shareOf(field.filled, rows),
        itemStyle: { color: field.required && field.filled < rows ? ink.up : ink.primary },
      })),
    }],
  };
}

/** problemChart draws how many records have each problem. */
export function problemChart(codes: { name: string; rows: number }[]): ChartOption {
  return {
    animation: false,
    grid: { left: 150, right: 58, top: 2, bottom: 4 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", axisLabel: { show: false } },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: codes.map((c) => c.name), axisLabel: { color: ink.text, fontSize: 12, interval: 0 } },
    series: [{ type: "bar", barWidth: 12, itemStyle: { color: "var(--chart-warn)" }, data: codes.map((c) => c.rows),
      label: { show: true, position: "right", fontSize: 11, color: ink.text, formatter: (p) => countText(Number(p.value)) } }],
  };
}
