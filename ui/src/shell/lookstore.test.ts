import { afterEach, expect, it } from "vitest";
import { chooseLook, lookOf, startLook } from "./lookstore";

afterEach(() => chooseLook("system"));

it.each([
  ["system", false, "light"],
  ["system", true, "dark"],
  ["light", true, "light"],
  ["dark", false, "dark"],
] as const)("%s on a machine that prefers dark %s is %s", (choice, dark, want) => expect(lookOf(choice, dark)).toBe(want));

it("a choice holds at once and at the next visit, and paper is white", () => {
  startLook();
  chooseLook("dark");
  expect(document.documentElement.dataset.look).toBe("dark");
  expect(localStorage.getItem("mingjian.look")).toBe("dark");
  window.dispatchEvent(new Event("beforeprint"));
  expect(document.documentElement.dataset.look).toBe("light");
  window.dispatchEvent(new Event("afterprint"));
  expect(document.documentElement.dataset.look).toBe("dark");
});
