// Entries about what the parties put forward, the facts that models ask for, and enforcement.
import type { Judgment } from "../api/types";
import { type Entry, entry, type Extract, money, type Teller } from "./entry";
import { priorCase } from "./paper";
import { flow } from "./requests";

/** evidence tells the evidence that is listed and who put it in. */
export const evidence: Extract = (j, { t, name }) =>
  (j.evidence ?? []).map((e) => entry(e, { label: name("evidence", e.kind), value: e.what, facts: [t("taken.putIn", { who: name("speaker", e.by) })] }));

/** objections tells what is said against the claim. */
export const objections: Extract = (j, { name }) => (j.objections ?? []).map((o) => entry(o, { label: name("objection", o.kind), value: o.by }));

/** elements tells the facts that models ask for. */
export const elements: Extract = (j, { t, name }) =>
  (j.elements ?? []).map((e) => {
    const who = name("speaker", e.value);
    if (who !== (e.value ?? "")) return entry(e, { label: name("element", e.kind), facts: [t("taken.saidBy", { who })] });
    return entry(e, { label: name("element", e.kind), value: e.kind === "rate" ? e.value + "%" : e.value });
  });

/** enforcement tells what a paper of an enforcement case says: sums and end, titles, properties, shares. */
export const enforcement: Extract = (j, teller) => {
  const e = j.enforcement;
  if (!e) return [];
  return [
    ...progress(e, teller),
    ...(e.basis ?? []).map((b) => priorCase(b, teller.name)),
    ...(e.properties ?? []).map((p) => property(p, teller)),
    ...(e.shares ?? []).map((s) => entry(s, { label: teller.t("taken.share"), value: money(s.yuan, teller), facts: [s.to] })),
  ];
};

type Facts = NonNullable<Judgment["enforcement"]>;

/** progress tells what the paper says as a whole; no single place says it. */
function progress(e: Facts, teller: Teller): Entry[] {
  const { t, name } = teller;
  const told: [string, string][] = [
    [t("taken.appliedOn"), e.applied_on ?? ""], [t("taken.applied"), money(e.applied_yuan, teller)],
    [t("taken.paid"), money(e.paid_yuan, teller)], [t("taken.open"), money(e.open_yuan, teller)],
    [t("taken.end"), name("end", e.end)], [t("taken.listed"), e.listed ? t("taken.yes") : ""],
    [t("taken.restricted"), e.restricted ? t("taken.yes") : ""],
  ];
  const entries = told.flatMap(([label, value]) => (value ? [entry({ confidence: e.confidence }, { label, value })] : []));
  return e.end_reason ? [...entries, entry({ confidence: e.confidence }, { label: t("taken.endReason"), words: e.end_reason })] : entries;
}

function property(p: NonNullable<Facts["properties"]>[number], teller: Teller): Entry {
  const { name } = teller;
  return entry(p, {
    label: name("property", p.kind),
    value: money(p.yuan, teller),
    facts: [name("act", p.act), flow(p.owner ?? "", p.to ?? ""), p.acted_on],
    words: p.what,
  });
}
