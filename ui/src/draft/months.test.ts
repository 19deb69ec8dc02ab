import { describe, expect, it } from "vitest";
import type { BacktestReport } from "../api/types";
import { monthChart } from "./months";

describe("the picture of a test on history", () => {
  it("leaves out what had gathered before the first month", () => {
    const month = (as_of: string, more: object) => ({ as_of, new: 0, standing: 0, gone: 0, gained: 0, lost: 0, ...more });
    const chart = monthChart([month("2024-01-31", { first: true, new: 90 }), month("2024-02-29", { new: 3, gone: 2 })] as BacktestReport["months"], { found: "a", gone: "b" });
    const series = chart.series as { data: number[] }[];
    expect(series.map((s) => s.data.map((n) => n + 0))).toEqual([[0, 3], [0, -2]]);
  });
});
