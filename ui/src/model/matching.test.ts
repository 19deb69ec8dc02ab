import { expect, it } from "vitest";
import { matching } from "./matching";

const said = (zh: string, en: string) => ({ zh, en });
const models = [
  { id: "civil/lender", branch: "civil", title: said("职业放贷人", "Professional lender"), point: said("反复起诉", "many suits"), harm: said("高息", "usury") },
  { id: "administrative/marriage", branch: "administrative", title: said("一人两婚", "Two marriages"), point: said("登记重叠", "overlap"), harm: said("权益受损", "harm") },
];

it("keeps the models of a branch that say every word", () => {
  const ids = (branch: string, q: string) => matching(models, branch, q).map((m) => m.id);
  expect(ids("", "")).toEqual(["civil/lender", "administrative/marriage"]);
  expect(ids("civil", "")).toEqual(["civil/lender"]);
  expect(ids("", "放贷 高息")).toEqual(["civil/lender"]);
  expect(ids("", "TWO overlap")).toEqual(["administrative/marriage"]);
  expect(ids("civil", "两婚")).toEqual([]);
});
