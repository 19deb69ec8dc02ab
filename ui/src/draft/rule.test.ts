import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { library } from "./library.testdata";
import { gate, insert, move, parameters, remove, rename, setField, setGate, steps } from "./rule";

const source = `# who and why
id: civil/x
parameters:
  - {id: least, type: integer, default: 5} # published
rule:
  # only the first instance
  - step: first
    filter: {from: judgment, where: 'procedure == "first"'}
  - step: claims
    join: {from: first, with: party, on: {id: judgment}, take: {who: entity}}
score:
  over: claims
  measures:
    - {id: n, over: first, take: cases}
  gate: n >= params.least
`;

describe("a rule", () => {
  it("is read step by step", () => {
    expect(steps(source).map((s) => [s.name, s.operator])).toEqual([["first", "filter"], ["claims", "join"]]);
    expect(parameters(source)).toEqual(["params.least"]);
    expect(gate(source)).toBe("n >= params.least");
    expect(steps("rule: [")).toEqual([]);
  });
  it("keeps comments and whatever is not touched", () => {
    const next = setField(source, 0, "filter", "where", "masked");
    expect(next).toContain("# who and why");
    expect(next).toContain("# published");
    expect(next).toContain("# only the first instance");
    expect({ ...parse(next), rule: 0 }).toEqual({ ...parse(source), rule: 0 });
    expect(steps(next)[0]?.body).toEqual({ from: "judgment", where: "masked" });
    expect(steps(setField(next, 0, "filter", "where", ""))[0]?.body).toEqual({ from: "judgment" });
  });
  it("is renamed wherever it is named", () => {
    const next = rename(source, 0, "first_instance");
    expect(steps(next)[1]?.body.from).toBe("first_instance");
    expect(parse(next).score.measures[0].over).toBe("first_instance");
    expect(parse(rename(source, 1, "suits")).score.over).toBe("suits");
    const alike = insert(source, 1, { name: "alike", operator: "near", body: { from: "first", id: "id", passages: "passage", common: { over: "claims", id: "id", of: "who", most: 3 } } });
    expect(steps(rename(alike, 1, "suits"))[2]?.body.common).toEqual({ over: "suits", id: "id", of: "who", most: 3 });
  });
  it("gains, loses and moves steps", () => {
    const more = insert(source, 0, { name: "late", operator: "filter", body: { from: "first", where: "known(filed_on)" } });
    expect(steps(more).map((s) => s.name)).toEqual(["first", "late", "claims"]);
    expect(steps(move(more, 1, 1)).map((s) => s.name)).toEqual(["first", "claims", "late"]);
    expect(steps(move(more, 2, 1)).map((s) => s.name)).toEqual(["first", "late", "claims"]);
    expect(steps(remove(more, 1)).map((s) => s.name)).toEqual(["first", "claims"]);
    expect(gate(setGate(source, "n > 3"))).toBe("n > 3");
  });
  it("is renamed in two models of the library, and no table keeps the old name", { timeout: 60_000 }, () => {
    for (const text of library.slice(0, 2)) {
      steps(text).forEach((s, at) => expect(tables(parse(rename(text, at, "renamed")))).not.toContain(s.name));
    }
  });
  it("says the same after a change that changes nothing, for every model of the library", { timeout: 60_000 }, () => {
    expect(library.length).toBeGreaterThan(50);
    for (const text of library) {
      const next = setGate(text, gate(text));
      expect(parse(next)).toEqual(parse(text));
      expect(comments(next)).toEqual(comments(text));
    }
  });
});

/** The comments of a text that stand on lines of their own. */
const comments = (s: string) => s.split("\n").map((l) => l.trim()).filter((l) => l.startsWith("#"));

/** tables lists every table that a model names, wherever that is. */
function tables(x: unknown, key = ""): unknown[] {
  if (Array.isArray(x)) return x.flatMap((y) => tables(y, key));
  if (x !== null && typeof x === "object") {
    return Object.entries(x).flatMap(([k, v]) => {
      if ((key === "indicators" || key === "case") && k === "from") return []; // where the risk begins to rise; a column
      return ["from", "with", "over", "bands", "passages"].includes(k) && typeof v === "string" ? [v] : k === "of" && Array.isArray(v) ? v : tables(v, k);
    });
  }
  return [];
}
