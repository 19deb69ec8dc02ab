import { describe, expect, it } from "vitest";
import { asChoice, asQuery, change, type Filter, filtersAnything, inWork, readFilter, toggled, workOf, works, writeFilter } from "./filter";

const plain: Filter = { states: [], models: [], court: "", kind: "", minRisk: 0, mine: false, due: false, news: false, free: false, aside: "", q: "", sort: "-risk", cursor: "" };
const full: Filter = {
  states: ["found", "dismissed"],
  models: ["civil/professional-lender", "civil/split-loan"],
  court: "云溪县人民法院",
  kind: "person",
  minRisk: 0.35,
  mine: true,
  due: true,
  news: true,
  free: true,
  aside: "any",
  q: "（2020）云01民初7号 & 甲",
  sort: "amount",
  cursor: "a+b/c=",
};

describe("filter in the address", () => {
  it.each([["plain", plain], ["full", full]])("%s survives writing and reading", (_, f) => {
    expect(readFilter(new URLSearchParams(writeFilter(f).toString()))).toEqual(f);
  });
  it("writes nothing for the usual list", () => {
    expect(writeFilter(plain).toString()).toBe("");
  });
  it.each([
    ["min_risk=7", "minRisk", 0],
    ["min_risk=abc", "minRisk", 0],
    ["sort=-colour", "sort", "-risk"],
    ["state=lost,found", "states", ["found"]],
    ["subject_kind=dog", "kind", ""],
    ["aside=none", "aside", ""],
    ["free=1", "free", false],
    ["model=a,,a", "models", ["a"]],
  ])("ignores what it does not know: %s", (search, field, want) => {
    expect(readFilter(new URLSearchParams(search))[field as keyof Filter]).toEqual(want);
  });
});

describe("filter for the server", () => {
  it("sends only what filters", () => {
    expect(asQuery(plain)).toEqual({ limit: 50, sort: "-risk" });
  });
  it("sends every field that filters", () => {
    expect(asQuery(full)).toEqual({
      limit: 50, sort: "amount", state: full.states, model: full.models, court: full.court,
      subject_kind: "person", min_risk: 0.35, holder: "me", due: true, news: true, free: true, aside: "any", q: full.q, cursor: full.cursor,
    });
  });
});

describe("filter for an act on many", () => {
  it("has neither order nor page", () => {
    expect(asChoice(plain)).toEqual({});
    expect(Object.keys(asChoice(full))).not.toContain("cursor");
    expect(Object.keys(asChoice(full))).not.toContain("sort");
  });
});

describe("queues of work", () => {
  it.each(works)("%s is told from the others", (work) => {
    expect(workOf({ ...full, ...inWork(work) })).toBe(work);
    expect(workOf({ ...full, ...inWork("") })).toBe("");
  });
});

describe("changing", () => {
  it("goes back to the first page", () => {
    expect(change(full, { q: "" }).cursor).toBe("");
    expect(change(full, { cursor: "next" }).cursor).toBe("next");
  });
  it("toggles", () => {
    expect(toggled(["a"], "b")).toEqual(["a", "b"]);
    expect(toggled(["a", "b"], "a")).toEqual(["b"]);
  });
  it("knows whether anything but the state filters", () => {
    expect(filtersAnything({ ...plain, states: ["found"], sort: "cases" })).toBe(false);
    expect(filtersAnything({ ...plain, minRisk: 0.1 })).toBe(true);
  });
});
