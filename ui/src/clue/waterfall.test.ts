import { describe, expect, it } from "vitest";
import { inWords, steps, waterfall } from "./waterfall";

const words = { cut: "cut", risk: "risk" };
const near = (all: ReturnType<typeof steps>) => all.map((s) => [s.name, +s.from.toFixed(3), +s.to.toFixed(3), s.kind]);

describe("steps", () => {
  it("go up, then down, and end at the risk", () => {
    expect(near(steps([{ name: "bank", share: -0.1 }, { name: "cash", share: 0.2 }, { name: "many", share: 0.5 }], 0.6, words))).toEqual([
      ["many", 0, 0.5, "up"],
      ["cash", 0.5, 0.7, "up"],
      ["bank", 0.7, 0.6, "down"],
      ["risk", 0, 0.6, "risk"],
    ]);
  });
  it("say when the sum was cut to 1", () => {
    expect(near(steps([{ name: "a", share: 0.8 }, { name: "b", share: 0.4 }], 1, words))[2]).toEqual(["cut", 1.2, 1, "cut"]);
  });
  it("say when the sum was raised to 0", () => {
    expect(near(steps([{ name: "a", share: -0.3 }], 0, words))[1]).toEqual(["cut", -0.3, 0, "cut"]);
  });
  it("do not mind rounding, and leave out what adds nothing", () => {
    expect(steps([{ name: "a", share: 0.333 }, { name: "b", share: 0.333 }, { name: "z", share: 0 }], 0.67, words)).toHaveLength(3);
  });
  it("are only the risk without indicators", () => {
    expect(near(steps([], 0.4, words))).toEqual([["risk", 0, 0.4, "risk"]]);
  });
});

describe("picture", () => {
  it("floats each bar on the lower of its ends", () => {
    const all = steps([{ name: "a", share: 0.8 }, { name: "b", share: -0.3 }], 0.5, words);
    const series = waterfall(all).series as { data: unknown[] }[];
    expect(series[0]?.data).toEqual([0, 0.5, 0]);
    expect(series[1]?.data.map((d) => +(d as { value: number }).value.toFixed(3))).toEqual([0.8, 0.3, 0.5]);
  });
  it("has words", () => {
    expect(inWords(steps([{ name: "a", share: 0.5 }], 0.5, words))).toBe("a +0.50; risk 0.50");
  });
});
