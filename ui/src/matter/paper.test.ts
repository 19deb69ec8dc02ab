import { describe, expect, it } from "vitest";
import type { Paper, Template } from "../api/types";
import { changed, slotsOf } from "./paper";

const paper = (template: string) => ({ text: { template } }) as Paper;
const templates = [{ id: "protest", fields: [{ name: "抗诉理由", en: "Why", from: [], optional: false }] }, { id: "general", fields: [] }] as unknown as Template[];

describe("what of a paper can be written", () => {
  it("is the fields of its template", () => expect(slotsOf(paper("protest"), templates)?.map((s) => s.en)).toEqual(["Why"]));
  it("is one text without a template, with the general one, or with one that is gone", () => {
    for (const id of ["", "general", "gone"]) expect(slotsOf(paper(id), templates)).toBeUndefined();
  });
  it("is sent as far as it says something else", () => {
    expect(changed({ a: "x", b: "y", c: "", d: "" }, { a: "x", b: "z", c: "w" })).toEqual({ b: "y", c: "" });
  });
});
