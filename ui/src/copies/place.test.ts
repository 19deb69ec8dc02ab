import { describe, expect, it } from "vitest";
import type { CopiedPair, CopiedPassage } from "../api/types";
import { beside, chosen, common, ribbons } from "./place";

describe("columns", () => {
  it("are scrolled so that the passage stands where it is wanted", () => {
    expect(beside({ top: 900, most: 2000 }, { top: 400, most: 2000 }, 100)).toEqual([800, 300]);
  });
  it("show it higher where one of them begins with it", () => {
    expect(beside({ top: 30, most: 2000 }, { top: 400, most: 2000 }, 100)).toEqual([0, 370]);
  });
  it("show it lower where one of them ends with it", () => {
    expect(beside({ top: 2200, most: 2000 }, { top: 400, most: 2000 }, 100)).toEqual([2000, 200]);
  });
  it("stand side by side whenever that can be, and never beyond their ends", () => {
    for (let seed = 1; seed < 500; seed++) {
      const n = (k: number, of: number) => (seed * 7919 * (k + 1)) % of;
      const [here, there] = [{ top: n(1, 3000), most: n(2, 2500) }, { top: n(3, 3000), most: n(4, 2500) }];
      const [a, b] = beside(here, there, n(5, 400));
      for (const [x, c] of [[a, here], [b, there]] as const) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(c.most);
      }
      const can = Math.max(here.top - here.most, there.top - there.most, 0) <= Math.min(here.top, there.top);
      if (can) expect(here.top - a).toBe(there.top - b);
    }
  });
});

describe("the picture", () => {
  const passage = (here: [number, number], there: [number, number]) => ({ here, there, letters: 30, same: [] }) as CopiedPassage;
  it("has each passage where it stands in either document", () => {
    expect(ribbons([passage([0, 100], [50, 100])], 200, 100)).toEqual([{ here: [0, 500], there: [500, 1000] }]);
  });
  it("draws short ones so that they can be seen, inside the bars", () => {
    expect(ribbons([passage([99_990, 100_000], [0, 10])], 100_000, 100_000)).toEqual([{ here: [995, 1000], there: [0, 5] }]);
    expect(ribbons([passage([0, 10], [0, 10])], 0, 0)).toEqual([{ here: [0, 5], there: [0, 5] }]);
  });
});

describe("the pair", () => {
  const pair = (here: string, there: string, letters: number) => ({ here, there, letters }) as CopiedPair;
  const pairs = [pair("a", "b", 90), pair("b", "c", 50), pair("a", "c", 10)];
  it.each([
    ["", "", "a", "b"], ["c", "", "c", "b"], ["", "c", "b", "c"], ["b", "", "b", "a"], ["", "a", "b", "a"], ["a", "c", "a", "c"], ["x", "", "x", ""],
  ])("asked for %j and %j is %s and %s", (here, there, a, b) => expect(chosen({ here, there }, pairs)).toEqual({ here: a, there: b }));
  it("is not known before it was asked", () => expect(chosen({ here: "", there: "" }, [])).toEqual({ here: "", there: "" }));
  it("tells what it has in common, either way round", () => {
    expect([common(pairs, "a", "c"), common(pairs, "c", "a"), common(pairs, "a", "x")]).toEqual([10, 10, undefined]);
  });
});
