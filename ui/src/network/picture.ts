// What a picture of a network says, without drawing it. Pure.
import type { Network, NetworkEdge, NetworkNode, NetworkQuestion } from "../api/types";

/** Asks is what a question wants to know. */
export const asks = ["around", "agent", "money", "path"] as const;
export type Asks = (typeof asks)[number];

/** questionOf reads a question from an address; undefined if it names nothing to begin with. */
export function questionOf(params: URLSearchParams): NetworkQuestion | undefined {
  const found = params.get("asks") as Asks | null;
  const q: NetworkQuestion = {};
  const clue = params.get("clue");
  const matter = params.get("matter");
  const nodes = params.getAll("node");
  if (clue) q.clue = clue;
  else if (matter) q.matter = matter;
  else if (nodes.length > 0) q.nodes = nodes;
  else return undefined;
  if (found && asks.includes(found)) q.asks = found;
  if (q.asks === "path" && (nodes.length < 2 || clue || matter)) return undefined;
  const steps = Number(params.get("steps"));
  if (steps >= 1 && steps <= 3) q.steps = steps;
  const limit = Number(params.get("limit"));
  if (limit >= 1 && limit <= 300) q.limit = Math.floor(limit);
  return q;
}

/** nameOf is what a node is called; its id if nothing is known. */
export function nameOf(node: Pick<NetworkNode, "name" | "id"> | undefined): string {
  return node ? node.name || node.id : "";
}

/** longest is how wide a name may be in the drawing, in Latin letters; a Chinese character is as wide as two. */
const longest = 22;

/**
 * shortened is a name as wide as the drawing has room for. It is cut here, not by the graph library, which measures
 * one beginning of each name after the other to find where.
 */
export function shortened(name: string): string {
  let room = longest;
  let cut = 0;
  for (const c of name) {
    room -= wide.test(c) ? 2 : 1;
    if (room < 0) return `${name.slice(0, cut)}…`;
    if (room >= 1) cut += c.length; // one letter's room stays for the dots
  }
  return name;
}

/** wide are the characters of East Asian writing and their punctuation. */
const wide = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u{20000}-\u{3ffff}]/u;

/** edgeKey tells relations apart. */
export const edgeKey = (e: NetworkEdge): string => [e.kind, e.from, e.to, e.dataset].join(" ");

/** months lists the months in which dated relations begin or end, sorted: 2023-04. */
export function months(edges: NetworkEdge[]): string[] {
  const all = new Set<string>();
  for (const e of edges) for (const day of [e.since, e.until]) if (day) all.add(day.slice(0, 7));
  const sorted = [...all].sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last) return [];
  const out: string[] = [];
  for (let [year, month] = first.split("-").map(Number) as [number, number]; ; month === 12 ? ((year += 1), (month = 1)) : (month += 1)) {
    const at = `${year}-${String(month).padStart(2, "0")}`;
    out.push(at);
    if (at >= last) return out;
  }
}

/** within tells whether a relation was there between two months; one without dates always was. */
export function within(e: NetworkEdge, from: string, to: string): boolean {
  const since = e.since?.slice(0, 7) ?? "";
  const until = e.until?.slice(0, 7) ?? "";
  return (!since || since <= to) && (!until || until >= from);
}

/** kindsOf lists the kinds of relations that are drawn, with how many there are, most first. */
export function kindsOf(edges: NetworkEdge[]): [string, number][] {
  const n = new Map<string, number>();
  for (const e of edges) n.set(e.kind, (n.get(e.kind) ?? 0) + 1);
  return [...n].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}

/** next is the question that keeps what is drawn and opens a node, or only says the same again. */
export function next(question: NetworkQuestion, view: Network, opened: string[], more: Partial<NetworkQuestion>): NetworkQuestion {
  return { ...question, kept: view.nodes.map((n) => ({ id: n.id, x: n.x, y: n.y })), opened, ...more };
}
