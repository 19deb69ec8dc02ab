import { describe, expect, it } from "vitest";
import type { Term } from "../api/types";
import { addDays, addMonths, daysBetween, inOrder, month, pressure, today } from "./clock";

describe("days", () => {
  it("are counted over the ends of months and years", () => {
    expect(daysBetween("2026-02-27", "2026-03-02")).toBe(3);
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
    expect(today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
  });
});

describe("the pressure of a deadline", () => {
  it.each([
    ["2026-03-10", "", "later"], ["2026-03-04", "", "soon"], ["2026-03-01", "", "soon"], ["2026-02-28", "", "over"], ["", "", "still"], ["2026-02-28", "2026-02-27", "ended"],
  ])("of %s ended %s is %s", (due, ended, want) => expect(pressure(due, ended, "2026-03-01")).toBe(want));
  it("orders them: what presses first, what ended last", () => {
    const term = (due: string, ended = "") => ({ due, ended }) as Term;
    expect(inOrder([term("2026-01-01", "2026-01-01"), term(""), term("2026-05-01"), term("2026-04-01")]).map((t) => t.due)).toEqual(["2026-04-01", "2026-05-01", "", "2026-01-01"]);
  });
});

describe("a month", () => {
  it("is whole weeks from Monday to Sunday", () => {
    expect(month("2026-11-28")).toEqual({ from: "2026-10-26", to: "2026-12-06" });
    expect(month("2027-02-10")).toEqual({ from: "2027-02-01", to: "2027-02-28" });
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-01");
    expect(addMonths("2026-01-31", -1)).toBe("2025-12-01");
  });
});
