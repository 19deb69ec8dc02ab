/** The tasks that have a page of help, in the order in which work meets them. */
export const tasks = ["triage", "clue", "matter", "deadline", "approve", "paper", "document", "model", "import", "quarantine", "network", "identity", "figures", "exchange", "joint", "admin"] as const;
export type HelpTask = (typeof tasks)[number];

/** How many steps the help of each has (help.test.ts holds it against the words). */
export const lengths: Record<HelpTask, number> = { triage: 6, clue: 6, matter: 6, deadline: 5, approve: 5, paper: 6, document: 5, model: 6, import: 6, quarantine: 5, network: 6, identity: 5, figures: 6, exchange: 5, joint: 5, admin: 6 };
