// A rule as YAML, changed one step at a time: comments and everything that is not touched stay
// as they were written. Pure.
import { Document, isMap, isSeq, parseDocument, YAMLMap } from "yaml";

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

/** setField writes one field of a step; undefined takes it away. */
export function setField(source: string, at: number, operator: string, field: string, value: unknown): string {
  return change(source, (doc) => {
    const path = ["rule", at, operator, field];
    if (value === undefined || value === "") doc.deleteIn(path);
    else doc.setIn(path, typeof value === "object" ? flow(doc, value) : value);
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
  return change(source, (doc) => {
    const rule = doc.get("rule");
    if (!isSeq(rule) || !rule.items[at] || !rule.items[at + by]) return;
    [rule.items[at], rule.items[at + by]] = [rule.items[at + by], rule.items[at]];
  });
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
