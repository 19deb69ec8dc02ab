import { describe, expect, it } from "vitest";
import type { Network, NetworkEdge } from "../api/types";
import { kindsOf, months, next, questionOf, shortened, within } from "./picture";

const edge = (more: Partial<NetworkEdge>): NetworkEdge => ({ from: "a", to: "b", kind: "party", dataset: "party", record: "r", records: 1, set_title: { zh: "", en: "" }, ...more });

describe("a question", () => {
  it("is read from the address", () => {
    expect(questionOf(new URLSearchParams("clue=c-1&steps=3"))).toEqual({ clue: "c-1", steps: 3 });
    expect(questionOf(new URLSearchParams("clue=c-1&limit=300"))).toEqual({ clue: "c-1", limit: 300 });
    expect(questionOf(new URLSearchParams("clue=c-1&limit=9000"))).toEqual({ clue: "c-1" });
    expect(questionOf(new URLSearchParams("node=p-1&node=p-2&asks=path"))).toEqual({ nodes: ["p-1", "p-2"], asks: "path" });
    expect(questionOf(new URLSearchParams("node=p-1&asks=nonsense&steps=9"))).toEqual({ nodes: ["p-1"] });
  });
  it("is none without a beginning, or with one end of a path", () => {
    expect(questionOf(new URLSearchParams(""))).toBeUndefined();
    expect(questionOf(new URLSearchParams("node=p-1&asks=path"))).toBeUndefined();
  });
  it("keeps what is drawn where it is", () => {
    const view = { nodes: [{ id: "p-1", x: 1, y: 2 }] } as Network;
    expect(next({ clue: "c-1" }, view, ["p-9"], { open: { node: "p-1" } })).toEqual({ clue: "c-1", kept: [{ id: "p-1", x: 1, y: 2 }], opened: ["p-9"], open: { node: "p-1" } });
  });
});

describe("time", () => {
  it("runs over every month between the first and the last", () => {
    expect(months([edge({ since: "2022-11-30" }), edge({ since: "2022-12-01", until: "2023-02-01" })])).toEqual(["2022-11", "2022-12", "2023-01", "2023-02"]);
    expect(months([edge({})])).toEqual([]);
  });
  it("leaves out what began later or ended before", () => {
    const e = edge({ since: "2022-03-05", until: "2022-06-01" });
    expect([within(e, "2022-06", "2022-12"), within(e, "2022-01", "2022-03"), within(e, "2022-07", "2022-12"), within(e, "2021-01", "2022-02")]).toEqual([true, true, false, false]);
    expect(within(edge({}), "2022-01", "2022-01")).toBe(true);
  });
});

it("counts relations by kind", () => {
  expect(kindsOf([edge({}), edge({ kind: "spouse" }), edge({ kind: "spouse" })])).toEqual([["spouse", 2], ["party", 1]]);
});

describe("a name in the drawing", () => {
  it("is whole where there is room", () => {
    for (const name of ["", "王某", "清河县宏达建筑劳务有限公司".slice(0, 11), "Smith & Sons Trading Co"]) expect(shortened(name.slice(0, 22))).toBe(name.slice(0, 22));
  });
  it("is cut where its width ends, Chinese characters twice as wide", () => {
    expect(shortened("清河县宏达建筑工程劳务有限公司")).toBe("清河县宏达建筑工程劳…");
    expect(shortened("abcdefghijklmnopqrstuvwxyz")).toBe("abcdefghijklmnopqrstu…");
  });
  it("keeps characters of two code units whole", () => {
    expect(shortened("𠮷".repeat(30))).toBe(`${"𠮷".repeat(10)}…`);
  });
});
