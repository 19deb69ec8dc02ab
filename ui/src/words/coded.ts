// Which words the codes of parts of court documents have, by data set and field. Registers bring their words themselves.
import type { CodeGroup } from "./files";

const groups: Record<string, CodeGroup> = {
  "agent.kind": "agent", "amount.kind": "amount", "candidate.kind": "party", "claim.side": "side", "cost.kind": "cost", "debt_note.kind": "note", "defect.code": "defect",
  "disposition_party.duty": "duty", "enforced_property.kind": "property", "enforced_property.act": "act", "evidence.kind": "evidence", "evidence.said_by": "speaker",
  "judgment.doc_type": "paper", "judgment.procedure": "procedure", "judgment.outcome": "outcome", "judgment.branch": "branch", "judgment.track": "track",
  "judgment.bench": "bench", "judgment.spouse": "spouse", "judgment.enforcement_end": "end", "loan.delivery": "delivery",
  "party.role": "role", "party.side": "side", "party.first_side": "side", "party.kind": "party", "party.sex": "sex", "passage.section": "section",
  "prior_case.relation": "relation", "prior_case.doc_type": "paper", "repayment.of": "repaid", "repayment.said_by": "speaker", "security.kind": "security",
};

/** groupOf is the list of words for the codes of a field; undefined where it has none of its own. */
export const groupOf = (dataset: string, field: string): CodeGroup | undefined => groups[`${dataset}.${field}`];
