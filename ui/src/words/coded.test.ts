/// <reference types="vite/client" />
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { groupOf } from "./coded";
import { files } from "./files";

interface Standard {
  name: string;
  fields: { name: string; codes?: string[]; words?: unknown[] }[];
}

const library = Object.values(import.meta.glob<string>("../../../data/standard/library/*.yaml", { query: "?raw", import: "default", eager: true })).map((text) => parse(text) as Standard);
const coded = library.flatMap((s) => s.fields.filter((f) => f.codes && !f.words).map((f) => [s.name, f.name, f.codes ?? []] as const));

describe("codes in records", () => {
  it("are there", () => expect(coded.length).toBeGreaterThan(20));
  it.each(coded)("of %s.%s have words in both languages", (set, field, codes) => {
    const group = groupOf(set, field);
    for (const code of codes) {
      for (const words of [files.zh, files.en]) expect(group && (words.code[group] as Record<string, string>)[code], code).toBeTruthy();
    }
  });
});
