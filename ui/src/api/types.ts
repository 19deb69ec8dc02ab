// Names for what the server sends, read off the paths of the generated schema (npm run api),
// so that the names of its types do not matter.
import type { paths } from "./schema";

type Answer<O> = O extends { responses: { 200: { content: { "application/json": infer T } } } } ? T : never;
type Item<T> = T extends (infer U)[] ? U : never;

export type Account = Answer<paths["/api/session"]["get"]>;
export type DemoAccount = Item<Answer<paths["/api/demo"]["get"]>["accounts"]>;
export type Overview = Answer<paths["/api/overview"]["get"]>;
export type CluePage = Answer<paths["/api/clues"]["get"]>;
export type ClueRow = Item<CluePage["items"]>;
export type Clue = Answer<paths["/api/clues/{id}"]["get"]>;
export type State = Clue["state"];
export type Indicator = Item<Clue["indicators"]>;
export type EvidenceRecord = Item<Clue["records"]>;
export type Against = Item<Clue["against"]>;
export type Basis = Item<Clue["law"]>;
export type ClueDocument = Item<Clue["documents"]>;
export type HistoryEntry = Item<Clue["history"]>;
export type Reason = Item<Answer<paths["/api/reasons"]["get"]>["items"]>;
export type JudgmentText = Answer<paths["/api/judgments/{id}"]["get"]>;
/** What the reader took from a court document. */
export type Judgment = JudgmentText["judgment"];
export type ModelCard = Answer<paths["/api/models/{branch}/{name}"]["get"]>;
export type StandardRow = Item<Answer<paths["/api/standards"]["get"]>["items"]>;
export type StandardQuery = NonNullable<paths["/api/standards"]["get"]["parameters"]["query"]>;
export type Standard = Answer<paths["/api/standards/{name}"]["get"]>;
export type Field = Item<Standard["fields"]>;
export type Move = paths["/api/clues/{id}/moves"]["post"]["requestBody"]["content"]["application/json"];
export type ClueQuery = NonNullable<NonNullable<paths["/api/clues"]["get"]["parameters"]["query"]>>;

/** One sentence in the two languages of the program. */
export type Text = ClueRow["model_title"];

/** The states of a clue in the order in which work moves. */
export const states: State[] = ["found", "screening", "accepted", "dismissed", "transferred"];
