import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { asText, read, write } from "./condition";
import { library } from "./library.testdata";

/** Every condition of every model of the library. */
function conditions(): string[] {
  const all: string[] = [];
  const visit = (x: unknown, key = ""): void => {
    if (typeof x === "string" && ["where", "gate", "when", "among"].includes(key)) all.push(x);
    else if (Array.isArray(x)) x.forEach((y) => visit(y));
    else if (x && typeof x === "object") Object.entries(x).forEach(([k, y]) => visit(y, k));
  };
  for (const model of library) visit(parse(model));
  return all;
}

/** The same with one blank for many, and no brackets that change nothing. */
const level = (s: string) => s.replace(/\s+/g, "").replace(/[()]/g, "");

describe("conditions in the builder", () => {
  it("are taken apart", () => {
    expect(read('side == "claiming" && !masked')).toEqual({
      combinator: "and",
      rules: [
        { field: "side", operator: "=", value: '"claiming"' },
        { field: "masked", operator: "false", value: "" },
      ],
    });
    expect(read("known(a) || (b >= params.least && c in [1, 2])").rules).toHaveLength(2);
  });
  it("keep as text what has no form", () => {
    for (const s of ["days(filed_on, decided_on) <= 30", "a ? b : c", 'x.contains("||")', "!(a && b)"])
      expect(read(s).rules).toEqual([{ field: asText, operator: "cel", value: s }]);
  });
  it("are not cut inside of quotes and brackets", () => {
    expect(read('a == "x && y"').rules).toHaveLength(1);
    expect(read("f(a && b) == 1 && c").rules).toHaveLength(2);
  });
  it("keep what binds stronger together", () => {
    for (const s of ["a && (b || c)", "(a || b) && (c || d)", "a || b && c", "(a || b) && c"]) {
      expect(read(write(read(s)))).toEqual(read(s));
      expect(level(write(read(s)))).toBe(level(s));
    }
    expect(write(read("a && (b || c)"))).toBe("a && (b || c)");
  });
  it("keep a choice beside another test in brackets", () => {
    for (const s of ["!masked && (later ? first > 1 : second)", "a > 1 || (b ? c : d) || e"]) expect(write(read(s))).toBe(s);
    expect(write(read("later ? first : second"))).toBe("later ? first : second");
  });

  it("come back as they were, for every condition of the library", { timeout: 60_000 }, () => {
    const all = conditions();
    expect(all.length).toBeGreaterThan(200);
    for (const s of all) {
      const back = write(read(s));
      expect(level(back)).toBe(level(s));
      expect(read(back)).toEqual(read(s));
    }
  });
  it("mostly have a form", { timeout: 60_000 }, () => {
    const tests = conditions().flatMap((s) => leaves(read(s)));
    const text = tests.filter((x) => x === asText).length;
    expect(text / tests.length).toBeLessThan(0.35);
  });
});

function leaves(x: unknown): string[] {
  const r = x as { rules?: unknown[]; field?: string };
  return r.rules ? r.rules.flatMap(leaves) : [r.field ?? ""];
}
