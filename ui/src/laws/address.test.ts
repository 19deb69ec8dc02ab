import { describe, expect, it } from "vitest";
import type { CitedArticle } from "../api/types";
import { lawAddress, parts, sameCaution, wordsOf } from "./address";

const article = (n: string, caution = ""): CitedArticle => ({ law: "某法", version: "2020-01-01", article: n, text: "", in_force: "", status: "in_force", title: { zh: "", en: "" }, chapter: "", heading: "", caution: { zh: caution, en: caution } });

describe("laws", () => {
  it("have an address, and their articles in it", () => {
    expect(lawAddress("民事诉讼法", "2023-09-01")).toBe("/laws/%E6%B0%91%E4%BA%8B%E8%AF%89%E8%AE%BC%E6%B3%95/2023-09-01");
    expect(lawAddress("a/b?", "2023-09-01", "307-1")).toBe("/laws/a%2Fb%3F/2023-09-01?article=307-1");
  });
  it("are marked where the words stand, whatever the words are", () => {
    expect(wordsOf(" 检察  建议 ")).toEqual(["检察", "建议"]);
    expect(parts("提出检察建议。", ["检察"])).toEqual([{ says: "提出", hit: false }, { says: "检察", hit: true }, { says: "建议。", hit: false }]);
    expect(parts("(a)", ["(", "a"]).filter((p) => p.hit)).toHaveLength(2);
    expect(parts("无", [])).toEqual([{ says: "无", hit: false }]);
  });
  it("say once what holds for all articles", () => {
    expect(sameCaution([article("1", "已修改"), article("2", "已修改")]).zh).toBe("已修改");
    expect(sameCaution([article("1", "已修改"), article("2")]).zh).toBe("");
    expect(sameCaution([]).zh).toBe("");
  });
});
