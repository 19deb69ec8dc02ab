import type { Account } from "../api/types";

type Role = Account["role"] | undefined;

/** readsClues tells whether a role may read clues: whoever runs the program may not. */
export const readsClues = (role: Role): boolean => role === "handler" || role === "analyst" || role === "leader";

/** firstPage is where a role begins its day. */
export const firstPage = (role: Role): string => (readsClues(role) ? "/home" : managesAccounts(role) ? "/admin/people" : filesPetitions(role) ? "/petitions" : readsExchanges(role) ? "/transfers" : "/data");

/** filesPetitions tells whether somebody sends petitions and asks what became of them. */
export const filesPetitions = (role: Role): boolean => role === "citizen";

/** reviewsTests tells whether a role says what a test on history found is right, and takes the test out. */
export const reviewsTests = (role: Role): boolean => readsClues(role);

/** movesClues tells whether a role claims clues and decides on them. */
export const movesClues = (role: Role): boolean => role === "handler" || role === "leader";

/** importsRecords tells whether a role may bring registers in: those who know data. */
export const importsRecords = (role: Role): boolean => role === "analyst" || role === "admin";

/** readsRecords tells whether a role may see personal cells when it says why. */
export const readsRecords = (role: Role): boolean => role === "handler" || role === "analyst";

/** forgetsImports tells whether a role may have the records of an import removed. */
export const forgetsImports = (role: Role): boolean => role === "leader" || role === "admin";

/** opensMatters tells whether a role opens and handles matters. */
export const opensMatters = (role: Role): boolean => role === "handler" || role === "leader";

/** exportsClues tells whether a role takes clues out. */
export const exportsClues = (role: Role): boolean => role === "handler" || role === "leader";

/** assignsClues tells whether a role gives clues to others. */
export const assignsClues = (role: Role): boolean => role === "leader";

/** assignsMatters tells whether a role says who handles a matter. */
export const assignsMatters = (role: Role): boolean => role === "leader";

/** managesAccounts tells whether a role makes accounts and says who sits where. */
export const managesAccounts = (role: Role): boolean => role === "admin";

/** readsRecord tells whether a role may read who did what. */
export const readsRecord = (role: Role): boolean => role === "admin" || role === "leader";

/** decidesRecusal tells whether a role decides on ties that keep people from cases. */
export const decidesRecusal = (role: Role): boolean => role === "leader";

/** seesNumbers tells whether a role works in the office, and so may see its numbers and models. */
export const seesNumbers = (role: Role): boolean => readsClues(role) || role === "admin";

/** exchanges tells whether a role sends to other agencies and answers them. */
export const exchanges = (role: Role): boolean => role === "handler" || role === "leader";

/** readsExchanges tells whether a role reads what goes to and comes from other agencies; a liaison only what concerns their own. */
export const readsExchanges = (role: Role): boolean => exchanges(role) || role === "liaison";

/** managesPartners tells whether a role says which agencies are trusted, and sees to alarms. */
export const managesPartners = (role: Role): boolean => role === "leader" || role === "admin";

/** readsFigures tells whether a role reads the figures of the office, with what stands behind each. */
export const readsFigures = (role: Role): boolean => role === "leader";
