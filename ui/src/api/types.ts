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
export type ClueReport = Answer<paths["/api/clues/{id}/report"]["get"]>;
export type Reason = Item<Answer<paths["/api/reasons"]["get"]>["items"]>;
export type JudgmentText = Answer<paths["/api/judgments/{id}"]["get"]>;
/** Passages that stand in two court documents. */
export type DocumentComparison = Answer<paths["/api/judgments/{id}/comparison"]["get"]>;
export type CopiedPassage = Item<DocumentComparison["passages"]>;
export type CopyList = Answer<paths["/api/clues/{id}/copies"]["get"]>;
export type CopiedPair = Item<CopyList["pairs"]>;
/** A court document in the list of all. */
export type DocumentHead = Item<Answer<paths["/api/judgments"]["get"]>["items"]>;
export type DocumentQuery = NonNullable<paths["/api/judgments"]["get"]["parameters"]["query"]>;
/** What the reader took from a court document. */
export type Judgment = JudgmentText["judgment"];
export type ModelCard = Answer<paths["/api/models/{branch}/{name}"]["get"]>;
export type StandardRow = Item<Answer<paths["/api/standards"]["get"]>["items"]>;
export type StandardQuery = NonNullable<paths["/api/standards"]["get"]["parameters"]["query"]>;
export type Standard = Answer<paths["/api/standards/{name}"]["get"]>;
export type Field = Item<Standard["fields"]>;
export type Move = paths["/api/clues/{id}/moves"]["post"]["requestBody"]["content"]["application/json"];
export type ClueQuery = NonNullable<NonNullable<paths["/api/clues"]["get"]["parameters"]["query"]>>;

export type ClueChoice = NonNullable<paths["/api/claims"]["post"]["requestBody"]["content"]["application/json"]["filter"]>;
/** A change of many clues, and what is done to each. */
export type Bulk = Answer<paths["/api/bulks/{id}"]["get"]>;
export type BulkRequest = paths["/api/bulks"]["post"]["requestBody"]["content"]["application/json"];
export type BulkAct = BulkRequest["act"];

/** One sentence in the two languages of the program. */
export type Text = ClueRow["model_title"];

/** The states of a clue in the order in which work moves. */
export const states: State[] = ["found", "screening", "accepted", "dismissed", "transferred"];

/** What the pages about registers of other agencies show. */
export type Dataset = Item<Answer<paths["/api/registers"]["get"]>["items"]>;
export type Coverage = Answer<paths["/api/coverage/{name}"]["get"]>;
export type CoverageLine = Item<Coverage["rows"]>;
export type Quality = Answer<paths["/api/quality/{name}"]["get"]>;
export type FieldQuality = Item<Quality["fields"]>;
export type Remark = Item<Quality["findings"]>;
export type Upload = paths["/api/uploads"]["post"]["responses"][201]["content"]["application/json"];
export type Sheet = Item<Upload["sheets"]>;
export type Matches = Answer<paths["/api/uploads/{id}/match"]["post"]>;
export type ColumnMatch = Item<Matches["columns"]>;
export type Cell = Item<ColumnMatch["samples"]>;
export type Preview = Answer<paths["/api/uploads/{id}/preview"]["post"]>;
export type PreviewRow = Item<Preview["rows"]>;
export type PreviewCell = Item<PreviewRow["cells"]>;
export type ColumnChoice = Item<paths["/api/uploads/{id}/preview"]["post"]["requestBody"]["content"]["application/json"]["columns"]>;
export type ImportRequest = paths["/api/imports"]["post"]["requestBody"]["content"]["application/json"];
export type ImportPage = Answer<paths["/api/imports"]["get"]>;
export type ImportRow = Item<ImportPage["items"]>;
export type ImportDetail = Answer<paths["/api/imports/{id}"]["get"]>;
export type Run = Answer<paths["/api/runs/{id}"]["get"]>;
export type RowCounts = Run["counts"];
export type QuarantinePage = Answer<paths["/api/quarantine"]["get"]>;
export type QuarantineRow = Item<QuarantinePage["items"]>;
export type QuarantineQuery = NonNullable<paths["/api/quarantine"]["get"]["parameters"]["query"]>;

/** Pairs of mentions that people have to decide. */
export type IdentityPage = Answer<paths["/api/identities"]["get"]>;
export type PairRow = Item<IdentityPage["items"]>;
export type IdentityPair = Answer<paths["/api/identities/{id}"]["get"]>;
export type PairTrait = Item<IdentityPair["rows"]>;
export type Side = PairRow["left"];
export type Decision = Item<Answer<paths["/api/decisions"]["get"]>["items"]>;
export type Renewal = Item<Answer<paths["/api/renewals"]["get"]>["items"]>;
export type Verdict = "same" | "different" | "unsure";

/** Matters, and the procedures they go by. */
export type Petition = Item<Answer<paths["/api/petitions"]["get"]>["items"]>;
export type PetitionRequest = paths["/api/petitions"]["post"]["requestBody"]["content"]["application/json"];
export type MatterPage = Answer<paths["/api/matters"]["get"]>;
export type MatterRow = Item<MatterPage["items"]>;
export type MatterQuery = NonNullable<paths["/api/matters"]["get"]["parameters"]["query"]>;
export type Matter = Answer<paths["/api/matters/{id}"]["get"]>;
export type Term = Item<Matter["course"]["terms"]>;
export type Taken = Item<Matter["course"]["taken"]>;
export type Choice = Item<Matter["choices"]>;
export type Step = Choice["step"];
export type Task = Item<Matter["tasks"]>;
export type Paper = Item<Matter["papers"]>;
export type WaitingPaper = Item<Answer<paths["/api/papers"]["get"]>["items"]>;
export type PaperQuery = NonNullable<paths["/api/papers"]["get"]["parameters"]["query"]>;
export type Template = Item<Answer<paths["/api/templates"]["get"]>["items"]>;
export type Evidence = Item<Matter["evidence"]>;
export type MatterEvent = Item<Matter["events"]>;
export type LawEdition = Item<Answer<paths["/api/laws"]["get"]>["items"]>;
export type CitedArticle = Item<Answer<paths["/api/laws/articles"]["get"]>["items"]>;
export type LawRef = Item<Matter["law"]>;
export type ProcedureRow = Item<Answer<paths["/api/procedures"]["get"]>["items"]>;
export type Procedure = Answer<paths["/api/procedures/{id}"]["get"]>;
export type ProcedureField = Procedure["fields"][string];
export type Due = Item<Answer<paths["/api/deadlines"]["get"]>["items"]>;
export type Calendar = Answer<paths["/api/calendar"]["get"]>;
export type CalendarDay = Item<Calendar["days"]>;
export type OpenMatter = paths["/api/matters"]["post"]["requestBody"]["content"]["application/json"];

/** What the pages about accounts show. */
export type OwnAccount = Answer<paths["/api/account"]["get"]>;
export type Offer = Answer<paths["/api/account/offers"]["post"]>;
export type SignedIn = Item<Answer<paths["/api/sessions"]["get"]>["items"]>;
export type RecusalTie = Item<Answer<paths["/api/ties"]["get"]>["items"]>;

/** What the pages of administration show. */
export type OfficeRow = Item<Answer<paths["/api/offices"]["get"]>["items"]>;
export type Department = Item<Answer<paths["/api/departments"]["get"]>["items"]>;
export type AccountPage = Answer<paths["/api/accounts"]["get"]>;
export type AccountCard = Item<AccountPage["items"]>;
export type AccountQuery = NonNullable<paths["/api/accounts"]["get"]["parameters"]["query"]>;
export type NewAccount = paths["/api/accounts"]["post"]["requestBody"]["content"]["application/json"];
export type Position = paths["/api/accounts/{id}/positions"]["post"]["requestBody"]["content"]["application/json"];
export type OfficeDraft = paths["/api/offices"]["post"]["requestBody"]["content"]["application/json"];
export type Presence = Item<Answer<paths["/api/presences"]["get"]>["items"]>;
export type Policy = Answer<paths["/api/policy"]["get"]>;
export type PolicyStatement = Item<Policy["statements"]>;
export type AuditPage = Answer<paths["/api/audit"]["get"]>;
export type AuditRow = Item<AuditPage["items"]>;
export type AuditQuery = NonNullable<paths["/api/audit"]["get"]["parameters"]["query"]>;
export type VerbRow = Item<Answer<paths["/api/verbs"]["get"]>["items"]>;
export type LookReport = Answer<paths["/api/looks"]["get"]>;
export type Looker = Item<LookReport["people"]>;
export type LogCheck = Answer<paths["/api/verification"]["get"]>;
export type Comparison = Answer<paths["/api/matters/{id}/papers/{paper}/comparison"]["get"]>;
export type PaperVersion = Comparison["from"];
export type Notice = Item<Answer<paths["/api/notices"]["get"]>["items"]>;
export type Colleague = Item<Answer<paths["/api/colleagues"]["get"]>["items"]>;

/** How people sign in. */
export type Entrance = Answer<paths["/api/entrance"]["get"]>;

/** Models that the office writes. */
export type DraftRow = Item<Answer<paths["/api/drafts"]["get"]>["items"]>;
export type Draft = Answer<paths["/api/drafts/{id}"]["get"]>;
export type DraftState = DraftRow["state"];
export type ModelText = paths["/api/modelchecks"]["post"]["requestBody"]["content"]["application/json"];
export type ModelCheck = Answer<paths["/api/modelchecks"]["post"]>;
export type ModelTable = Item<ModelCheck["tables"]>;
type DatasetFacts = Answer<paths["/api/fieldfacts/{dataset}"]["get"]>;
/** What the data here have of a field, and of how many rows. */
export type FieldFacts = Item<DatasetFacts["fields"]> & { rows: number };
export type ModelFault = Item<ModelCheck["faults"]>;
export type CaseLook = Answer<paths["/api/modellooks"]["post"]>;
export type LookStep = Item<CaseLook["steps"]>;
export type BacktestRun = Answer<paths["/api/drafts/{id}/backtests"]["get"]>;
/** A test of a draft in a list. */
export type BacktestRow = Answer<paths["/api/drafts/{id}/tests"]["get"]>["items"][number];
export type BacktestReport = NonNullable<BacktestRun["report"]>;
export type BacktestExample = BacktestReport["examples"][number];
export type DraftAnnex = Answer<paths["/api/drafts/{id}/annex"]["get"]>;
export type FindingLabel = NonNullable<BacktestRun["labels"]>[number];
export type LabelVerdict = paths["/api/drafts/{id}/labels"]["post"]["requestBody"]["content"]["application/json"]["verdict"];
export type BacktestLevel = NonNullable<BacktestReport["levels"]>[number];
/** The network of people, organisations and cases. */
export type Network = Answer<paths["/api/network/pictures"]["post"]>;
export type NetworkQuestion = paths["/api/network/pictures"]["post"]["requestBody"]["content"]["application/json"];
export type NetworkNode = Item<Network["nodes"]>;
export type NetworkEdge = Item<Network["edges"]>;
export type RelationQuestion = paths["/api/network/evidence"]["post"]["requestBody"]["content"]["application/json"];
export type RelationRecord = Item<Answer<paths["/api/network/evidence"]["post"]>["items"]>;

/** What goes to other agencies and comes from them. */
export type ExchangePage = Answer<paths["/api/exchanges"]["get"]>;
export type ExchangeRow = Item<ExchangePage["items"]>;
export type ExchangeQuery = NonNullable<paths["/api/exchanges"]["get"]["parameters"]["query"]>;
export type Exchange = Answer<paths["/api/exchanges/{id}"]["get"]>;
export type ExchangeItem = Item<Exchange["items"]>;
export type NextKind = Item<Exchange["next"]>;
export type ExchangeStep = paths["/api/exchanges/{id}/steps"]["post"]["requestBody"]["content"]["application/json"];
export type ExchangeOpening = paths["/api/exchanges"]["post"]["requestBody"]["content"]["application/json"];
export type Dispatch = Answer<paths["/api/dispatches/{id}"]["get"]>;
export type Partner = Item<Answer<paths["/api/partners"]["get"]>["items"]>;
export type Alarm = Item<Answer<paths["/api/alarms"]["get"]>["items"]>;

/** The figures of those who lead. */
export type FigureReport = Answer<paths["/api/figures"]["get"]>;
export type FigureQuery = NonNullable<paths["/api/figures"]["get"]["parameters"]["query"]>;
export type FigureRowsQuery = NonNullable<paths["/api/figures/{set}/rows"]["get"]["parameters"]["query"]>;
export type FigureRow = Item<Answer<paths["/api/figures/{set}/rows"]["get"]>["items"]>;
export type Figure = Item<FigureReport["figures"]>;
export type FigureNumber = Figure["now"];
export type FigureWindow = FigureReport["window"];
export type ModelYield = Item<FigureReport["models"]>;
export type Division = Item<FigureReport["divisions"]>;
export type JointRow = Item<Answer<paths["/api/joints"]["get"]>["items"]>;
export type Joint = Answer<paths["/api/joints/{id}"]["get"]>;
export type JointTask = Item<Joint["tasks"]>;
export type RemedyRun = Answer<paths["/api/matters/{id}/remedies"]["get"]>;
export type JointFile = paths["/api/joints/{id}/files"]["post"]["responses"][201]["content"]["application/json"];
export type JointPiece = Item<Joint["evidence"]>;
export type JointOpening = paths["/api/joints"]["post"]["requestBody"]["content"]["application/json"];
export type JointChange = paths["/api/joints/{id}/changes"]["post"]["requestBody"]["content"]["application/json"];
