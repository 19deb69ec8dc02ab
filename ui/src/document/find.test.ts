import { describe, expect, it } from "vitest";
import { find, fold, mostHits } from "./find";

const found = (text: string, words: string) => find(fold(text), words).map((s) => text.slice(...s));

describe("search in a text", () => {
  it.each([
    ["原告张三向被告张三借款", "张三", ["张三", "张三"]],
    ["借款\n　人民币", "借款人民币", ["借款\n　人民币"]],
    ["金额１２０,０００元，Abc公司", "120,000", ["１２０,０００"]],
    ["Ａｂｃ公司", "aBC", ["Ａｂｃ"]],
    ["𠮷某诉𠮷野家", "𠮷", ["𠮷", "𠮷"]],
    ["㈠借条", "(一)", ["㈠"]],
    ["啊啊啊啊啊", "啊啊", ["啊啊", "啊啊"]],
    ["原告", "被告", []],
    ["原告", " ", []],
    ["", "原告", []],
  ] as [string, string, string[]][])("in %j for %j", (text, words, want) => expect(found(text, words)).toEqual(want));
  it("takes what stands for a sign of an expression as it is", () => expect(found("(a.c)[abc]", "(a.c)")).toEqual(["(a.c)"]));
  it("stops where nobody reads on", () => expect(found("的".repeat(5000), "的")).toHaveLength(mostHits + 1));
});
