// The colours of indicators. A number stands beside each colour wherever it is used.

/** Pale grounds on which dark text keeps a contrast above 7:1. */
const grounds = ["#ffe08a", "#bfe3ff", "#d6f0b8", "#ffd0c2", "#e2d3ff", "#b9f0e4", "#ffd6ec", "#e6ddc4", "#d5dbe6", "#f7f08a"];
const edges = ["#a87400", "#1f6fb2", "#4d7d12", "#b3472a", "#6d47b8", "#0f7f6b", "#b03a7e", "#7d6b33", "#4c5a75", "#7d7700"];

/** ground is the background of indicator number n, counted from 0. */
export function ground(n: number): string {
  return grounds[n % grounds.length] as string;
}

/** edge is the dark colour that belongs to ground(n). */
export function edge(n: number): string {
  return edges[n % edges.length] as string;
}
