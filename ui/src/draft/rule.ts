// A rule as YAML, changed one step at a time: comments and everything that is not touched stay
// as they were written. Pure.
import { Document, isMap, isScalar, isSeq, parse, parseDocument, YAMLMap } from "yaml";

/** A step of a rule: its operator with what stands under it. */
export interface Step {
  name: string;
  operator: string;
  body: Record<string, unknown>;
}

/** What stands beside the name of a step and is no operator. */
const besides = new Set(["step", "note"]);

/** The fields in which a step names a table: near also says over which it counts what is common. */
const namesTable = [["from"], ["with"], ["bands"], ["passages"], ["common", "over"]];

/** steps lists the steps of a rule; none where the text cannot be read. */
export function steps(source: string): Step[] {
  const rule = parseDocument(source).get("rule");
  if (!isSeq(rule)) return [];
  return rule.items.flatMap((item) => {
    if (!isMap(item)) return [];
    const all = item.toJSON() as Record<string, unknown>;
    const operator = Object.keys(all).find((k) => !besides.has(k)) ?? "";
    return [{ name: String(all.step ?? ""), operator, body: (all[operator] ?? {}) as Record<string, unknown> }];
  });
}

/** parameters lists the names by which conditions know the parameters of a model. */
export function parameters(source: string): string[] {
  const list = parseDocument(source).get("parameters");
  return isSeq(list) ? list.items.flatMap((p) => (isMap(p) && p.get("id") ? [`params.${String(p.get("id"))}`] : [])) : [];
}

/** gate is the condition of who is found at all. */
export function gate(source: string): string {
  return String(parseDocument(source).getIn(["score", "gate"]) ?? "");
}

/** setGate writes it. */
export function setGate(source: string, condition: string): string {
  return change(source, (doc) => doc.setIn(["score", "gate"], condition));
}

/** A Path leads to a place in a model. */
export type Path = readonly (string | number)[];

/** setField writes one field of a step; undefined takes it away. */
export function setField(source: string, at: number, operator: string, field: string, value: unknown): string {
  return setAt(source, ["rule", at, operator, ...field.split(".")], value);
}

/** whole is a text as values; nothing where it cannot be read. */
export function whole(source: string): Record<string, unknown> {
  try {
    return (parse(source) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** valueAt is what stands at a place; undefined if there is nothing. */
export function valueAt(from: unknown, path: Path): unknown {
  return path.reduce<unknown>((x, key) => (x === null || typeof x !== "object" ? undefined : (x as Record<string | number, unknown>)[key]), from);
}

/** setAt writes a value; nothing, an empty text and what is then empty around it are taken away. */
export function setAt(source: string, path: Path, value: unknown): string {
  return change(source, (doc) => {
    if (value !== undefined && value !== "") return put(doc, path, value);
    doc.deleteIn(path);
    const [name] = path.slice(-2);
    const around = doc.getIn(path.slice(0, -1));
    if ((name === "common" || name === "yield") && isMap(around) && around.items.length === 0) doc.deleteIn(path.slice(0, -1));
  });
}

/** put writes a value; of lists and maps that have the same shape only what differs, so that their comments stay. */
function put(doc: Document, path: Path, value: unknown): void {
  const before = doc.getIn(path, true);
  if (value === null || typeof value !== "object") {
    if (isScalar(before) && before.value === value) return;
    if (doc.getIn(path.slice(0, -1)) === undefined) doc.setIn(path.slice(0, -1), flow(doc, { [String(path.at(-1))]: value }));
    else doc.setIn(path, value);
    return;
  }
  const keys = Object.keys(value);
  const same = (isMap(before) && !Array.isArray(value) && before.items.map((p) => String(isScalar(p.key) ? p.key.value : p.key)).join("\n") === keys.join("\n"))
    || (isSeq(before) && Array.isArray(value) && before.items.length === value.length);
  if (same) keys.forEach((k) => put(doc, [...path, Array.isArray(value) ? Number(k) : k], (value as Record<string, unknown>)[k]));
  else doc.setIn(path, flow(doc, value));
}

/** addAt puts one more into a list. */
export function addAt(source: string, path: Path, value: unknown): string {
  return change(source, (doc) => {
    if (isSeq(doc.getIn(path))) doc.addIn(path, flow(doc, value));
    else doc.setIn(path, doc.createNode([value]));
  });
}

/** removeAt takes one out of a list. */
export function removeAt(source: string, path: Path, at: number): string {
  return change(source, (doc) => doc.deleteIn([...path, at]));
}

/** moveAt exchanges one of a list with its neighbour. */
export function moveAt(source: string, path: Path, at: number, by: 1 | -1): string {
  return change(source, (doc) => {
    const list = doc.getIn(path);
    if (!isSeq(list) || !list.items[at] || !list.items[at + by]) return;
    [list.items[at], list.items[at + by]] = [list.items[at + by], list.items[at]];
  });
}

/** rename gives a step another name, wherever later steps and the score name it. */
export function rename(source: string, at: number, to: string): string {
  const from = steps(source)[at]?.name;
  return change(source, (doc) => {
    doc.setIn(["rule", at, "step"], to);
    steps(source).forEach((s, n) => {
      for (const field of namesTable) {
        const path = ["rule", n, s.operator, ...field];
        if (doc.getIn(path) === from) doc.setIn(path, to);
      }
      if (Array.isArray(s.body.of)) doc.setIn(["rule", n, s.operator, "of"], flow(doc, s.body.of.map((x) => (x === from ? to : x))));
    });
    if (doc.getIn(["score", "over"]) === from) doc.setIn(["score", "over"], to);
    const measures = doc.getIn(["score", "measures"]);
    if (isSeq(measures)) measures.items.forEach((m) => isMap(m) && m.get("over") === from && m.set("over", to));
    const indicators = doc.getIn(["score", "indicators"]);
    if (isSeq(indicators)) indicators.items.forEach((i) => {
      const evidence = isMap(i) ? i.get("evidence") : undefined;
      if (isSeq(evidence)) evidence.items.forEach((e) => isMap(e) && e.get("from") === from && e.set("from", to));
    });
  });
}

/** insert puts a new step after place at (-1: before all). */
export function insert(source: string, at: number, step: { name: string; operator: string; body: unknown }): string {
  return change(source, (doc) => {
    const rule = doc.get("rule");
    if (!isSeq(rule)) return;
    const node = new YAMLMap();
    node.set("step", step.name);
    node.set(step.operator, flow(doc, step.body));
    rule.items.splice(at + 1, 0, node);
  });
}

/** remove takes a step out. */
export function remove(source: string, at: number): string {
  return change(source, (doc) => doc.deleteIn(["rule", at]));
}

/** move exchanges a step with its neighbour. */
export function move(source: string, at: number, by: 1 | -1): string {
  return moveAt(source, ["rule"], at, by);
}

function flow(doc: Document, value: unknown) {
  const node = doc.createNode(value, { flow: true });
  return node;
}

function change(source: string, edit: (doc: Document) => void): string {
  const doc = parseDocument(source);
  if (doc.errors.length > 0) return source;
  edit(doc as unknown as Document);
  return doc.toString({ lineWidth: 0, flowCollectionPadding: false });
}
