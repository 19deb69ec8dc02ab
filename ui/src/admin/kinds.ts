/** The sorts of acts, in the order in which an auditor asks for them. */
export const kinds = ["look", "export", "change", "entry", "admit", "upkeep"] as const;
