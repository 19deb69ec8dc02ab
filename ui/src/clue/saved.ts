// Filters that an account has given a name, kept by this browser.
import { type Filter, readFilter, writeFilter } from "./filter";

export interface Saved {
  name: string;
  /** As it stands in the address, without the page. */
  search: string;
}

/** Most filters that are kept for an account. */
export const mostSaved = 20;

const key = (account: string) => "mingjian.filters." + account;

/** readSaved gives the filters of an account; none where nothing can be kept or read. */
export function readSaved(account: string): Saved[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key(account)) ?? "[]");
    return Array.isArray(list) ? list.filter((x): x is Saved => typeof x?.name === "string" && typeof x?.search === "string").slice(0, mostSaved) : [];
  } catch {
    return [];
  }
}

/** writeSaved keeps them and reports whether it could. */
export function writeSaved(account: string, list: Saved[]): boolean {
  try {
    localStorage.setItem(key(account), JSON.stringify(list));
    return true;
  } catch {
    return false;
  }
}

/** searchOf is a filter as it is kept: without its page. */
export const searchOf = (f: Filter): string => writeFilter({ ...f, cursor: "" }).toString();

/** filterOf is a filter that was kept. */
export const filterOf = (s: Saved): Filter => ({ ...readFilter(new URLSearchParams(s.search)), cursor: "" });

/** withSaved is list with a filter under a name, in place of what had it. */
export function withSaved(list: Saved[], name: string, f: Filter): Saved[] {
  return [...list.filter((x) => x.name !== name), { name, search: searchOf(f) }].slice(-mostSaved);
}

