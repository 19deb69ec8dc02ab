// Cases by month. Pure.
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";

export interface Month {
  /** 2020-03 */
  month: string;
  /** Ids of the documents of that month. */
  documents: string[];
}

/** byMonth counts documents by the month of decision, else of filing; months between have none. */
export function byMonth(documents: { id: string; decided_on: string; filed_on: string }[]): Month[] {
  const found = new Map<string, string[]>();
  for (const d of documents) {
    const month = (d.decided_on || d.filed_on || "").slice(0, 7);
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) found.set(month, [...(found.get(month) ?? []), d.id]);
  }
  const known = [...found.keys()].sort();
  const out: Month[] = [];
  const last = known.at(-1) ?? "";
  for (let m = known[0] ?? ""; m !== "" && m <= last; m = following(m)) out.push({ month: m, documents: found.get(m) ?? [] });
  return out;
}

/** monthChart draws the months as small bars. */
export function monthChart(months: Month[]): ChartOption {
  return {
    animation: false,
    grid: { left: 26, right: 8, top: 10, bottom: 18 },
    tooltip: { ...plainTooltip, trigger: "axis", axisPointer: { type: "none" } },
    xAxis: { ...quietAxis, type: "category", data: months.map((m) => m.month) },
    yAxis: { ...quietAxis, type: "value", minInterval: 1, splitNumber: 1 },
    series: [{ type: "bar", barMaxWidth: 14, itemStyle: { color: ink.primary }, data: months.map((m) => m.documents.length) }],
  };
}

function following(month: string): string {
  const [y = 0, m = 0] = month.split("-").map(Number);
  return m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, "0")}`;
}
