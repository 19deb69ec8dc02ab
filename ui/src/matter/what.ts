// What the ids in the events of a matter stand for. Pure.
import type { Matter, Procedure, Text } from "../api/types";

/** whatIs names what an event was about: a step, a state, a deadline or a paper of the procedure, or something in the matter; empty for what has no name. */
export function whatIs(matter: Matter, procedure: Procedure, text: (t: Text | undefined) => string): (id: string) => string {
  const named = new Map<string, string>();
  for (const x of [...procedure.states, ...procedure.steps, ...procedure.deadlines, ...procedure.papers]) named.set(x.id, text(x.title));
  for (const p of matter.papers) named.set(p.id, text(p.title));
  for (const e of matter.evidence) named.set(e.id, e.title);
  for (const p of matter.parties) named.set(p.id, p.name);
  for (const k of matter.tasks) named.set(k.id, text(k.title));
  return (id) => named.get(id) ?? "";
}
