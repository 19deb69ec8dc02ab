import { describe, expect, it } from "vitest";
import { bars, bitsText, sameText } from "./bits";

describe("weights of a pair", () => {
  it("begin with the prior and end with the total", () => {
    const all = bars(-12, [{ name: "name", bits: 8 }, { name: "sex", bits: 0 }, { name: "born", bits: -3 }], -7, { prior: "p", total: "t" });
    expect(all.map((b) => [b.name, b.from, b.to, b.kind])).toEqual([
      ["p", 0, -12, "prior"], ["name", -12, -4, "for"], ["born", -4, -7, "against"], ["t", 0, -7, "total"],
    ]);
  });
  it("are written with their sign", () => expect([bitsText(4.25), bitsText(-1)]).toEqual(["+4.3", "−1.0"]));
  it("compare texts without width and space", () => {
    expect(sameText("ＡＢ 1", "ab1")).toBe(true);
    expect(sameText("王", "汪")).toBe(false);
  });
});
