import { describe, expect, it } from "vitest";
import type { Field } from "../api/types";
import { delivered, limitOf } from "./fields";

const field = (more: Partial<Field>): Field => ({ name: "paid", title: { zh: "金额", en: "Sum" }, type: "number", sensitivity: "public", ...more });

describe("fields of a standard", () => {
  it("come from the file unless the program computes or adds them", () => {
    expect(delivered(field({}))).toBe(true);
    expect(delivered(field({ derived: "linkage" }))).toBe(false);
    expect(delivered(field({ name: "raw" }))).toBe(false);
  });
  it.each([
    [{}, undefined],
    [{ least: "0" }, "least"],
    [{ most: "10" }, "most"],
    [{ least: "0", most: "10" }, "range"],
    [{ most: "today" }, "notFuture"],
    [{ least: "1900-01-01", most: "today" }, "notFuture"],
  ] as const)("with %j have the limit %s", (more, kind) => expect(limitOf(field(more))?.kind).toBe(kind));
});
