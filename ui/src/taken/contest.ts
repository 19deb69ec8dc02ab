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

/** progress tells what the paper says as a whole, each with the place that says it. */
function progress(e: Facts, teller: Teller): Entry[] {
  const { t, name } = teller;
  const yes = (b?: boolean) => (b ? t("taken.yes") : "");
  const told: [label: string, value: string, span?: readonly number[] | null][] = [
    [t("taken.appliedOn"), e.applied_on ?? "", e.applied_on_span], [t("taken.applied"), money(e.applied_yuan, teller), e.applied_yuan_span],
    [t("taken.paid"), money(e.paid_yuan, teller), e.paid_yuan_span], [t("taken.open"), money(e.open_yuan, teller), e.open_yuan_span],
    [t("taken.end"), name("end", e.end), e.end_span], [t("taken.listed"), yes(e.listed), e.listed_span],
    [t("taken.restricted"), yes(e.restricted), e.restricted_span],
  ];
  const entries = told.flatMap(([label, value, span]) => (value ? [entry({ span, confidence: e.confidence }, { label, value })] : []));
  return e.end_reason ? [...entries, entry({ span: e.end_reason_span, confidence: e.confidence }, { label: t("taken.endReason"), words: e.end_reason })] : entries;
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
