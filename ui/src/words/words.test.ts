import { describe, expect, it } from "vitest";
import i18next from "i18next";
import { files } from "./files";
import { counting, startWords } from "./i18n";

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
/** ofOne tells the words that are said of one only. */
const ofOne = (key: string) => key.endsWith("_one") && words.en.has(key.replace(/_one$/, ""));
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
  it("are the same keys in both languages, but for what English says of one", () => {
    expect([...words.en.keys()].filter((k) => !ofOne(k)).sort()).toEqual([...words.zh.keys()].sort());
    for (const key of [...words.en.keys()].filter(ofOne)) expect(blanks(words.en.get(key) ?? ""), key).toEqual(blanks(words.en.get(key.replace(/_one$/, "")) ?? ""));
  });
  it("say one thing and two things in English", () => {
    startWords("en");
    const t = counting(i18next.getFixedT("en"));
    expect([0, 1, 2, "1", "1,001"].map((n) => t("matter.left", { n }))).toEqual(["0 days left", "1 day left", "2 days left", "1 day left", "1,001 days left"]);
    expect(counting(i18next.getFixedT("zh"))("matter.left", { n: 1 })).toBe(files.zh.matter.left.replace("{{n}}", "1"));
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
    const allowed = /\/(format|language)\.ts$|(LanguageSwitch|SourceName)\.tsx$/;
    for (const [path, text] of Object.entries(sources)) {
      if (allowed.test(path)) continue;
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").replace(/["'][^"']*[、][^"']*["']/g, "");
      expect(/\p{Script=Han}/u.test(code), path).toBe(false);
    }
  });
});
