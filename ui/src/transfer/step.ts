// What a step must say, by its kind, and how that is sent.

export type Form = "note" | "reason" | "result" | "paper" | "plan" | "none";

export interface PlanTask {
  what: string;
  who: string;
  due: string;
}

export interface Draft {
  note: string;
  code: string;
  amount: number | null;
  number: string;
  title: string;
  adopts: string;
  tasks: PlanTask[];
}

/** formOf gives what is asked for a step; what follows by itself, or is done elsewhere, has no form. */
export function formOf(kind: string, reason: boolean): Form {
  if (reason) return "reason";
  switch (kind) {
    case "result": return "result";
    case "reply": case "retrial-decision": return "paper";
    case "plan": return "plan";
    case "clue-preview": case "joint-change": return "none"; // the program tells of itself that it was read
    default: return "note";
  }
}

/** lackingIn lists what a draft still has to say. */
export function lackingIn(form: Form, d: Draft): (keyof Draft)[] {
  const empty = (s: string, least = 1) => s.trim().length < least;
  switch (form) {
    case "reason": return empty(d.note, 4) ? ["note"] : [];
    case "result": return [...(d.code ? [] : (["code"] as const)), ...(empty(d.note) ? (["note"] as const) : [])];
    case "paper": return (["number", "title"] as const).filter((k) => empty(d[k]));
    case "plan": return d.tasks.length === 0 || d.tasks.some((t) => empty(t.what) || t.who === "") ? ["tasks"] : [];
    default: return [];
  }
}

/** bodyOf is what is sent to the server. */
export function bodyOf(kind: string, form: Form, d: Draft, lead: string): { kind: string; note?: string; reason?: string; data?: unknown } {
  const said = d.note.trim();
  switch (form) {
    case "reason": return { kind, reason: said };
    case "result": return { kind, data: { code: d.code, says: said, ...(d.amount ? { amount: d.amount } : {}), ...(d.number.trim() ? { number: d.number.trim() } : {}) } };
    case "paper": return { kind, data: { number: d.number.trim(), title: d.title.trim(), says: said, basis: [], ...(d.adopts ? { adopts: d.adopts } : {}) } };
    case "plan": return { kind, data: { lead, tasks: d.tasks.map((t) => ({ what: t.what.trim(), who: t.who, ...(t.due ? { due: t.due } : {}) })), ...(said ? { note: said } : {}) } };
    default: return said ? { kind, note: said } : { kind };
  }
}
