// The filter of the list of matters, as it stands in the address.
import type { MatterQuery } from "../api/types";

export interface MatterFilter {
  which: Which;
  procedure: string;
  state: string;
  q: string;
  sort: MatterSort;
  cursor: string;
}

/** Which matters: those of everybody, mine, that the law wants first, with a deadline that passed, waiting for an approval, or ended. */
export const whiches = ["open", "mine", "urgent", "overdue", "leader", "committee", "closed"] as const;
export type Which = (typeof whiches)[number];

export const matterSorts = ["urgency", "-changed_at", "-opened_at", "next_due"] as const;
export type MatterSort = (typeof matterSorts)[number];

const one = <T extends string>(all: readonly T[], x: string | null, usual: T): T => all.find((a) => a === x) ?? usual;

/** readMatterFilter reads the filter from the address; what it does not know is left out. */
export function readMatterFilter(search: URLSearchParams): MatterFilter {
  const word = (key: string) => search.get(key) ?? "";
  return {
    which: one(whiches, search.get("which"), "open"),
    procedure: word("procedure"),
    state: word("state"),
    q: word("q"),
    sort: one(matterSorts, search.get("sort"), "urgency"),
    cursor: word("cursor"),
  };
}

/** writeMatterFilter writes into the address what differs from the usual. */
export function writeMatterFilter(f: MatterFilter): URLSearchParams {
  const out = new URLSearchParams();
  const put = (key: string, value: string, usual = "") => value !== usual && out.set(key, value);
  put("which", f.which, "open");
  put("procedure", f.procedure);
  put("state", f.state);
  put("q", f.q.trim());
  put("sort", f.sort, "urgency");
  put("cursor", f.cursor);
  return out;
}

/** asMatterQuery is what the server is asked for. */
export function asMatterQuery(f: MatterFilter, limit = 50): MatterQuery {
  return {
    limit,
    sort: f.which === "closed" && f.sort === "urgency" ? "-changed_at" : f.sort,
    cursor: f.cursor || undefined,
    procedure: f.procedure || undefined,
    state: f.state || undefined,
    q: f.q.trim() || undefined,
    mine: f.which === "mine" || undefined,
    urgent: f.which === "urgent" || undefined,
    overdue: f.which === "overdue" || undefined,
    closed: f.which === "closed" || undefined,
    waits: f.which === "leader" || f.which === "committee" ? f.which : undefined,
  };
}
