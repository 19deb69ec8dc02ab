// Conditions as text (CEL) and as a tree of rules for the query builder, both ways without
// loss: a test that the builder has no form for is a rule that holds its text. Pure.
import type { RuleGroupType, RuleType } from "react-querybuilder";

/** Operators of the builder. "cel" is a test as text. */
export const operators = ["=", "!=", "<", "<=", ">", ">=", "in", "known", "unknown", "true", "false", "cel"] as const;
export type Operator = (typeof operators)[number];

/** Where a rule stands that has no column: its value is the text of the test. */
export const asText = "(cel)";

const signs: Record<string, Operator> = { "==": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" };

/** read takes a condition apart at && and ||, down to tests. */
export function read(source: string): RuleGroupType {
  const tree = group(source.trim());
  return "rules" in tree ? tree : { combinator: "and", rules: source.trim() === "" ? [] : [tree] };
}

function group(source: string): RuleGroupType | RuleType {
  const text = bare(source);
  for (const [combinator, sign] of [["or", "||"], ["and", "&&"]] as const) {
    const parts = split(text, sign);
    if (parts.length > 1) return { combinator, rules: parts.map(group) };
  }
  return test(text);
}

/** bare takes away a pair of brackets around the whole. */
function bare(source: string): string {
  let text = source.trim();
  while (text.startsWith("(") && closes(text) === text.length - 1) text = text.slice(1, -1).trim();
  return text;
}

/** closes is where the bracket that opens the text closes. */
function closes(text: string): number {
  let found = -1;
  walk(text, (at, depth) => {
    if (found < 0 && depth === 0 && text[at] === ")") found = at;
  });
  return found;
}

/** walk visits what stands outside of quotes, with the depth of brackets after it. */
function walk(text: string, visit: (at: number, depth: number) => void): void {
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const c = text[at] as string;
    if (quote) {
      if (c === "\\") at++;
      else if (c === quote) quote = "";
      continue;
    }
    if (c === '"' || c === "'") {
      quote = c;
      continue;
    }
    if ("([{".includes(c)) depth++;
    if (")]}".includes(c)) depth--;
    visit(at, depth);
  }
}

/** chooses tells whether the whole is a choice (? :), which binds less than && and ||. */
function chooses(text: string): boolean {
  let found = false;
  walk(text, (i, depth) => {
    found = found || (depth === 0 && text[i] === "?");
  });
  return found;
}

/** split cuts at a sign outside of quotes and brackets; a choice is never cut. */
function split(text: string, sign: string): string[] {
  if (chooses(text)) return [text];
  const at: number[] = [];
  walk(text, (i, depth) => {
    if (depth === 0 && text.startsWith(sign, i)) at.push(i);
  });
  const ends = [...at, text.length];
  return ends.map((end, n) => text.slice(n === 0 ? 0 : (at[n - 1] as number) + sign.length, end).trim());
}

const name = "[a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*)?";
const literal = '-?\\d+(?:\\.\\d+)?|"(?:[^"\\\\]|\\\\.)*"|true|false|null';
const compared = new RegExp(`^(${name})\\s*(==|!=|<=|>=|<|>)\\s*(${literal}|${name})$`);
const listed = new RegExp(`^(${name})\\s+in\\s+(\\[[^\\[\\]]*\\]|${name})$`);
const knows = new RegExp(`^(!?)\\s*known\\(\\s*(${name})\\s*\\)$`);
const plain = new RegExp(`^(!?)\\s*(${name})$`);

function test(text: string): RuleType {
  let m = compared.exec(text);
  if (m) return { field: m[1] as string, operator: signs[m[2] as string] as string, value: m[3] };
  m = listed.exec(text);
  if (m) return { field: m[1] as string, operator: "in", value: m[2] };
  m = knows.exec(text);
  if (m) return { field: m[2] as string, operator: m[1] ? "unknown" : "known", value: "" };
  m = plain.exec(text);
  if (m && m[2] !== "true" && m[2] !== "false") return { field: m[2] as string, operator: m[1] ? "false" : "true", value: "" };
  return { field: asText, operator: "cel", value: text };
}

/** write puts a condition together again. */
export function write(tree: RuleGroupType): string {
  return tree.rules.map((r) => part(r as RuleType | RuleGroupType, tree.combinator, tree.rules.length)).filter((s) => s !== "").join(tree.combinator === "or" ? " || " : " && ");
}

function part(r: RuleType | RuleGroupType, above: string, beside: number): string {
  if ("rules" in r) {
    const inner = write(r);
    const several = r.rules.length > 1;
    return several && beside > 1 && (above !== r.combinator || r.combinator === "or") ? `(${inner})` : inner;
  }
  const value = String(r.value ?? "");
  switch (r.operator as Operator) {
    case "known":
      return `known(${r.field})`;
    case "unknown":
      return `!known(${r.field})`;
    case "true":
      return r.field;
    case "false":
      return `!${r.field}`;
    case "in":
      return `${r.field} in ${value}`;
    case "cel":
      return beside > 1 && (chooses(value) || split(value, "||").length > 1) ? `(${value})` : value;
    case "=":
      return `${r.field} == ${value}`;
    default:
      return `${r.field} ${r.operator} ${value}`;
  }
}
