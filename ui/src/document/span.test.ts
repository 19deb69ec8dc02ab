import { describe, expect, it } from "vitest";
import { type Mark, parts, pieces, type Span, trimmed, units, unitAt } from "./span";

const mark = (span: Span, key = 0, hue = 0): Mark => ({ span, key, hue });
const cut = (text: string, span: Span) => {
  const [one] = units(text, [mark(span)]);
  return one && text.slice(...one.span);
};

describe("positions", () => {
  it.each([
    ["原告张三借给被告", [2, 4], "张三"],
    ["𠮷某诉𠮷野家", [0, 2], "𠮷某"],
    ["𠮷某诉𠮷野家", [3, 6], "𠮷野家"],
    ["甲𠀀乙𠀁丙", [2, 3], "乙"],
    ["甲𠀀乙𠀁丙", [4, 5], "丙"],
    ["短", [0, 99], "短"],
  ] as [string, Span, string][])("in %s %j is %s", (text, span, want) => {
    expect(cut(text, span)).toBe(want);
  });
  it("agrees with the string iterator everywhere", () => {
    const text = "𠮷a甲\n𠀀𠀁z";
    const points = [...text];
    const at = unitAt(text);
    points.forEach((_, i) => expect(at(i)).toBe(points.slice(0, i).join("").length));
    expect(at(points.length)).toBe(text.length);
    expect(at(-1)).toBe(0);
  });
  it("counts a lone half of a pair as one, as Go counts the replacement character", () => {
    expect(unitAt("\uD800甲𠮷乙")(2)).toBe(2);
    expect(unitAt("\uD800甲𠮷乙")(3)).toBe(4);
  });
  it("leaves out what is empty", () => {
    expect(units("甲乙", [mark([1, 1]), mark([5, 9])])).toEqual([]);
  });
});

describe("pieces", () => {
  const shape = (from: number, to: number, marks: Mark[]) =>
    pieces(from, to, marks).map((p) => [p.from, p.to, p.marks.map((m) => m.key)]);

  it("is one piece without marks", () => expect(shape(0, 9, [])).toEqual([[0, 9, []]]));
  it("has no piece for nothing", () => expect(shape(3, 3, [])).toEqual([]));
  it("cuts overlapping marks", () => {
    expect(shape(0, 10, [mark([2, 6], 1), mark([4, 8], 0)])).toEqual([
      [0, 2, []], [2, 4, [1]], [4, 6, [0, 1]], [6, 8, [0]], [8, 10, []],
    ]);
  });
  it("keeps nested and equal marks", () => {
    expect(shape(0, 5, [mark([0, 5], 0), mark([1, 2], 1), mark([1, 2], 2)])).toEqual([
      [0, 1, [0]], [1, 2, [0, 1, 2]], [2, 5, [0]],
    ]);
  });
  it("clips marks that reach beyond", () => {
    expect(shape(3, 6, [mark([0, 4], 0), mark([5, 9], 1), mark([7, 8], 2)])).toEqual([
      [3, 4, [0]], [4, 5, []], [5, 6, [1]],
    ]);
  });
  it("always covers the whole range, whatever the marks", () => {
    for (let seed = 1; seed < 200; seed++) {
      const n = (k: number) => (seed * 7919 * (k + 1)) % 23;
      const marks = [0, 1, 2, 3].map((k) => mark([n(k), n(k) + (n(k + 5) % 7)], k)).filter((m) => m.span[1] > m.span[0]);
      const got = pieces(0, 20, marks);
      expect(got[0]?.from).toBe(0);
      expect(got.at(-1)?.to).toBe(20);
      got.slice(1).forEach((p, i) => expect(p.from).toBe(got[i]?.to));
    }
  });
});

describe("parts", () => {
  it("covers gaps and clips overlaps", () => {
    const got = parts(20, [{ kind: "facts", span: [8, 15] }, { kind: "head", span: [1, 9] }, { kind: "tail", span: [18, 30] }]);
    expect(got.map((p) => [p.kind, p.from, p.to])).toEqual([
      ["", 0, 1], ["head", 1, 9], ["facts", 9, 15], ["", 15, 18], ["tail", 18, 20],
    ]);
  });
  it("can be trimmed of line breaks, but not of the spaces that indent", () => {
    expect(trimmed("\n\r\n　甲\n乙 \n", { kind: "facts", from: 0, to: 9 })).toEqual({ kind: "facts", from: 3, to: 8 });
    expect(trimmed("\n\n", { kind: "", from: 0, to: 2 })).toEqual({ kind: "", from: 2, to: 2 });
  });
  it("is the whole text without sections", () => {
    expect(parts(4, [])).toEqual([{ kind: "", from: 0, to: 4 }]);
    expect(parts(0, [])).toEqual([]);
  });
});
