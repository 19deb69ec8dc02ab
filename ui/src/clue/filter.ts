// What the clue list shows, as it stands in the address bar. Pure.
import { type ClueChoice, type ClueQuery, type State, states } from "../api/types";
import { isOneOf } from "../words/known";

/** The kinds of subject. */
export const kinds = ["person", "organisation", "group"] as const;

/** What may be asked of clues that are put aside. */
export const asides = ["only", "any"] as const;

/** A Filter says which clues to list and in which order. Empty fields filter nothing. */
export interface Filter {
  states: State[];
  models: string[];
  court: string;
  kind: (typeof kinds)[number] | "";
  /** Least risk coefficient, 0 to 1. */
  minRisk: number;
  /** Only those that whoever looks holds. */
  mine: boolean;
  /** Only those that are held for at most three more days. */
  due: boolean;
  /** Only those with something that others did since whoever looks last looked. */
  news: boolean;
  /** Only those that nobody holds. */
  free: boolean;
  /** Only what is put aside today, that too, or (empty) without it. */
  aside: (typeof asides)[number] | "";
  q: string;
  sort: Sort;
  /** Where the page begins; empty for the first page. */
  cursor: string;
}

/** The order when nobody chose one: most risk first. */
export const usualSort: Sort = "-risk";

/** Clues on one page. */
export const pageSize = 50;

/** A column that the server can sort by, with a minus for the greatest first. */
export type Sort = NonNullable<ClueQuery["sort"]>;

const columns = ["risk", "amount", "cases", "found_at", "changed_at", "subject"] as const;

/** The orders that the server knows. */
export const sorts: Sort[] = columns.flatMap((c) => [c, `-${c}` as const]);

/** readFilter reads the address. What it does not know it leaves out: addresses are typed by people. */
export function readFilter(search: URLSearchParams): Filter {
  const list = (name: string) => (search.get(name) ?? "").split(",").filter(Boolean);
  const min = Number(search.get("min_risk"));
  const kind = search.get("subject_kind") ?? "";
  const sort = search.get("sort") ?? usualSort;
  const aside = search.get("aside") ?? "";
  return {
    states: states.filter((s) => list("state").includes(s)),
    models: [...new Set(list("model"))],
    court: (search.get("court") ?? "").trim(),
    kind: isOneOf(kinds, kind) ? kind : "",
    minRisk: min > 0 && min <= 1 ? min : 0,
    mine: search.get("holder") === "me",
    due: search.get("due") === "true",
    news: search.get("news") === "true",
    free: search.get("free") === "true",
    aside: isOneOf(asides, aside) ? aside : "",
    q: (search.get("q") ?? "").trim(),
    sort: isOneOf(sorts, sort) ? sort : usualSort,
    cursor: search.get("cursor") ?? "",
  };
}

/** writeFilter is the address of a filter; what is usual is not written. */
export function writeFilter(f: Filter): URLSearchParams {
  const out = new URLSearchParams();
  const put = (name: string, value: string) => value && out.set(name, value);
  put("state", f.states.join(","));
  put("model", f.models.join(","));
  put("court", f.court);
  put("subject_kind", f.kind);
  put("min_risk", f.minRisk > 0 ? String(f.minRisk) : "");
  put("holder", f.mine ? "me" : "");
  put("due", f.due ? "true" : "");
  put("news", f.news ? "true" : "");
  put("free", f.free ? "true" : "");
  put("aside", f.aside);
  put("q", f.q);
  put("sort", f.sort === usualSort ? "" : f.sort);
  put("cursor", f.cursor);
  return out;
}

/** asQuery is the filter as the server takes it. */
export function asQuery(f: Filter): ClueQuery {
  const query: ClueQuery = { limit: pageSize, sort: f.sort, ...asChoice(f) };
  if (f.cursor) query.cursor = f.cursor;
  return query;
}

/** asChoice is which clues the filter chooses, whatever their order and page. */
export function asChoice(f: Filter): ClueChoice {
  const choice: ClueChoice = {};
  if (f.states.length) choice.state = f.states.filter((s) => s !== "merged");
  if (f.models.length) choice.model = f.models;
  if (f.court) choice.court = f.court;
  if (f.kind) choice.subject_kind = f.kind;
  if (f.minRisk > 0) choice.min_risk = f.minRisk;
  if (f.mine) choice.holder = "me";
  if (f.due) choice.due = true;
  if (f.news) choice.news = true;
  if (f.free) choice.free = true;
  if (f.aside) choice.aside = f.aside;
  if (f.q) choice.q = f.q;
  return choice;
}

/** The queues of work beside the states. */
export const works = ["mine", "due", "news", "free", "aside"] as const;
export type Work = (typeof works)[number];

/** workOf is the queue of work that a filter shows, or empty if it shows all. */
export function workOf(f: Filter): Work | "" {
  if (f.due) return "due";
  if (f.mine) return "mine";
  if (f.news) return "news";
  if (f.free) return "free";
  return f.aside === "only" ? "aside" : "";
}

/** inWork are the fields of a filter that show a queue of work; empty shows all. */
export function inWork(work: Work | ""): Pick<Filter, Work> {
  return { mine: work === "mine" || work === "due", due: work === "due", news: work === "news", free: work === "free", aside: work === "aside" ? "only" : "" };
}

/** change gives f with some fields replaced, back on the first page. */
export function change(f: Filter, fields: Partial<Filter>): Filter {
  return { ...f, cursor: "", ...fields };
}

/** toggled gives list with x added, or removed if it was there. */
export function toggled<T>(list: T[], x: T): T[] {
  return list.includes(x) ? list.filter((y) => y !== x) : [...list, x];
}

/** unfiltered are the fields of a filter that leaves out no clue, whatever its state. */
export const unfiltered = { models: [], court: "", kind: "", minRisk: 0, mine: false, due: false, news: false, free: false, aside: "", q: "" } satisfies Partial<Filter>;

/** filtersAnything reports whether f leaves out any clue, whatever its state. */
export function filtersAnything(f: Filter): boolean {
  return f.models.length > 0 || f.court !== "" || f.kind !== "" || f.minRisk > 0 || f.mine || f.due || f.news || f.free || f.aside !== "" || f.q !== "";
}
