import { describe, expect, it } from "vitest";
import openapi from "../../openapi.json";
import type { Policy } from "../api/types";
import { firstPassword } from "./password";
import { groups, reachOf, rightsOf } from "./reach";

const table = (id: string, rights: [string, string[]][]) => ({ id, name: { zh: id, en: id }, rights: rights.map(([r, roles]) => ({ id: r, name: { zh: r, en: r }, roles })) });
const policy = {
  roles: [], statements: [],
  relations: [
    table("own", [["read-matters", ["leader"]], ["read-clues", ["handler", "leader"]]]),
    table("member", [["read-matters", ["leader", "handler"]], ["handle-matters", ["handler"]]]),
    table("theirs", [["own-account", ["handler", "leader", "admin"]]]),
    table("below", [["read-clues", ["leader"]], ["manage-accounts", ["admin"]]]),
  ],
} as unknown as Policy;

describe("reach of a right", () => {
  it.each([
    ["read-matters", "leader", "all", false],
    ["read-matters", "handler", "part", false],
    ["read-clues", "leader", "all", true],
    ["own-account", "admin", "own", false],
    ["manage-accounts", "admin", "none", true],
    ["read-clues", "citizen", "none", false],
  ])("%s of a %s is %s", (right, role, at, below) => {
    expect(reachOf(policy, right, role)).toEqual({ at, below });
  });

  it("lists each right once, in groups that leave none out", () => {
    const ids = rightsOf(policy).map((r) => r.id);
    expect(ids).toEqual(["read-clues", "read-matters", "handle-matters", "own-account", "manage-accounts"]);
    const grouped = Object.values(groups).flat() as string[];
    expect(new Set(grouped).size).toBe(grouped.length);
    for (const id of ids) expect(grouped).toContain(id);
  });
});

it("has a group for every right that a route asks for", () => {
  const asked = Object.values(openapi.paths).flatMap((p) => Object.values(p).map((op) => (op as { "x-right"?: string })["x-right"] ?? "")).filter(Boolean);
  expect(asked.length).toBeGreaterThan(50);
  expect(asked.filter((r) => !(Object.values(groups).flat() as string[]).includes(r))).toEqual([]);
});

describe("a first password", () => {
  it("has four groups of signs that are not taken for others", () => {
    expect(firstPassword()).toMatch(/^([a-hj-km-np-z2-9]{4}-){3}[a-hj-km-np-z2-9]{4}$/);
    expect(firstPassword()).not.toBe(firstPassword());
  });
  it("leaves out bytes that would make some signs likelier", () => {
    let n = 0;
    expect(firstPassword((k) => new Uint8Array(k).fill(n++ === 0 ? 255 : 0))).toBe("aaaa-aaaa-aaaa-aaaa");
  });
});
