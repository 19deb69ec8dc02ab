// The colours of indicators. A number stands beside each colour wherever it is used.

/** How many there are (tokens.css); then they begin again. */
const hues = 10;

/** ground is the background of indicator number n, counted from 0. */
export function ground(n: number): string {
  return `var(--hue-${n % hues})`;
}

/** edge is the strong colour that belongs to ground(n). */
export function edge(n: number): string {
  return `var(--hue-edge-${n % hues})`;
}
