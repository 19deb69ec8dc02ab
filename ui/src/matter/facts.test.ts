import { describe, expect, it } from "vitest";
import { factsOf } from "./facts";

describe("the facts of a clue", () => {
  const document = (case_no: string, court: string) => ({ case_no, court });
  it("are its case numbers once each, and the court where there is only one", () => {
    expect(factsOf([document("1", "A"), document("1", "A"), document("2", "A"), document("", "")])).toEqual({ case_numbers: ["1", "2"], court: "A" });
  });
  it("leave the court to the person where there are several", () => expect(factsOf([document("1", "A"), document("2", "B")])).toEqual({ case_numbers: ["1", "2"] }));
  it("are nothing without documents", () => expect(factsOf([])).toEqual({}));
});
