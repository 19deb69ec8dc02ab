import { afterEach, describe, expect, it } from "vitest";
import { readFilter } from "./filter";
import { filterOf, mostSaved, readSaved, searchOf, withSaved, writeSaved } from "./saved";

const f = readFilter(new URLSearchParams("state=found&holder=me&court=云溪&cursor=abc"));

afterEach(() => localStorage.clear());

describe("saved filters", () => {
  it("come back as they were, on the first page", () => {
    expect(writeSaved("a-1", withSaved([], "我的", f))).toBe(true);
    expect(readSaved("a-1").map(filterOf)).toEqual([{ ...f, cursor: "" }]);
  });
  it("are each account's own", () => {
    writeSaved("a-1", withSaved([], "我的", f));
    expect(readSaved("a-2")).toEqual([]);
  });
  it("take the place of one with the same name, and are not endless", () => {
    const once = withSaved(withSaved([], "x", f), "x", { ...f, mine: false });
    expect(once).toEqual([{ name: "x", search: searchOf({ ...f, mine: false }) }]);
    let many = once;
    for (let i = 0; i < 2 * mostSaved; i++) many = withSaved(many, String(i), f);
    expect(many).toHaveLength(mostSaved);
  });
  it.each(["{", "7", '[{"name":1}]'])("what cannot be read is none: %s", (kept) => {
    localStorage.setItem("mingjian.filters.a-1", kept);
    expect(readSaved("a-1")).toEqual([]);
  });
});
