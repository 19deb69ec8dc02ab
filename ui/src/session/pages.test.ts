import { describe, expect, it } from "vitest";
import { firstPage, readsClues } from "./pages";

describe("pages of a role", () => {
  it("shows clues to those who answer for them", () => {
    for (const role of ["handler", "analyst", "leader"] as const) {
      expect(readsClues(role)).toBe(true);
      expect(firstPage(role)).toBe("/home");
    }
  });

  it("keeps whoever runs the program away from cases", () => {
    expect(readsClues("admin")).toBe(false);
    expect(firstPage("admin")).toBe("/data");
  });

  it("promises nothing before it is known who is there", () => {
    expect(readsClues(undefined)).toBe(false);
  });
});
