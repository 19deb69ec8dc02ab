// Entries about loans, what was paid back, what shows the debt and what secures it.
import type { Judgment } from "../api/types";
import { type Entry, entry, type Extract, money, type Teller } from "./entry";
import { flow } from "./requests";

/** debts tells the loans, then what was paid back, then the papers. */
export const debts: Extract = (j, teller) => [...loans(j, teller), ...repayments(j, teller), ...notes(j, teller)];

type Loan = NonNullable<Judgment["loans"]>[number];

/** loans tells each loan and after it its terms that were read in a passage of their own. */
function loans(j: Judgment, teller: Teller): Entry[] {
  const { t, name } = teller;
  return (j.loans ?? []).flatMap((l) => {
    const all = terms(l, teller);
    const whose = flow(l.lender ?? "", l.borrower ?? "");
    const loan = entry(l, {
      label: t("taken.loan"),
      value: l.principal ? lent(l.principal, l, teller) : "",
      facts: [l.lent_on, whose, name("delivery", l.delivery), ...all.filter((x) => !x.span).flatMap((x) => [x.fact, ...(x.more ?? [])])],
    });
    return [loan, ...all.filter((x) => x.span).map((x) => entry({ span: x.span }, { label: x.label, value: x.value, facts: [...(x.more ?? []), whose] }))];
  });
}

/** lent writes a sum of a loan; in another currency than yuan its code stands behind it. */
function lent(sum: number | null | undefined, l: Loan, teller: Teller): string {
  return sum && l.currency ? `${sum.toLocaleString("en-US")} ${l.currency}` : money(sum, teller);
}

/** A Term is something that was agreed on for a loan, or how it was paid out. */
interface Term {
  label: string;
  value: string;
  /** Both in one, for a loan that is told with it. */
  fact: string;
  span: readonly number[] | null | undefined;
  /** What follows from it, which no words of the document say. */
  more?: string[];
}

function terms(l: Loan, teller: Teller): Term[] {
  const { t } = teller;
  const known = (n: number | null | undefined): n is number => n !== undefined && n !== null;
  const all: Term[] = [];
  if (known(l.delivered)) all.push({ label: t("taken.termOf.delivered"), value: lent(l.delivered, l, teller), fact: t("taken.delivered", { sum: lent(l.delivered, l, teller) }), span: l.delivered_span });
  if (known(l.withheld)) all.push({ label: t("taken.termOf.withheld"), value: lent(l.withheld, l, teller), fact: t("taken.withheld", { sum: lent(l.withheld, l, teller) }), span: l.withheld_span });
  if (known(l.transferred)) all.push({ label: t("taken.termOf.transferred"), value: lent(l.transferred, l, teller), fact: t("taken.transferred", { sum: lent(l.transferred, l, teller) }), span: l.transferred_span });
  if (known(l.rate)) {
    const fact = l.rate === 0 ? t("taken.noInterest") : t("taken.rate", { rate: l.rate });
    all.push({ label: t("taken.termOf.rate"), value: fact, fact, span: l.rate_span, more: known(l.times_lpr) ? [t("taken.timesLPR", { n: l.times_lpr.toFixed(1) })] : [] });
  }
  if (l.term) all.push({ label: t("taken.termOf.term"), value: l.term, fact: t("taken.term", { term: l.term }), span: l.term_span });
  if (l.due_on) all.push({ label: t("taken.termOf.dueOn"), value: l.due_on, fact: t("taken.dueOn", { at: l.due_on }), span: l.due_on_span });
  if (l.purpose) all.push({ label: t("taken.termOf.purpose"), value: l.purpose, fact: t("taken.purpose", { purpose: l.purpose }), span: l.purpose_span });
  return all;
}

function repayments(j: Judgment, teller: Teller): Entry[] {
  const { t, name } = teller;
  return (j.repayments ?? []).map((r) =>
    entry(r, {
      label: t("taken.repayment"),
      value: r.yuan ? money(r.yuan, teller) : "",
      facts: [r.paid_on, name("repaid", r.of), t("taken.saidBy", { who: name("speaker", r.by) })],
    }),
  );
}

function notes(j: Judgment, teller: Teller): Entry[] {
  const { t, name } = teller;
  return (j.notes ?? []).map((n) =>
    entry(n, {
      label: name("note", n.kind),
      value: money(n.yuan ?? n.capitals, teller),
      facts: [
        n.signed_on,
        n.yuan !== undefined && n.capitals !== undefined && n.yuan !== n.capitals && t("taken.capitals", { sum: money(n.capitals, teller) }),
      ],
      words: n.wording,
    }),
  );
}

/** securities tells what secures the debts and who gave it. */
export const securities: Extract = (j, { name }) =>
  (j.securities ?? []).map((s) => entry(s, { label: name("security", s.kind), value: s.by, words: s.over }));
