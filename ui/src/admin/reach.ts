import type { Policy } from "../api/types";

/** How far a right of a role reaches. */
export interface Reach {
  /** all: everything of the office. part: what one handles. own: what is one's own or was sent to one's agency. */
  at: "all" | "part" | "own" | "none";
  /** It reaches the offices below too. */
  below: boolean;
}

/** reachOf tells how far a right of a role reaches, from the tables of the policy. */
export function reachOf(policy: Policy, right: string, role: string): Reach {
  const has = (relation: string) => {
    const table = policy.relations.find((r) => r.id === relation);
    return table?.rights.find((x) => x.id === right)?.roles.includes(role as never) ?? false;
  };
  const at = has("own") ? "all" : has("member") ? "part" : has("theirs") ? "own" : "none";
  return { at, below: has("below") };
}

/** rightsOf lists every right that somebody has somewhere, in the order of the policy. */
export function rightsOf(policy: Policy): Policy["relations"][number]["rights"] {
  const seen = new Map<string, Policy["relations"][number]["rights"][number]>();
  for (const table of policy.relations) for (const r of table.rights) if (!seen.has(r.id)) seen.set(r.id, r);
  return [...seen.values()].sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}

/** What belongs together: the groups of rights, in the order in which work moves. */
export const groups = {
  rules: ["read-numbers", "read-models", "draft-models", "approve-models", "review-tests", "read-standards", "read-laws"],
  clues: ["read-clues", "move-clues", "assign-clues", "merge-clues", "export-clues", "register-clues", "read-documents", "read-sensitive", "decide-identity"],
  data: ["import-records", "read-records", "forget-imports"],
  matters: ["file-petitions", "read-matters", "open-matters", "handle-matters", "assign-matters", "approve-matters", "decide-recusal", "read-figures", "export-figures"],
  exchange: ["read-dispatches", "send-dispatches", "manage-partners", "check-filings"],
  running: ["own-account", "read-audit", "manage-accounts", "manage-offices"],
} as const;

const order: string[] = Object.values(groups).flat();
