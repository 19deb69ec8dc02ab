import { describe, expect, it } from "vitest";
import { asMatterQuery, readMatterFilter, writeMatterFilter } from "./filter";

describe("the filter of matters", () => {
  it("comes back from the address as it went in", () => {
    for (const search of ["", "which=mine&sort=next_due", "procedure=false-litigation&state=joint&q=%E6%9F%90&cursor=abc", "which=committee"]) {
      expect(writeMatterFilter(readMatterFilter(new URLSearchParams(search))).toString()).toBe(search);
    }
  });
  it("leaves out what it does not know", () => {
    expect(readMatterFilter(new URLSearchParams("which=all&sort=name"))).toMatchObject({ which: "open", sort: "urgency" });
  });
  it("asks the server for one thing a choice", () => {
    const asked = (which: string) => asMatterQuery(readMatterFilter(new URLSearchParams({ which })));
    expect(asked("mine")).toMatchObject({ mine: true, waits: undefined, closed: undefined });
    expect(asked("leader")).toMatchObject({ mine: undefined, waits: "leader" });
    expect(asked("urgent")).toMatchObject({ urgent: true, mine: undefined });
    expect(asked("closed")).toMatchObject({ closed: true, overdue: undefined, sort: "-changed_at" });
  });
});
