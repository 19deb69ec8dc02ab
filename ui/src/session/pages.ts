import type { Account } from "../api/types";

/** readsClues tells whether a role may read clues: whoever runs the program may not. */
export const readsClues = (role: Account["role"] | undefined): boolean => role !== undefined && role !== "admin";

/** firstPage is where a role begins its day. */
export const firstPage = (role: Account["role"] | undefined): string => (readsClues(role) ? "/clues" : "/data");
