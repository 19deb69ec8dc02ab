import { describe, expect, it } from "vitest";
import type { Bulk } from "../api/types";
import { bulkAct, type Draft, lacking } from "./bulk";
import { undoableFor } from "./useBulk";

const empty: Draft = { reason: "", note: "", until: "", account: "" };
const full: Draft = { reason: "genuine_debt", note: " 批量核对 ", until: "2026-02-01", account: "a-1" };

describe("acts on many clues", () => {
  it.each([
    ["dismiss", ["reason", "note"]],
    ["aside", ["until", "note"]],
    ["hold", ["account", "until"]],
  ] as const)("%s says what it lacks", (act, want) => {
    expect(lacking(act, empty)).toEqual(want);
    expect(lacking(act, full)).toEqual([]);
  });
  it("do not take blanks for a note", () => {
    expect(lacking("dismiss", { ...full, note: "核   " })).toEqual(["note"]);
  });
  it("send only what the act has", () => {
    expect(bulkAct("dismiss", full)).toEqual({ kind: "move", to: "dismissed", reason: "genuine_debt", note: "批量核对" });
    expect(bulkAct("aside", full)).toEqual({ kind: "aside", until: "2026-02-01", note: "批量核对" });
    expect(bulkAct("hold", { ...full, note: "" })).toEqual({ kind: "hold", account: "a-1", until: "2026-02-01" });
  });
  it("can be taken back for a while", () => {
    const until = "2026-01-05T09:10:00Z";
    const bulk = { state: "done", changed: 2, undoable_until: until } as Bulk;
    expect(undoableFor(bulk, Date.parse(until) - 1000)).toBe(1000);
    expect(undoableFor(bulk, Date.parse(until) + 1)).toBe(0);
    expect(undoableFor({ ...bulk, changed: 0 }, 0)).toBe(0);
    expect(undoableFor({ ...bulk, state: "undone" }, 0)).toBe(0);
  });
});
