// The coverage of a register as pictures. Pure.
import type { Coverage, CoverageLine } from "../api/types";
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";
import { countText } from "../words/format";

/** Colours of the heat map from few rows to many, and of a gap. */
const heat = ["var(--heat-few)", "var(--heat-many)"];
export const gapInk = "var(--up)";

/** Height in pixels of one line of the heat map. */
export const lineHeight = 24;

/** Periods that fit into the picture; older ones stand in the table only. */
export const shownPeriods = 36;

/** A Cell of the heat map: period, line, rows; gaps have none. */
export interface HeatCell { period: number; line: number; rows: number; gap: boolean }

/** heatCells lists the cells of the newest periods; a period without rows that is no gap is left empty. */
export function heatCells(rows: CoverageLine[], periods: number): HeatCell[] {
  const from = Math.max(0, periods - shownPeriods);
  return rows.flatMap((r, line) =>
    r.counts.flatMap((n, i) => {
      const gap = r.gaps.includes(i);
      return i < from || (n === 0 && !gap) ? [] : [{ period: i - from, line, rows: n, gap }];
    }),
  );
}

interface Words { gap: string; rows: string; none: string }

/** coverageChart draws lines by period; what is missing stands out in another colour and with a mark. */
export function coverageChart(c: Coverage, words: Words): ChartOption {
  const cells = heatCells(c.rows, c.periods.length);
  const periods = c.periods.slice(-shownPeriods);
  const names = c.rows.map((r) => short(r.value || words.none));
  const says = (x: HeatCell | undefined) =>
    x ? `${c.rows[x.line]?.value || words.none} · ${periods[x.period]} · ${x.gap ? words.gap : countText(x.rows) + words.rows}` : "";
  return {
    animation: false,
    grid: { left: 190, right: 12, top: 4, bottom: 24 },
    tooltip: { ...plainTooltip, formatter: (p) => says(cells[(Array.isArray(p) ? p[0] : p)?.dataIndex ?? 0]) },
    xAxis: { ...quietAxis, type: "category", data: periods, splitArea: { show: false } },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: names, axisLabel: { color: ink.text, fontSize: 12, interval: 0 } },
    visualMap: { show: false, min: 0, max: Math.max(1, ...cells.map((x) => x.rows)), inRange: { color: heat } },
    series: [
      {
        type: "heatmap",
        label: { show: true, fontSize: 11, color: gapInk, fontWeight: "bold", formatter: (p) => (cells[p.dataIndex]?.gap ? "×" : "") },
        data: cells.map((x) => ({
          value: [x.period, x.line, x.rows],
          itemStyle: { borderColor: "var(--panel)", borderWidth: 2, ...(x.gap ? { color: "var(--bad-pale)" } : {}) },
          visualMap: !x.gap,
        })),
      },
    ],
  };
}

/** lagChart draws how late rows come. */
export function lagChart(names: string[], rows: number[]): ChartOption {
  return {
    animation: false,
    grid: { left: 96, right: 56, top: 4, bottom: 8 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", axisLabel: { show: false } },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: names, axisLabel: { color: ink.text, fontSize: 12 } },
    series: [{ type: "bar", barWidth: 13, itemStyle: { color: ink.primary }, data: rows,
      label: { show: true, position: "right", fontSize: 11, color: ink.text, formatter: (p) => countText(Number(p.value)) } }],
  };
}

function short(name: string): string {
  const all = [...name];
  return all.length > 14 ? all.slice(0, 13).join("") + "…" : name;
}
