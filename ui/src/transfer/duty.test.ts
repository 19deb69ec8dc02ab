import { describe, expect, it } from "vitest";
import { dutyOf } from "./duty";

const law = { law: "x", version: "2021", article: "26" };

describe("a duty to assess", () => {
  it("is that of the partner for the branch of the model", () => {
    expect(dutyOf("public-interest/minors-in-hotels", { duties: [{ branch: "public-interest", law }] })).toEqual([law]);
    expect(dutyOf("public-interest-other/x", { duties: [{ branch: "public-interest", law }] })).toEqual([]);
    expect(dutyOf("civil/routine-loan", { duties: [{ branch: "public-interest", law }] })).toEqual([]);
  });
  it("is none where no partner is chosen or no rule binds it", () => {
    expect(dutyOf("public-interest/minors-in-hotels", undefined)).toEqual([]);
    expect(dutyOf("public-interest/minors-in-hotels", { duties: [] })).toEqual([]);
  });
});
