// How the weights of a pair add up from what is known before to the evidence in all. Pure.
import { type ChartOption, ink, plainTooltip, quietAxis } from "../chart/option";

/** A Bar of the waterfall, from one level to another, in bits. */
export interface Bar { name: string; from: number; to: number; kind: "prior" | "for" | "against" | "total" }

/** bars begin with the prior, add what each comparison tells, and end with the total. */
export function bars(prior: number, rows: { name: string; bits: number }[], total: number, words: { prior: string; total: string }): Bar[] {
  const out: Bar[] = [{ name: words.prior, from: 0, to: prior, kind: "prior" }];
  let level = prior;
  for (const r of rows) {
    if (r.bits === 0) continue;
    out.push({ name: r.name, from: level, to: level + r.bits, kind: r.bits > 0 ? "for" : "against" });
    level += r.bits;
  }
  out.push({ name: words.total, from: 0, to: total, kind: "total" });
  return out;
}

/** bitsText writes bits with their sign: +4.2, −1.0. */
export function bitsText(bits: number): string {
  return (bits < 0 ? "−" : "+") + Math.abs(bits).toFixed(1);
}

/** Height in pixels of one bar with its space. */
export const barHeight = 26;

const colour = { prior: ink.cut, for: ink.down, against: ink.up, total: ink.primary };

/** bitsChart draws the bars from top to bottom. Levels may lie on both sides of zero. */
export function bitsChart(all: Bar[]): ChartOption {
  return {
    animation: false,
    grid: { left: 110, right: 48, top: 2, bottom: 20 },
    tooltip: { ...plainTooltip },
    xAxis: { ...quietAxis, type: "value", splitLine: { lineStyle: { color: ink.line } } },
    yAxis: { ...quietAxis, type: "category", inverse: true, data: all.map((b) => b.name), axisLabel: { color: ink.text, fontSize: 12 } },
    series: (["below", "above"] as const).flatMap((side) => {
      const clip = (x: number) => (side === "below" ? Math.min(x, 0) : Math.max(x, 0));
      const near = (b: Bar) => (side === "below" ? Math.max(clip(b.from), clip(b.to)) : Math.min(clip(b.from), clip(b.to)));
      const far = (b: Bar) => (side === "below" ? Math.min(clip(b.from), clip(b.to)) : Math.max(clip(b.from), clip(b.to)));
      return [
        { type: "bar" as const, stack: side, silent: true, barWidth: 13, barGap: "-100%", itemStyle: { color: "transparent" }, data: all.map(near) },
        { type: "bar" as const, stack: side, barWidth: 13, barGap: "-100%", data: all.map((b) => ({ value: far(b) - near(b), itemStyle: { color: colour[b.kind] } })),
          label: { show: true, position: side === "below" ? ("left" as const) : ("right" as const), fontSize: 11, color: ink.text,
            formatter: (p: { dataIndex: number }) => { const b = all[p.dataIndex]; return b && far(b) - near(b) !== 0 && (side === "above") === (b.to > 0 || (b.to === 0 && b.from > 0)) ? bitsText(b.kind === "total" || b.kind === "prior" ? b.to : b.to - b.from) : ""; } } },
      ];
    }),
  };
}

/** sameText reports whether two cells say the same, apart from space and width of letters. */
export function sameText(a: string, b: string): boolean {
  const fold = (s: string) => s.normalize("NFKC").replace(/\s/g, "").toUpperCase();
  return fold(a) === fold(b);
}
