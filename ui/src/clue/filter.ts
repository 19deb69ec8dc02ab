// What the clue list shows, as it stands in the address bar. Pure.
import { type ClueQuery, type State, states } from "../api/types";
import { isOneOf } from "../words/known";

/** The kinds of subject. */
export const kinds = ["person", "organisation", "group"] as const;

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
  return {
    states: states.filter((s) => list("state").includes(s)),
    models: [...new Set(list("model"))],
    court: (search.get("court") ?? "").trim(),
    kind: isOneOf(kinds, kind) ? kind : "",
    minRisk: min > 0 && min <= 1 ? min : 0,
    mine: search.get("holder") === "me",
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
  put("q", f.q);
  put("sort", f.sort === usualSort ? "" : f.sort);
  put("cursor", f.cursor);
  return out;
}

/** asQuery is the filter as the server takes it. */
export function asQuery(f: Filter): ClueQuery {
  const query: ClueQuery = { limit: pageSize, sort: f.sort };
  if (f.states.length) query.state = f.states;
  if (f.models.length) query.model = f.models;
  if (f.court) query.court = f.court;
  if (f.kind) query.subject_kind = f.kind;
  if (f.minRisk > 0) query.min_risk = f.minRisk;
  if (f.mine) query.holder = "me";
  if (f.q) query.q = f.q;
  if (f.cursor) query.cursor = f.cursor;
  return query;
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
export const unfiltered = { models: [], court: "", kind: "", minRisk: 0, mine: false, q: "" } satisfies Partial<Filter>;

/** filtersAnything reports whether f leaves out any clue, whatever its state. */
export function filtersAnything(f: Filter): boolean {
  return f.models.length > 0 || f.court !== "" || f.kind !== "" || f.minRisk > 0 || f.mine || f.q !== "";
}
