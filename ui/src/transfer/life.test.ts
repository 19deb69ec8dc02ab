import { describe, expect, it } from "vitest";
import { ends, stations, tone } from "./life";

const line = (opened: string, state: string) => stations(opened, state).map((s) => (s.is === "passed" ? s.state : s.is === "now" ? `[${s.state}]` : `(${s.state})`)).join(" ");

describe("the life of an exchange", () => {
  it("shows what is passed, where it stands and what can follow", () => {
    expect(line("clue-offer", "previewed")).toBe("offered [previewed] (accepted) (concluded)");
    expect(line("suggestion", "replied")).toBe("served [replied]");
  });
  it("ends where it left the usual course, unless it can go back", () => {
    expect(line("clue-offer", "refused")).toBe("offered [refused]");
    expect(line("clue-offer", "retaken")).toBe("offered previewed accepted [retaken]");
    expect(line("clue-offer", "returned")).toBe("offered previewed accepted [returned] (concluded)");
  });
  it("shows what it does not know as it came", () => {
    expect(line("sealed-bid", "weighed")).toBe("[weighed]");
    expect(tone("weighed")).toBe("over");
    expect(ends("weighed")).toBe(false);
  });
  it("waits for nothing once it has ended", () => {
    for (const s of ["refused", "concluded", "decided"]) expect(ends(s)).toBe(true);
    for (const s of ["offered", "accepted", "returned"]) expect(ends(s)).toBe(false);
  });
});
