import { describe, expect, it } from "vitest";
import type { ProcedureField } from "../api/types";
import { boundsOf, choicesOf, given, lacking, shapeOf } from "./field";

const field = (schema: object, labels?: ProcedureField["labels"]) => ({ title: { zh: "甲", en: "A" }, schema, labels }) as ProcedureField;

describe("a field", () => {
  it.each([
    [{ type: "string", maxLength: 200 }, "text"], [{ type: "string", maxLength: 10000 }, "long"], [{ type: "string", format: "date" }, "day"], [{ type: "number" }, "number"],
    [{ type: "integer" }, "whole"], [{ type: "boolean" }, "yesno"], [{ type: "string", enum: ["a"] }, "one"], [{ type: "array", items: { type: "string" } }, "list"],
    [{ type: "array", items: { enum: ["a"] } }, "some"],
  ])("with the schema %j is asked for as %s", (schema, shape) => expect(shapeOf(field(schema))).toBe(shape));

  it("names its choices, and shows one without a name as it is", () => {
    const f = field({ type: "string", enum: ["a", "b"] }, { a: { zh: "一", en: "one" } });
    expect(choicesOf(f, (t) => t.en)).toEqual([{ value: "a", label: "one" }, { value: "b", label: "b" }]);
  });
  it("says which numbers it allows", () => expect(boundsOf(field({ type: "integer", minimum: 1 }))).toEqual({ min: 1, max: undefined }));
});

describe("what was given", () => {
  it("leaves out what is empty, and keeps no and nought", () => {
    expect(given({ a: " x ", b: "", c: [], d: false, e: 0, f: null, g: "  " })).toEqual({ a: "x", d: false, e: 0 });
  });
  it("lacks what a step asks and nobody gave", () => expect(lacking(["a", "b", "c"], { a: "x", b: "", c: false })).toEqual(["b"]));
});
