import type { Account } from "../api/types";

type Role = Account["role"] | undefined;

/** readsClues tells whether a role may read clues: whoever runs the program may not. */
export const readsClues = (role: Role): boolean => role === "handler" || role === "analyst" || role === "leader";

/** firstPage is where a role begins its day. */
export const firstPage = (role: Role): string => (readsClues(role) ? "/home" : "/data");

/** importsRecords tells whether a role may bring registers in: those who know data. */
export const importsRecords = (role: Role): boolean => role === "analyst" || role === "admin";

/** readsRecords tells whether a role may see personal cells when it says why. */
export const readsRecords = (role: Role): boolean => role === "handler" || role === "analyst";

/** forgetsImports tells whether a role may have the records of an import removed. */
export const forgetsImports = (role: Role): boolean => role === "leader" || role === "admin";

/** opensMatters tells whether a role opens and handles matters. */
export const opensMatters = (role: Role): boolean => role === "handler" || role === "leader";
