// The life of an exchange as a line of stations: which it passed, where it stands, what can follow.

/** ends tells whether nothing more is waited for in a state. */
export const ends = (state: string): boolean => ["refused", "retaken", "withdrawn", "expired", "concluded", "answered", "replied", "decided"].includes(state);

/** tone tells how a state reads at a glance. */
export function tone(state: string): "waits" | "works" | "back" | "done" | "over" {
  switch (state) {
    case "offered": case "previewed": case "asked": case "served": case "invited": return "waits";
    case "accepted": case "joined": return "works";
    case "returned": return "back";
    case "concluded": case "answered": case "replied": case "decided": return "done";
    default: return "over";
  }
}

/** The stations of the usual course, by what opened an exchange; a state beside it stands in place of the last. */
const courses: Record<string, string[]> = {
  "clue-offer": ["offered", "previewed", "accepted", "concluded"],
  "records-ask": ["asked", "answered"],
  suggestion: ["served", "replied"],
  "protest-request": ["served", "replied"],
  protest: ["served", "decided"],
  "joint-invite": ["invited", "joined", "concluded"],
};

export interface Station {
  state: string;
  is: "passed" | "now" | "ahead";
}

/** stations gives the line of stations of an exchange. What left the usual course ends it. */
export function stations(opened: string, state: string): Station[] {
  const course = courses[opened] ?? [state];
  const at = course.indexOf(state);
  if (at >= 0) return course.map((s, i) => ({ state: s, is: i < at ? "passed" : i === at ? "now" : "ahead" }));
  const before = state === "returned" || state === "retaken" ? course.slice(0, Math.max(1, course.length - 1)) : course.slice(0, 1);
  const rest = state === "returned" ? course.slice(-1) : [];
  return [...before.map((s) => ({ state: s, is: "passed" as const })), { state, is: "now" as const }, ...rest.map((s) => ({ state: s, is: "ahead" as const }))];
}
