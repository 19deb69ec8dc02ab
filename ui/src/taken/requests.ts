// Entries about what is asked, what is ordered, what it costs and by which law.
import { articleText } from "../words/format";
import { entry, type Extract, money, names, sums } from "./entry";

/** Orders of these kinds grant nothing by what they are; it need not be said. */
const refusals = ["dismiss", "uphold", "withdraw"];

/** claims tells the requests of the parties. */
export const claims: Extract = (j, teller) => {
  const { t, name } = teller;
  return (j.claims ?? []).map((c) =>
    entry(c, {
      label: name("relief", c.kind),
      value: sums(c.yuan, c.foreign, teller),
      facts: [name("side", c.by), c.counter && t("taken.counter"), c.dropped && t("taken.dropped"), c.earlier && t("taken.earlier")],
      words: c.text,
    }),
  );
};

/** orders tells the items of the disposition, or the terms of a settlement. */
export const orders: Extract = (j, teller) => {
  const { t, name } = teller;
  return (j.orders ?? []).map((o) =>
    entry(o, {
      label: name("relief", o.kind),
      value: sums(o.yuan, o.foreign, teller),
      facts: [
        !o.granted && !refusals.includes(o.kind) && t("taken.refused"), o.agreed && t("taken.agreed"), flow(names(o.payers, teller), names(o.payees, teller)),
        o.within, o.due_on && t("taken.dueOn", { at: o.due_on }),
      ],
      words: o.text,
    }),
  );
};

/** flow shows from whom to whom. */
export function flow(from: string, to: string): string {
  return to ? `${from || "—"} → ${to}` : from;
}

/** costs tells the fees and who bears them. */
export const costs: Extract = (j, teller) =>
  (j.costs ?? []).map((c) => entry(c, { label: teller.name("cost", c.kind), value: money(c.yuan, teller), facts: [names(c.payers, teller)] }));

/** citations tells the articles of law that the text cites. */
export const citations: Extract = (j, { t, language }) =>
  (j.citations ?? []).map((c) =>
    entry(c, {
      label: c.law,
      value: [
        c.article && articleText(c.article, language), c.paragraph && t("taken.paragraph", { n: c.paragraph }), c.item && t("taken.item", { n: c.item }),
      ].filter(Boolean).join(language === "zh" ? "" : " "),
    }),
  );

/** amounts tells the sums that the text names. */
export const amounts: Extract = (j, teller) => (j.amounts ?? []).map((a) => entry(a, { label: teller.name("amount", a.kind), value: money(a.yuan, teller) }));
