import { expect, test } from "vitest";
import { whoText } from "./who";

test("the program's own name is in the reader's language, a person's is theirs", () => {
  const t = ((key: string) => `<${key}>`) as Parameters<typeof whoText>[1];
  expect(whoText("系统", t)).toBe("<admin.system>");
  expect(whoText("示范办案人", t)).toBe("示范办案人");
});
