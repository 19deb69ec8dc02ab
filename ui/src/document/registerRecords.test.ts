import { expect, it } from "vitest";
import type { EvidenceRecord } from "../api/types";
import { recordsOf } from "./registerRecords";

const field = (dataset: string, record_id: string, name: string, register = true): EvidenceRecord =>
  ({ dataset, record_id, field: name, register, set_title: { zh: dataset, en: dataset }, field_title: { zh: name, en: name }, says: { zh: "1", en: "1" } }) as unknown as EvidenceRecord;

it("puts the fields of one record together, each once, and leaves documents out", () => {
  const got = recordsOf([field("pension", "r-2", "month"), field("death", "r-1", "died_on"), field("pension", "r-2", "amount"), field("pension", "r-2", "month"), field("judgment", "d-1", "case_no", false)]);
  expect(got.map((r) => [r.record, r.fields.map((f) => f.field)])).toEqual([["r-1", ["died_on"]], ["r-2", ["month", "amount"]]]);
});
