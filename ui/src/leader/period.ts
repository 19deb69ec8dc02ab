// Periods and figures as people read them. Pure.
import type { Figure, FigureNumber, FigureQuery, FigureWindow } from "../api/types";

export const periods = ["month", "quarter", "half", "year"] as const;
export type Period = (typeof periods)[number];

/** nameOf gives the key and the blanks of the name of a period: the third quarter of 2026. */
export function nameOf(w: Pick<FigureWindow, "kind" | "from">): { key: Period; year: number; n: number } {
  const [year = 0, month = 1] = w.from.split("-").map(Number);
  const length = { month: 1, quarter: 3, half: 6, year: 12 }[w.kind];
  return { key: w.kind, year, n: Math.floor((month - 1) / length) + 1 };
}

/** besides gives the day before (-1) or after (1) a period: a day of the next one. */
export function besides(w: Pick<FigureWindow, "from" | "to">, way: 1 | -1): string {
  const [y = 0, m = 1, d = 1] = (way < 0 ? w.from : w.to).split("-").map(Number);
  return new Date(Date.UTC(y, m - 1, d + way)).toISOString().slice(0, 10);
}

/** endOf is the last day of a period that counts. */
export function endOf(w: FigureWindow): string {
  return w.as_of < w.to ? w.as_of : w.to;
}

/** queryOf reads which figures are asked for from the address. */
export function queryOf(search: URLSearchParams): FigureQuery {
  const day = (key: string) => (/^\d{4}-\d{2}-\d{2}$/.test(search.get(key) ?? "") ? (search.get(key) as string) : undefined);
  const period = periods.find((p) => p === search.get("period")) ?? "quarter";
  return { period, on: day("on"), as_of: day("as_of"), office: search.get("office") || undefined, alone: search.get("alone") === "true" || undefined };
}

/** addressOf is the query as it stands in an address. */
export function addressOf(q: FigureQuery): string {
  const out = new URLSearchParams();
  for (const [key, value] of Object.entries(q)) if (value !== undefined && value !== "") out.set(key, String(value));
  return out.toString();
}

/** mainText writes a number as it is read first: 12, 46.4%, 1 : 1.87; empty where none is given. */
export function mainText(form: Figure["form"], n: FigureNumber): string {
  if (form === "count") return n.numerator.toLocaleString("en-US");
  if (n.rate === null) return "";
  return form === "rate" ? `${(100 * n.rate).toFixed(1)}%` : `1 : ${n.rate.toFixed(2)}`;
}

/** changeText writes a difference with its sign: +3, −1.5; of a rate in percentage points. */
export function changeText(form: Figure["form"], change: number | null): string {
  if (change === null) return "";
  const size = form === "count" ? Math.abs(change).toLocaleString("en-US") : (Math.abs(change) * (form === "rate" ? 100 : 1)).toFixed(form === "rate" ? 1 : 2);
  if (Number(size.replace(/,/g, "")) === 0) return "0";
  return (change < 0 ? "−" : "+") + size;
}
