import { describe, expect, it } from "vitest";
import type { Quality } from "../api/types";
import { heatCells, shownPeriods } from "./coverage";
import { codeCounts, percentText } from "./quality";

describe("coverage", () => {
  it("shows rows and gaps, and leaves empty what nobody expects", () => {
    const cells = heatCells([{ value: "甲", counts: [3, 0, 0], gaps: [1] }], 3);
    expect(cells).toEqual([
      { period: 0, line: 0, rows: 3, gap: false },
      { period: 1, line: 0, rows: 0, gap: true },
    ]);
  });
  it("keeps to the newest periods", () => {
    const n = shownPeriods + 5;
    const cells = heatCells([{ value: "", counts: Array<number>(n).fill(1), gaps: [] }], n);
    expect(cells).toHaveLength(shownPeriods);
    expect(cells[0]?.period).toBe(0);
  });
});

describe("quality", () => {
  it.each([
    [0, 0, "—"], [0, 10, "0%"], [10, 10, "100%"], [1, 3, "33.3%"], [99_999, 100_000, ">99.9%"], [1, 100_000, "<0.1%"],
  ])("writes %i of %i as %s", (n, all, want) => expect(percentText(n, all)).toBe(want));
  it("sums problems by code, most first", () => {
    const field = (name: string, problems: [string, number][]) =>
      ({ name, title: { zh: "", en: "" }, required: false, filled: 1, problems: problems.map(([code, rows]) => ({ code, rows, examples: [] })) });
    const q: Quality = { name: "x", import: "", rows: 9, findings: [], fields: [field("a", [["future", 2]]), field("b", [["future", 1], ["check_digit", 5]])] };
    expect(codeCounts(q)).toEqual([{ code: "check_digit", rows: 5 }, { code: "future", rows: 3 }]);
  });
});
