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

/** The stations of the usual course, by what opened an exchange. */
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
  at?: string; // when it began here; what is ahead has not
}

/** stations gives the line of stations of an exchange: the states it went through, then those of the usual course that can follow. */
export function stations(opened: string, state: string, stood: { state: string; at: string }[]): Station[] {
  const course = courses[opened] ?? [];
  const way: Station[] = stood.map((s, i) => ({ ...s, is: i === stood.length - 1 ? "now" : "passed" }));
  if (way.at(-1)?.state !== state) way.push({ state, is: "now" }); // kept, but not understood
  const rest = state === "returned" ? course.slice(-1) : course.includes(state) ? course.slice(course.indexOf(state) + 1) : [];
  return [...way, ...rest.map((s): Station => ({ state: s, is: "ahead" }))];
}
