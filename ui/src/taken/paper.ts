// Entries about the paper itself, who is in it and which cases it names.
import type { Judgment } from "../api/types";
import { dateText } from "../words/format";
import { type Entry, entry, type Extract, money, names, type Teller } from "./entry";

/** The fields that a document has once, in the order of the panel. */
type Field =
  | "court" | "case_no" | "doc_type" | "procedure" | "branch" | "track" | "bench" | "cause" | "filed_on" | "heard_on" | "decided_on"
  | "outcome" | "claim_amount" | "absent_defendant" | "defendant_disputes" | "guarantee" | "spouse" | "announced" | "served_on"
  | "appeal_court" | "appeal_days";

/** general tells the fields that a document has once, and who decided it. */
export const general: Extract = (j, teller) => [...fields(j, teller), ...bench(j, teller)];

function fields(j: Judgment, teller: Teller): Entry[] {
  const { t, name } = teller;
  const yes = (b: boolean | null | undefined) => (b === undefined || b === null ? "" : (b ? t("taken.yes") : t("taken.no")));
  const values: Record<Field, string> = {
    court: j.court ?? "", case_no: j.case_no ?? "", doc_type: name("paper", j.doc_type), procedure: name("procedure", j.procedure),
    branch: name("branch", j.branch), track: name("track", j.track), bench: name("bench", j.bench), cause: j.cause ?? "",
    filed_on: j.filed_on ?? "", heard_on: j.heard_on ?? "", decided_on: j.decided_on ?? "", outcome: name("outcome", j.outcome),
    claim_amount: money(j.claim_amount, teller), absent_defendant: yes(j.absent_defendant), defendant_disputes: yes(j.defendant_disputes),
    guarantee: yes(j.guarantee), spouse: name("spouse", j.spouse), announced: yes(j.announced), served_on: j.served_on ?? "",
    appeal_court: j.appeal_court ?? "", appeal_days: j.appeal_days ? t("taken.days", { n: j.appeal_days }) : "",
  };
  const more: Partial<Record<Field, string | false>> = {
    court: name("level", j.court_level ? String(j.court_level) : ""),
    cause: j.cause_table && t("taken.causeTable", { version: j.cause_table }),
  };
  return Object.entries(values).flatMap(([field, value]) =>
    value === ""
      ? []
      : [entry({ span: j.spans?.[field], confidence: j.confidence?.[field] }, { label: name("field", field), value, facts: [more[field as Field]] })],
  );
}

function bench(j: Judgment, teller: Teller): Entry[] {
  const { name } = teller;
  const judges = (j.judges ?? []).map((x) => entry(x, { label: name("judge", x.role) || name("field", "judges"), value: x.name }));
  const clerks = j.clerks?.length ? [entry({ span: j.spans?.clerks }, { label: name("field", "clerks"), value: names(j.clerks, teller) })] : [];
  return [...judges, ...clerks];
}

/** parties tells who is in the head of the document; a role is shown as printed to those who read Chinese. */
export const parties: Extract = (j, { t, name, language }) =>
  (j.parties ?? []).map((p) =>
    entry({ ...p, span: p.name_span }, {
      label: (language === "zh" && p.role_text) || name("role", p.role),
      value: p.name,
      facts: [
        name("side", p.side), p.kind === "organisation" ? name("class", p.class) || name("party", p.kind) : name("party", p.kind),
        p.masked && t("taken.masked"), p.together && t("taken.together", { n: p.together }), name("sex", p.sex), p.born_on,
        p.formerly && t("taken.formerly", { name: p.formerly }), p.follows && t("taken.follows", { name: p.follows }), name("gone", p.gone),
        name("counter", p.counter), p.legal_rep && t("taken.legalRep", { name: p.legal_rep }),
        ...(p.earlier ?? []).map((e) => (name("procedure", e.instance) || t("taken.original")) + " " + name("role", e.role)),
        ...(p.agents ?? []).map((a) => t("taken.agent", { name: a.name, kind: name("agent", a.kind) || "—" })),
      ],
      words: p.address,
    }),
  );

/** agents tells who acts for the parties, each with a place of its own. */
export const agents: Extract = (j, { t, name }) =>
  (j.parties ?? []).flatMap((p) => (p.agents ?? []).map((a) => entry(a, { label: t("taken.agentIs"), value: a.name, facts: [name("agent", a.kind), a.firm, p.name] })));

/** cases tells the other decisions that the text names. */
export const cases: Extract = (j, { name }) => (j.prior_cases ?? []).map((c) => priorCase(c, name));

type PriorCase = NonNullable<Judgment["prior_cases"]>[number];

/** priorCase tells one of them; a title without a number is told by who issued it. */
export function priorCase(c: PriorCase, name: Teller["name"]): Entry {
  return entry(c, {
    label: name("relation", c.relation),
    value: c.case_no || c.court || name("paper", c.doc_type),
    facts: [c.case_no !== "" && c.court, name("procedure", c.procedure), name("paper", c.doc_type), c.decided_on && dateText(c.decided_on)],
  });
}

/** identifiers tells the numbers and signs of persons, accounts, vehicles and deeds, and what an identity number says of its holder. */
export const identifiers: Extract = (j, { t, name }) =>
  (j.identifiers ?? []).map((i) =>
    entry(i, {
      label: name("identifier", i.kind),
      value: i.value,
      facts: [i.party, i.masked ? t("taken.partHidden") : !i.valid && t("taken.checkFails"), i.holder?.place, i.holder && name("sex", i.holder.sex), i.holder?.born_on && dateText(i.holder.born_on)],
    }),
  );

/** defects tells what could not be read. The server says it in Chinese only; field and kind are in the language of the person. */
export const defects: Extract = (j, { name }) =>
  (j.defects ?? []).map((d) => entry(d, { label: name("field", d.field), facts: [name("defect", d.code)], words: d.says }));
