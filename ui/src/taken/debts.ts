// Entries about loans, what was paid back, what shows the debt and what secures it.
import type { Judgment } from "../api/types";
import { type Entry, entry, type Extract, money, type Teller } from "./entry";
import { flow } from "./requests";

/** debts tells the loans, then what was paid back, then the papers. */
export const debts: Extract = (j, teller) => [...loans(j, teller), ...repayments(j, teller), ...notes(j, teller)];

type Loan = NonNullable<Judgment["loans"]>[number];

function loans(j: Judgment, teller: Teller): Entry[] {
  const { t, name } = teller;
  return (j.loans ?? []).map((l) =>
    entry(l, {
      label: t("taken.loan"),
      value: l.principal ? lent(l.principal, l, teller) : "",
      facts: [l.lent_on, flow(l.lender ?? "", l.borrower ?? ""), name("delivery", l.delivery), ...terms(l, teller)],
    }),
  );
}

/** lent writes a sum of a loan; in another currency than yuan its code stands behind it. */
function lent(sum: number | null | undefined, l: Loan, teller: Teller): string {
  return sum && l.currency ? `${sum.toLocaleString("en-US")} ${l.currency}` : money(sum, teller);
}

function terms(l: Loan, teller: Teller): (string | false | undefined)[] {
  const { t } = teller;
  const known = (n: number | null | undefined): n is number => n !== undefined && n !== null;
  return [
    known(l.delivered) && t("taken.delivered", { sum: lent(l.delivered, l, teller) }),
    known(l.withheld) && t("taken.withheld", { sum: lent(l.withheld, l, teller) }),
    known(l.rate) && (l.rate === 0 ? t("taken.noInterest") : t("taken.rate", { rate: l.rate })),
    known(l.times_lpr) && t("taken.timesLPR", { n: l.times_lpr.toFixed(1) }),
    l.term && t("taken.term", { term: l.term }), l.due_on && t("taken.dueOn", { at: l.due_on }),
    l.purpose && t("taken.purpose", { purpose: l.purpose }),
  ];
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
