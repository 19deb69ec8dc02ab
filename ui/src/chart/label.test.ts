import { describe, expect, it } from "vitest";
import { twoLines } from "./label";

describe("names of bars", () => {
  it.each([
    ["反复起诉", 10, "反复起诉"],
    ["数名原告由同一代理人相连", 10, "数名原告由同一代理人\n相连"],
    ["数名原告由同一代理人、地址相连", 10, "数名原告由同一代理\n人、地址相连"],
    ["Many near-identical suits", 10, "Many near-identical\nsuits"],
    ["Several plaintiffs linked by agent, address or representative", 10, "Several plaintiffs\nlinked by agent,…"],
    ["一二三四五六七八九十一二三四五六七八九十甲", 10, "一二三四五六七八九十\n一二三四五六七八九…"],
    ["", 10, ""],
  ])("%s", (name, width, want) => expect(twoLines(name, width)).toBe(want));
  it("never exceeds two lines", () => {
    for (let n = 0; n < 60; n++) expect(twoLines("甲b ".repeat(n), 7).split("\n").length).toBeLessThan(3);
  });
});
