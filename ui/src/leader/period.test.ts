import { describe, expect, it } from "vitest";
import { addressOf, besides, changeText, mainText, nameOf, queryOf } from "./period";

const n = (numerator: number, denominator = 0, rate: number | null = null) => ({ numerator, denominator, rate });

describe("periods", () => {
  it.each([
    ["month", "2026-03-01", 3],
    ["quarter", "2026-10-01", 4],
    ["half", "2026-07-01", 2],
    ["year", "2026-01-01", 1],
  ] as const)("names a %s from %s", (kind, from, want) => expect(nameOf({ kind, from })).toEqual({ key: kind, year: 2026, n: want }));
  it("goes back and forth over the ends of years", () => {
    expect(besides({ from: "2026-01-01", to: "2026-03-31" }, -1)).toBe("2025-12-31");
    expect(besides({ from: "2024-01-01", to: "2024-02-28" }, 1)).toBe("2024-02-29");
  });
  it("reads an address, whatever stands in it", () => {
    expect(queryOf(new URLSearchParams("period=week&on=now&as_of=2026-03-01&alone=yes"))).toEqual({ period: "quarter", as_of: "2026-03-01" });
    const query = { period: "half", on: "2026-02-01", office: "a b", alone: true } as const;
    expect(queryOf(new URLSearchParams(addressOf(query)))).toEqual({ ...query, as_of: undefined });
  });
});

describe("figures", () => {
  it.each([
    ["count", n(1200), "1,200"],
    ["rate", n(77, 166, 77 / 166), "46.4%"],
    ["rate", n(3, 9), ""],
    ["ratio", n(187, 100, 1.87), "1 : 1.87"],
  ] as const)("%s", (form, value, want) => expect(mainText(form, value)).toBe(want));
  it.each([
    ["count", 3, "+3"],
    ["count", -1200, "−1,200"],
    ["rate", -0.0312, "−3.1"],
    ["rate", 0.0001, "0"],
    ["ratio", 0.25, "+0.25"],
    ["rate", null, ""],
  ] as const)("change of a %s by %s", (form, change, want) => expect(changeText(form, change)).toBe(want));
});
