import { describe, expect, it } from "vitest";
import { ends, stations, tone } from "./life";

const line = (opened: string, ...way: string[]) =>
  stations(opened, way.at(-1) ?? "", way.map((state, i) => ({ state, at: `2026-01-0${i + 1}` })))
    .map((s) => (s.is === "passed" ? s.state : s.is === "now" ? `[${s.state}]` : `(${s.state})`) + (s.at?.slice(-1) ?? "")).join(" ");

describe("the life of an exchange", () => {
  it("shows what is passed and since when, where it stands and what can follow", () => {
    expect(line("clue-offer", "offered", "previewed")).toBe("offered1 [previewed]2 (accepted) (concluded)");
    expect(line("clue-offer", "offered", "accepted")).toBe("offered1 [accepted]2 (concluded)");
    expect(line("suggestion", "served", "replied")).toBe("served1 [replied]2");
  });
  it("ends where it left the usual course, unless it can go back", () => {
    expect(line("clue-offer", "offered", "refused")).toBe("offered1 [refused]2");
    expect(line("clue-offer", "offered", "accepted", "returned")).toBe("offered1 accepted2 [returned]3 (concluded)");
    expect(line("clue-offer", "offered", "accepted", "returned", "accepted")).toBe("offered1 accepted2 returned3 [accepted]4 (concluded)");
  });
  it("shows what it does not know as it came", () => {
    expect(line("sealed-bid", "weighed")).toBe("[weighed]1");
    expect(stations("sealed-bid", "", [])).toEqual([{ state: "", is: "now" }]);
    expect(tone("weighed")).toBe("over");
    expect(ends("weighed")).toBe(false);
  });
  it("waits for nothing once it has ended", () => {
    for (const s of ["refused", "concluded", "decided"]) expect(ends(s)).toBe(true);
    for (const s of ["offered", "accepted", "returned"]) expect(ends(s)).toBe(false);
  });
});
