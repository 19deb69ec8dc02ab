import { describe, expect, it } from "vitest";
import { files } from "./files";

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") out.set(prefix + key, value);
    else for (const [k, v] of flat(value, prefix + key + ".")) out.set(k, v);
  }
  return out;
}

const words = { zh: flat(files.zh), en: flat(files.en) };
const blanks = (s: string) => [...s.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], { query: "?raw", import: "default", eager: true });

/** used lists the keys that the program asks for: t("a.b") exactly, t(`a.${x}`) as everything under "a.". */
function used(): { exact: Set<string>; below: Set<string> } {
  const exact = new Set<string>();
  const below = new Set<string>();
  for (const text of Object.values(sources)) {
    for (const m of text.matchAll(/\bt\(\s*"([^"]+)"/g)) exact.add(m[1] as string);
    for (const m of text.matchAll(/\bt\(\s*`([^`$]+)\$\{/g)) below.add(m[1] as string);
  }
  return { exact, below };
}

describe("words", () => {
  it("are the same keys in both languages", () => {
    expect([...words.en.keys()].sort()).toEqual([...words.zh.keys()].sort());
  });
  it("are nowhere empty and have the same blanks", () => {
    for (const [key, value] of words.zh) {
      expect(value, key).not.toBe("");
      expect(words.en.get(key), key).not.toBe("");
      expect(blanks(words.en.get(key) ?? ""), key).toEqual(blanks(value));
    }
  });
  it("are English in English and Chinese in Chinese", () => {
    const han = /\p{Script=Han}/u;
    for (const [key, value] of words.en) expect(han.test(value), key).toBe(false);
    for (const [key, value] of words.zh) expect(han.test(value) || /^[\W\d_]*(\{\{\w+\}\}[\W\d_]*)+$/.test(value), key).toBe(true);
  });
  it("are all there and all used", () => {
    const { exact, below } = used();
    expect(exact.size).toBeGreaterThan(50);
    expect([...exact].filter((k) => !words.zh.has(k))).toEqual([]);
    expect([...below].filter((p) => ![...words.zh.keys()].some((k) => k.startsWith(p)))).toEqual([]);
    expect([...words.zh.keys()].filter((k) => !exact.has(k) && ![...below].some((p) => k.startsWith(p)))).toEqual([]);
  });
});

describe("the program", () => {
  it("has no Chinese of its own: every sentence is in the word files", () => {
    const allowed = /\/(format|language)\.ts$|LanguageSwitch\.tsx$/;
    for (const [path, text] of Object.entries(sources)) {
      if (allowed.test(path)) continue;
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replace(/["'][^"']*[、][^"']*["']/g, "");
      expect(/\p{Script=Han}/u.test(code), path).toBe(false);
    }
  });
});
