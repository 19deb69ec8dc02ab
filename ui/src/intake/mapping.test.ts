import { describe, expect, it } from "vitest";
import type { ColumnMatch, Field } from "../api/types";
import { choose, fillOf, firstChoices, lacking, unitsOf, withUnit } from "./mapping";

const none = { zh: "", en: "" };
const column = (field: string, score: number, unit = ""): ColumnMatch => ({ heading: "h", samples: [], field, score, unit, reason: none, unusable: none });
const field = (name: string, more: Partial<Field> = {}): Field => ({ name, title: none, type: "text", sensitivity: "public", ...more });

describe("mapping", () => {
  it("takes what is sure and each field once", () => {
    const columns = [column("name", 0.7), column("name", 0.95), column("paid", 0.9, "万元"), column("note", 0.3), column("", 0)];
    expect(firstChoices(columns)).toEqual([{ field: "" }, { field: "name", unit: undefined }, { field: "paid", unit: "万元" }, { field: "" }, { field: "" }]);
  });
  it("moves a field to the column that a person gives it", () => {
    const before = [{ field: "name" }, { field: "" }];
    expect(choose(before, 1, "name")).toEqual([{ field: "" }, { field: "name", unit: undefined }]);
    expect(choose(before, 0, "")).toEqual([{ field: "", unit: undefined }, { field: "" }]);
    expect(before[0]).toEqual({ field: "name" });
  });
  it("names required fields without a column and nothing in their place, and no others", () => {
    const fields = [field("id", { key: true }), field("name", { required: true }), field("firm", { required: true, or: ["firm_no"] }), field("firm_no"), field("note"), field("entity", { derived: "linkage", required: true })];
    expect(lacking(fields, [{ field: "firm" }]).map((f) => f.name)).toEqual(["name"]);
    expect(lacking(fields, [{ field: "name" }]).map((f) => f.name)).toEqual(["firm"]);
    expect(lacking(fields, [{ field: "name" }, { field: "firm_no" }])).toEqual([]);
  });
  it("offers units for money only", () => {
    expect(unitsOf(field("paid", { unit: "yuan" }))).toHaveLength(2);
    expect(unitsOf(field("days", { unit: "days" }))).toEqual([]);
    expect(unitsOf(undefined)).toEqual([]);
    expect(withUnit([{ field: "paid" }], 0, "万元")).toEqual([{ field: "paid", unit: "万元" }]);
  });
  it("tells how a column came by its field", () => {
    expect(fillOf(column("name", 0.9), { field: "name" })).toBe("matched");
    expect(fillOf(column("name", 0.9), { field: "other" })).toBe("byHand");
    expect(fillOf(column("name", 0.4), { field: "" })).toBe("unsure");
    expect(fillOf(column("", 0), { field: "" })).toBe("left");
  });
});
