import { describe, expect, it } from "vitest";
import openapi from "../../openapi.json";
import { type CodeGroup, files } from "./files";

/** Which words belong to the codes of a field of a court document, as the server describes them. */
const groups: Record<string, CodeGroup> = {
  "DocumentHead.doc_type": "paper", "DocumentHead.procedure": "procedure", "DocumentHead.outcome": "outcome",
  "DocumentRow.doc_type": "paper", "DocumentRow.procedure": "procedure", "DocumentRow.outcome": "outcome",
  "PartyRow.role": "role", "PartyRow.side": "side", "PartyRow.kind": "party",
  "Judgment.doc_type": "paper", "Judgment.procedure": "procedure", "Judgment.outcome": "outcome", "Judgment.branch": "branch",
  "Judgment.track": "track", "Judgment.bench": "bench", "Judgment.spouse": "spouse",
  "PriorCase.relation": "relation", "PriorCase.doc_type": "paper", "PriorCase.procedure": "procedure",
  "Party.role": "role", "Party.side": "side", "Party.first_side": "side", "Party.kind": "party", "Party.class": "class", "Party.sex": "sex",
  "Party.counter": "counter", "Party.gone": "gone", "EarlierRole.instance": "procedure", "EarlierRole.role": "role",
  "Agent.kind": "agent", "Judge.role": "judge", "Claim.kind": "relief", "Claim.by": "side", "Order.kind": "relief",
  "Cost.kind": "cost", "Amount.kind": "amount", "Loan.delivery": "delivery", "Repayment.of": "repaid", "Repayment.by": "speaker",
  "Note.kind": "note", "Security.kind": "security", "Evidence.kind": "evidence", "Evidence.by": "speaker",
  "Objection.kind": "objection", "EnforcementFacts.end": "end", "Property.kind": "property", "Property.act": "act",
  "Identifier.kind": "identifier", "Resident.sex": "sex", "Element.kind": "element", "Section.kind": "section", "Defect.code": "defect",
};

type Schemas = Record<string, { properties?: Record<string, { enum?: unknown[]; $ref?: string; items?: { $ref?: string } }> }>;
const schemas = openapi.components.schemas as unknown as Schemas;

/** coded lists the fields with codes of a type and of all that it holds. */
function coded(name: string, out = new Map<string, string[]>()): Map<string, string[]> {
  for (const [field, p] of Object.entries(schemas[name]?.properties ?? {})) {
    const key = `${name}.${field}`;
    const below = (p.$ref ?? p.items?.$ref)?.split("/").at(-1);
    if (p.enum && !out.has(key)) out.set(key, p.enum.map(String).filter(Boolean));
    if (below) coded(below, out);
  }
  return out;
}

const fields = coded("DocumentRow", coded("Judgment", coded("DocumentHead")));

describe("codes of court documents", () => {
  it("have a list of words for every field", () => {
    expect([...fields.keys()].filter((f) => !groups[f])).toEqual([]);
    expect(Object.keys(groups).filter((f) => !fields.has(f))).toEqual([]);
  });
  it.each(Object.entries(groups))("of %s have words in both languages", (field, group) => {
    for (const code of fields.get(field) ?? []) {
      for (const words of [files.zh, files.en]) expect((words.code[group] as Record<string, string>)[code], code).toBeTruthy();
    }
  });
  it("are all sent: no word is there for a code that is not", () => {
    const sent = new Map<string, Set<string>>();
    for (const [field, group] of Object.entries(groups)) {
      sent.set(group, new Set([...(sent.get(group) ?? []), ...(fields.get(field) ?? [])]));
    }
    for (const [group, codes] of sent) {
      expect(Object.keys(files.zh.code[group as CodeGroup]).filter((c) => !codes.has(c)), group).toEqual([]);
    }
  });
  it("and the names of fields are names of fields", () => {
    const known = new Set([...Object.keys(schemas.Judgment?.properties ?? {}), "text"]);
    expect(Object.keys(files.zh.code.field).filter((f) => !known.has(f))).toEqual([]);
  });
});
