import { describe, expect, it } from "vitest";
import { files } from "../words/files";
import { actOf, groups, listKeys } from "./keys";
import { lengths, tasks } from "./tasks";

describe("help", () => {
  it.each(tasks)("%s has its steps in both languages", (task) => {
    for (const language of ["zh", "en"] as const) {
      expect(Object.keys(files[language].help[task].steps)).toEqual(Array.from({ length: lengths[task] }, (_, i) => String(i + 1)));
    }
  });
});

describe("keys", () => {
  it("have words for all they do, and none for what they do not", () => {
    for (const group of groups) expect(Object.keys(files.zh.keys[group.name]).sort()).toEqual(["title", ...Object.values(group.keys)].sort());
  });
  it("that are not listed do nothing", () => {
    expect(actOf(listKeys, "j")).toBe("down");
    expect(actOf(listKeys, "q")).toBeUndefined();
    expect(actOf(listKeys, "toString")).toBeUndefined();
  });
});
