// The groups of the panel, in its order. Pure.
import type { Judgment } from "../api/types";
import { elements, enforcement, evidence, objections } from "./contest";
import { debts, securities } from "./debts";
import type { Entry, Extract, Teller } from "./entry";
import { cases, defects, general, identifiers, parties } from "./paper";
import { citations, claims, costs, orders } from "./requests";

const extracts = {
  general, parties, claims, orders, debts, securities, evidence, objections, costs, citations, cases, enforcement, identifiers, elements, defects,
} satisfies Record<string, Extract>;

/** A Group is a heading of the panel with its entries, which may be none. */
export interface Group {
  key: keyof typeof extracts;
  entries: Entry[];
}

/** groups puts everything that was read into the groups of the panel. */
export function groups(judgment: Judgment, teller: Teller): Group[] {
  return (Object.keys(extracts) as Group["key"][]).map((key) => ({ key, entries: extracts[key](judgment, teller) }));
}
