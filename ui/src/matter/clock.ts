// How much time is left, as words and as a colour. Pure functions.
import type { Term } from "../api/types";

/** daysBetween counts the days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** today is the day on this machine, as the calendar has it. */
export function today(now = new Date()): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** addDays is the ISO day so many days later. */
export function addDays(day: string, n: number): string {
  return new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10);
}

export type Pressure = "ended" | "still" | "over" | "soon" | "later";

/** pressure tells how a last day presses: passed, within three days, later, standing still, or ended. */
export function pressure(due: string, ended: string, day: string): Pressure {
  if (ended) return "ended";
  if (!due) return "still";
  const left = daysBetween(day, due);
  if (left < 0) return "over";
  return left <= 3 ? "soon" : "later";
}

/** inOrder puts the deadlines that run first, the most pressing before the others, and those that ended last. */
export function inOrder(terms: readonly Term[]): Term[] {
  const key = (t: Term) => (t.ended ? "2" + t.ended : t.due ? "0" + t.due : "1");
  return [...terms].sort((a, b) => key(a).localeCompare(key(b)));
}

/** month is the weeks of the month in which day lies, Monday first: from the Monday of its first to the Sunday of its last week. */
export function month(day: string): { from: string; to: string } {
  const first = day.slice(0, 8) + "01";
  const next = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 1)).toISOString().slice(0, 10);
  const weekday = (d: string) => (new Date(Date.parse(d)).getUTCDay() + 6) % 7;
  const last = addDays(next, -1);
  return { from: addDays(first, -weekday(first)), to: addDays(last, 6 - weekday(last)) };
}

/** addMonths is the first day of the month so many months later. */
export function addMonths(day: string, n: number): string {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + n, 1)).toISOString().slice(0, 10);
}
