import { describe, expect, it } from "vitest";
import type { ClueDocument, EvidenceRecord, Indicator } from "../api/types";
import { inOrder, marksIn, places } from "./evidence";
import { byMonth } from "./months";
import { sides } from "./sides";

const record = (indicator: string, record_id: string, span: [number, number] | null): EvidenceRecord => ({
  indicator, record_id, span, dataset: "element", field: "kind", value: "cash",
  register: false, case_no: "", set_title: { zh: "要素", en: "Elements" }, field_title: { zh: "种类", en: "Kind" }, says: { zh: "现金", en: "Cash" },
});
const document = (id: string, fields: Partial<ClueDocument> = {}) => ({ id, decided_on: "", filed_on: "", ...fields }) as ClueDocument;
const indicators = [{ id: "many" }, { id: "cash" }] as Indicator[];
const all = places(
  [record("cash", "b", [5, 9]), record("many", "a", [7, 8]), record("cash", "a", [1, 2]), record("many", "a", null), record("gone", "c", [0, 1])],
  indicators,
);

describe("evidence", () => {
  it("numbers records by indicator", () => expect(all.map((p) => p.hue)).toEqual([1, 0, 1, 0, -1]));
  it("marks only what has a place in that document", () => {
    expect(marksIn(all, "a").map((m) => m.key)).toEqual([1, 2]);
    expect(marksIn(all, "x")).toEqual([]);
  });
  it("walks documents as listed, then by position, unlisted ones last", () => {
    expect(inOrder(all, [document("b"), document("a")]).map((p) => p.key)).toEqual([0, 3, 2, 1, 4]);
  });
});

describe("months", () => {
  it("fills the gaps, across the turn of the year", () => {
    const got = byMonth([
      document("x", { decided_on: "2020-01-31" }),
      document("y", { filed_on: "2019-11-02" }),
      document("z", { decided_on: "2020-01-05", filed_on: "2018-01-01" }),
      document("w"),
    ]);
    expect(got).toEqual([
      { month: "2019-11", documents: ["y"] },
      { month: "2019-12", documents: [] },
      { month: "2020-01", documents: ["x", "z"] },
    ]);
  });
  it("is empty without dates, and ignores what is none", () => {
    expect(byMonth([])).toEqual([]);
    expect(byMonth([document("a", { decided_on: "2020-13-01" })])).toEqual([]);
  });
});

describe("sides", () => {
  it("counts a name once per document", () => {
    type Party = ClueDocument["parties"][number];
    const party = (side: Party["side"], name: string): Party => ({ role: "other", kind: "person", side, name });
    const got = sides([
      document("1", { parties: [party("claiming", "甲"), party("defending", "乙"), party("defending", "乙")] }),
      document("2", { parties: [party("claiming", "甲"), party("defending", "丙"), party("third", "丁")] }),
    ]);
    expect(got.claiming).toEqual([{ name: "甲", documents: 2 }]);
    expect(got.defending).toHaveLength(2);
    expect(got.defending).toContainEqual({ name: "乙", documents: 1 });
  });
});
