// The records of registers among the evidence of a clue, put together field by field. Pure.
import type { EvidenceRecord } from "../api/types";

export interface RegisterRecord {
  id: string;
  record: string;
  set: EvidenceRecord["set_title"];
  fields: { field: string; title: EvidenceRecord["field_title"]; says: EvidenceRecord["says"] }[];
}

/** recordsOf gathers the fields of each record, in the order of the evidence; a field stands once. */
export function recordsOf(evidence: EvidenceRecord[]): RegisterRecord[] {
  const all = new Map<string, RegisterRecord>();
  for (const e of evidence) {
    if (!e.register) continue;
    const id = `${e.dataset} ${e.record_id}`;
    const r = all.get(id) ?? { id, record: e.record_id, set: e.set_title, fields: [] };
    if (!r.fields.some((f) => f.field === e.field)) r.fields.push({ field: e.field, title: e.field_title, says: e.says });
    all.set(id, r);
  }
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
