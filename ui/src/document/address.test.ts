import { describe, expect, it } from "vitest";
import { documentPage, subjectPage } from "./address";

describe("addresses of documents", () => {
  it.each([
    ["j-1", "", "/documents/j-1"],
    ["a/b ?", "c-1", "/documents/a%2Fb%20%3F?for=c-1"],
  ])("%s for %s", (id, of, want) => expect(documentPage(id, of)).toBe(want));
  it.each([["c-1", "/clues/c-1"], ["m-1", "/matters/m-1"]])("of %s", (of, want) => expect(subjectPage(of)).toBe(want));
});
