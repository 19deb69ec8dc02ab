import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { files } from "../words/files";
import { library } from "./library.testdata";
import { addAt, moveAt, type Path, removeAt, setAt, steps, valueAt, whole } from "./rule";
import { card, type Field, lists, operators, score, type Spec } from "./spec";

const isSpec = (as: Field["as"]): as is Spec => typeof as === "object" && "blank" in as;

/** places lists every field that the forms of a model show, with what stands there. */
function places(text: string): { path: Path; value: unknown }[] {
  const model = whole(text);
  const of = (fields: readonly Field[], path: Path): { path: Path; value: unknown }[] =>
    fields.flatMap((f) => {
      const at = [...path, ...f.name.split(".")];
      const value = valueAt(model, at);
      if (isSpec(f.as)) return ((value ?? []) as unknown[]).flatMap((_, n) => of((f.as as Spec).fields, [...at, n]));
      return value === undefined ? [] : [{ path: at, value }];
    });
  return [
    ...of(card, []), ...of(score, ["score"]),
    ...steps(text).flatMap((s, n) => of(operators[s.operator] ?? [], ["rule", n, s.operator])),
    ...Object.values(lists).flatMap(({ path, spec }) => ((valueAt(model, path) ?? []) as unknown[]).flatMap((_, n) => of(spec.fields, [...path, n]))),
  ];
}

const comments = (s: string) => s.split("\n").map((l) => l.trim()).filter((l) => l.startsWith("#"));

/** leaves counts the values of a model that are no maps and no lists. */
const leaves = (x: unknown): number => (x !== null && typeof x === "object" ? Object.values(x).reduce<number>((n, y) => n + leaves(y), 0) : 1);

describe("the forms of a model", () => {
  it("show every value of every model of the library but notes, which are comments, and what names the model", { timeout: 60_000 }, () => {
    for (const text of library) {
      const { id: _id, version: _v, branch: _b, ...rest } = whole(text);
      const shown = new Map(places(text).map((p) => [JSON.stringify(p.path), leaves(p.value)]));
      const names = (valueAt(rest, ["rule"]) as Record<string, unknown>[]).reduce((n, s) => n + 1 + leaves(s.note ?? []), 0);
      const gate = 1;
      const calibration = leaves(valueAt(rest, ["yield", "calibration"]) ?? []);
      expect([...shown.values()].reduce((a, b) => a + b, 0) + names + gate + calibration, String(_id)).toBe(leaves(rest));
    }
  });
  it("lose nothing: what is written as it was leaves model and comments as they were", { timeout: 120_000 }, () => {
    for (const text of library.slice(0, 6)) {
      const all = places(text);
      for (const p of all.filter((_, n) => n % Math.ceil(all.length / 15) === 0)) {
        const next = setAt(text, p.path, p.value);
        expect(parse(next), p.path.join(".")).toEqual(parse(text));
        expect(comments(next)).toEqual(comments(text));
      }
    }
  });
  it("change one value and nothing else", () => {
    const text = library.find((x) => x.includes("id: civil/professional-lender\n")) ?? "";
    const next = setAt(text, ["score", "indicators", 0, "weight"], 0.35);
    const want = whole(text);
    (valueAt(want, ["score", "indicators", 0]) as Record<string, unknown>).weight = 0.35;
    expect(whole(next)).toEqual(want);
    expect(comments(next)).toEqual(comments(text));
    const changed = next.split("\n").filter((l) => !text.includes(l));
    expect(changed.length).toBeLessThanOrEqual(2); // the line itself, and one that is folded otherwise
  });
  it("have words for every field in both languages", () => {
    const all = [...card, ...score, ...Object.values(operators).flat(), ...Object.values(lists).flatMap((l) => l.spec.fields), ...(lists.indicators.spec.fields.find((f) => f.name === "evidence")?.as as Spec).fields];
    for (const f of all) {
      for (const words of [files.zh.draft.fields, files.en.draft.fields]) expect(words, f.name).toHaveProperty(f.label ?? f.name.replace(".", "_"));
    }
  });
  it("add, move and remove what is in a list", () => {
    const text = "# card\nexclusions:\n  - {id: a} # first\n  - {id: b}\n";
    const more = addAt(text, ["exclusions"], lists.exclusions.spec.blank(3));
    expect((valueAt(whole(more), ["exclusions"]) as { id: string }[]).map((x) => x.id)).toEqual(["a", "b", "e3"]);
    expect(comments(more)).toEqual(["# card"]);
    expect((valueAt(whole(moveAt(more, ["exclusions"], 2, -1)), ["exclusions"]) as { id: string }[]).map((x) => x.id)).toEqual(["a", "e3", "b"]);
    expect((valueAt(whole(removeAt(more, ["exclusions"], 0)), ["exclusions"]) as { id: string }[]).map((x) => x.id)).toEqual(["b", "e3"]);
    expect(whole(addAt("id: x\n", ["against"], { id: "a1" }))).toEqual({ id: "x", against: [{ id: "a1" }] });
  });
  it("begin and end what stands one deeper", () => {
    const text = "rule:\n  - step: alike\n    near: {from: a}\n";
    const common = setAt(text, ["rule", 0, "near", "common", "over"], "b");
    expect(whole(common)).toEqual({ rule: [{ step: "alike", near: { from: "a", common: { over: "b" } } }] });
    expect(whole(setAt(common, ["rule", 0, "near", "common", "over"], undefined))).toEqual(whole(text));
  });
});
