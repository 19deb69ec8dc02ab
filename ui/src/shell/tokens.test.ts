import { describe, expect, it } from "vitest";

const sheets = import.meta.glob<string>("../**/*.css", { query: "?raw", import: "default", eager: true });
const programs = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.*"], { query: "?raw", import: "default", eager: true });
const tokens = sheets["./tokens.css"] ?? "";
const colours = /#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(/;

/** named reads the tokens of one look. */
function named(look: string): Map<string, string> {
  const body = tokens.slice(tokens.indexOf(look)).split("}")[0] ?? "";
  return new Map([...body.matchAll(/(--[\w-]+): ([^;]+);/g)].map((m) => [m[1] as string, m[2] as string]));
}
const light = named(":root {");
const dark = named(':root[data-look="dark"]');

/** The relation of two colours' brightness after WCAG 2. */
function contrast(a: string, b: string): number {
  const [x, y] = [brightness(a), brightness(b)].sort((m, n) => n - m) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

function brightness(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe("colours", () => {
  it("are named in one file only", () => {
    for (const [path, text] of Object.entries({ ...sheets, ...programs })) {
      if (/\.\/(tokens\.css|theme\.ts)$/.test(path)) continue;
      expect(colours.exec(text)?.[0], path).toBeUndefined();
    }
  });
  it("that are asked for exist", () => {
    const asked = new Set(Object.values({ ...sheets, ...programs }).flatMap((text) => [...text.matchAll(/var\((--[\w-]+)[,)]/g)].map((m) => m[1] as string)));
    expect(asked.size).toBeGreaterThan(30);
    expect([...asked].filter((name) => !light.has(name) && !name.startsWith("--ant-"))).toEqual([]);
  });
  it("have a dark one each, fonts aside", () => {
    expect([...light.keys()].filter((k) => !dark.has(k) && !k.endsWith("-font"))).toEqual([]);
    expect([...dark.keys()].filter((k) => !light.has(k))).toEqual([]);
  });
});

const texts: [string, string[]][] = [
  ["--ink", ["--panel", "--ground", "--primary-pale", "--paper", "--spot", "--find", ..."0123456789".split("").map((n) => `--hue-${n}`)]],
  ["--ink-2", ["--panel", "--ground", "--track", "--primary-pale", "--warn-pale"]],
  ["--ink-3", ["--panel", "--ground", "--head", "--paper-head"]],
  ["--primary", ["--panel", "--ground", "--primary-pale", "--head"]],
  ["--on-fill", ["--fill", "--fill-2", "--top"]],
  ["--up", ["--panel", "--bad-pale"]],
  ["--down", ["--panel"]],
  ["--bad", ["--panel", "--bad-pale", "--ground"]],
  ["--warn", ["--panel", "--warn-pale", "--ground"]],
  ["--red", ["--red-pale"]], ["--green", ["--green-pale"]], ["--violet", ["--violet-pale"]], ["--amber", ["--amber-pale"]],
  ["--chart-text", ["--panel"]],
  ...("0123456789".split("").map((n) => ["--hue-number", [`--hue-edge-${n}`]]) as [string, string[]][]),
];
const lines = ["--risk-high", "--risk-middle", "--risk-low", "--chart-cut", "--chart-warn", "--bar", "--blue", "--net-person", "--net-organisation", "--net-agent", "--net-case", "--net-money", "--net-family", "--net-shared", "--net-suit"];

describe.each([["light", light], ["dark", dark]])("%s", (_, look) => {
  const pairs = texts.flatMap(([ink, grounds]) => grounds.map((ground) => [ink, ground] as const));
  it.each(pairs)("%s can be read on %s", (ink, ground) => expect(contrast(look.get(ink) ?? "", look.get(ground) ?? "")).toBeGreaterThanOrEqual(4.5));
  it.each(lines)("%s can be seen on a panel", (line) => expect(contrast(look.get(line) ?? "", look.get("--panel") ?? "")).toBeGreaterThanOrEqual(3));
});
