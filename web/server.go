// Package web is the HTTP API and the built interface, served from the one binary. Each
// resource has a file of its own; nothing here decides anything that a prosecutor would
// ask about. Every endpoint asks for a signed-in person unless it is named public.
package web

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/handle/identity"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
)

// A Server answers HTTP requests. All fields but Demo, PDF, Proxies, Single, Limits, Secure,
// Box, Files, Filings and Observe must be set.
type Server struct {
	Accounts   *access.Service
	Clues      *clue.Service
	Matters    *matter.Service
	Figures    *stats.Service // of those who lead
	Drafts     *draft.Service // models that the office writes
	Workshop   Workshop
	Audit      *audit.Log
	Answers    *db.DB                 // where answers to named requests are kept
	Checkpoint func() (string, error) // of the log that outsiders can check
	Verifier   Verifier               // of that log
	Documents  Documents
	Law        law.Register
	Standards  standard.Library
	Uploads    Uploads // files of other agencies that have arrived
	Intake     Intake
	Arrivals   Arrivals // court documents as they come
	Registers  Registers
	Quarantine Quarantine
	Records    access.Records // who is who, to detect ties
	Identities Identities
	Filings    Filings // asks about cases to be docketed; needed at a court
	Decisions  *identity.Service
	Renewals   Renewals
	Networks   Networks
	Remedies   Remedies                                               // asks later data whether what was promised was kept
	Models     func() []Card                                          // the supervision models of this moment, in the order in which people are shown them
	Snapshot   func(ctx context.Context) (SnapshotInfo, error)        // the present snapshot; the zero value if nothing was imported yet
	Demo       []DemoAccount                                          // accounts that anybody may use; none outside a demonstration
	PDF        func(ctx context.Context, docx []byte) ([]byte, error) // nil where LibreOffice is not installed
	Proxies    []netip.Prefix                                         // web servers in front, which say where requests come from
	Single     *oidc.Provider                                         // the office's own sign-in service; nil if it has none
	Limits     Limits                                                 // of requests; the zero value is none
	Secure     bool                                                   // people reach it by HTTPS: the session cookie is sent over nothing else
	Box        *box.Box                                               // exchange with other agencies; nil if this agency has not been set up for it
	Files      box.Files                                              // that go with dispatches
	Observe    func(route string, status int, took time.Duration)     // told of every request that was answered; the route is empty outside the API
	Log        *slog.Logger
	Now        func() time.Time
}

const (
	maxBody = 1 << 20          // bytes of a request
	maxTime = 30 * time.Second // for one request
)

// Handler returns everything the server answers. Read it from the inside out: the routes,
// then what every request passes through before it reaches them.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	api := s.routes(mux)
	document := sync.OnceValue(func() []byte { return describe(api) }) // hardly anybody asks
	mux.HandleFunc("GET /api/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/openapi+json")
		fmt.Fprintf(w, "%s", document())
	})
	mux.HandleFunc(rest, s.unknown(mux))
	mux.Handle("/", s.static())

	h := s.slowed(newMeter(s.Limits.Account), byAccount, s.once(mux))
	h = s.session(h)
	h = s.slowed(newMeter(s.Limits.SignIn), bySignIn, h)
	h = s.slowed(newMeter(s.Limits.Address), byAddress, h)
	h = s.sameOrigin(h)
	h = s.limit(h)
	h = s.recovered(h)
	h = secured(h)
	return s.begin(h)
}

// OpenAPI returns the description of the API as OpenAPI 3.1 in JSON. It depends on
// nothing but the code.
func OpenAPI() []byte {
	return describe((&Server{}).routes(http.NewServeMux()))
}

// routes is the list of everything the API can do.
func (s *Server) routes(mux *http.ServeMux) huma.API {
	api := humago.New(mux, s.config())

	route(s, api, get("/api/health", "health", "Whether the server answers", anyone()), s.health)
	route(s, api, get("/api/demo", "list-demo-accounts", "Accounts of a demonstration that anybody may use", anyone()), s.demo)

	route(s, api, also(post("/api/session", "sign-in", "Sign in", anyone()),
		"Sets the cookie of the session, which opens nothing before its stage is empty. After 5 wrong tries for one name a further one is refused with 429 and Retry-After: for a minute, then two, up to an hour.",
		http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests), s.signIn)
	mine := needs(access.OwnAccount)
	anyStage := []access.Stage{access.NeedsCode, access.NeedsChange, access.NeedsFactor}
	route(s, api, also(post("/api/session/codes", "give-code", "Complete a sign-in with a code of the second factor", mine.early(access.NeedsCode)),
		"Or with a recovery code. Sets the cookie anew.", http.StatusConflict, http.StatusTooManyRequests), s.giveCode)
	route(s, api, get("/api/session", "get-session", "Who is signed in", mine.early(anyStage...)), s.whoAmI)
	route(s, api, del("/api/session", "sign-out", "Sign out", mine.early(anyStage...)), s.signOut)

	route(s, api, get("/api/overview", "get-overview", "Numbers of the whole office", needs(access.ReadNumbers)), s.overview)

	s.accountRoutes(api)
	s.singleRoutes(api)
	s.officeRoutes(api)
	s.clueRoutes(api)

	route(s, api, also(get("/api/judgments", "list-judgments", "Court documents of the present snapshot", needs(access.ReadDocuments).inHome()),
		"Newest decision first. A search by q is recorded."), s.listJudgments)
	route(s, api, also(get("/api/judgments/{id}", "get-judgment", "One court document with its text", of(access.Document, access.ReadDocuments, access.ReadDocuments).inHome()), saysLook), s.getJudgment)
	s.copyRoutes(api)

	route(s, api, get("/api/models", "list-models", "The supervision models", needs(access.ReadModels)), s.listModels)
	route(s, api, get("/api/models/{branch}/{name}", "get-model", "The rule card of one model", of(access.Rule, access.ReadModels, access.ReadModels)), s.getModel)

	s.draftRoutes(api)
	s.testRoutes(api)

	route(s, api, get("/api/standards", "list-standards", "The data standards", needs(access.ReadStandards)), s.listStandards)
	route(s, api, get("/api/standards/{name}", "get-standard", "One data standard with its fields", of(access.Rule, access.ReadStandards, access.ReadStandards)), s.getStandard)
	route(s, api, also(get("/api/standards/{name}/schema", "get-standard-schema", "JSON Schema of one row of a delivery", of(access.Rule, access.ReadStandards, access.ReadStandards)),
		"For agencies that check what they send."), s.getStandardSchema)
	s.networkRoutes(api)
	s.registerRoutes(api)
	s.matterRoutes(api)
	s.figureRoutes(api)
	s.factRoutes(api)
	s.lawRoutes(api)
	s.transferRoutes(api)
	s.jointRoutes(api)
	s.checkRoutes(api)
	s.arrivalRoutes(api)

	s.auditRoutes(api)

	route(s, api, also(get("/api/identities", "list-identities", "Pairs of mentions that may be one person or organisation", needs(access.DecideIdentity).inHome()), "For people to decide: linkage did not merge them; or, with merged, those that it did, to be taken apart again."), s.listIdentities)
	route(s, api, also(get("/api/identities/{id}", "get-identity", "One pair with what speaks for and against it", of(access.Identity, access.DecideIdentity, access.DecideIdentity).inHome()), saysPurpose), s.getIdentity)
	route(s, api, also(post("/api/identities/{id}/decisions", "decide-identity", "Decide a pair", of(access.Identity, access.DecideIdentity, access.DecideIdentity).inHome()),
		"It takes the place of an earlier decision about the pair, outlives every run of linkage, and takes effect with the next one. The act is recorded."), s.decideIdentity)
	route(s, api, get("/api/decisions", "list-decisions", "What was decided about who is who", needs(access.DecideIdentity).inHome()), s.listDecisions)
	route(s, api, also(del("/api/decisions/{id}", "undo-decision", "Take a decision back", of(access.Identity, access.DecideIdentity, access.DecideIdentity).inHome()), "It stays in the list. The act is recorded.", http.StatusConflict), s.undoDecision)
	route(s, api, also(ongoing(post("/api/renewals", "start-renewal", "Tell who is who anew and run the models again", needs(access.DecideIdentity).inHome())),
		"So that decisions take effect. Answers at once; GET /api/renewals tells how far it is. 409 while another one runs. The act is recorded.", http.StatusConflict), s.startRenewal)
	route(s, api, also(get("/api/renewals", "list-renewals", "What came of running linkage and models again", needs(access.DecideIdentity).inHome()), "Of this life of the program, the newest first."), s.listRenewals)
	return api
}

// registerRoutes is what the API can do with registers of other agencies.
func (s *Server) registerRoutes(api huma.API) {
	route(s, api, get("/api/registers", "list-registers", "Data sets and how much of them there is", needs(access.ReadNumbers).inHome()), s.listRegisters)
	route(s, api, get("/api/coverage/{name}", "get-coverage", "From when to when a register reaches, and its gaps", of(access.Rule, access.ReadNumbers, access.ReadNumbers).inHome()), s.getCoverage)
	route(s, api, get("/api/quality/{name}", "get-quality", "What is missing and what is wrong in a register or an import", of(access.Rule, access.ReadNumbers, access.ReadNumbers).inHome()), s.getQuality)

	route(s, api, also(uploading(post("/api/uploads", "upload-file", "Bring in a file of another agency", needs(access.ImportRecords).inHome())),
		"The body is the file. It is kept for 48 hours and seen by nobody else; nothing is imported yet. The act is recorded."), s.postUpload)
	route(s, api, get("/api/uploads/{id}", "get-upload", "A file that has arrived, with its sheets", of(access.AnImport, access.ImportRecords, access.ReadNumbers).inHome()), s.getUpload)
	route(s, api, del("/api/uploads/{id}", "drop-upload", "Remove a file that has arrived", of(access.AnImport, access.ImportRecords, access.ReadNumbers).inHome()), s.dropUpload)
	route(s, api, also(post("/api/uploads/{id}/match", "match-upload", "Which column is which field", of(access.AnImport, access.ImportRecords, access.ReadNumbers).inHome()), saysPurpose), s.matchUpload)
	route(s, api, also(post("/api/uploads/{id}/preview", "preview-upload", "What an import would make of the first 50 rows", of(access.AnImport, access.ImportRecords, access.ReadNumbers).inHome()), saysPurpose), s.previewUpload)

	route(s, api, also(ongoing(post("/api/imports", "start-import", "Import a file that has arrived", needs(access.ImportRecords).inHome())),
		"Answers at once with a run, whose progress GET /api/runs/{id} tells. 409 while another import runs.", http.StatusConflict), s.postImport)
	route(s, api, get("/api/imports", "list-imports", "Imports with the basis on which their records are here", needs(access.ReadNumbers).inHome()), s.listImports)
	route(s, api, get("/api/imports/{id}", "get-import", "One import and what forgetting it would remove", of(access.AnImport, access.ReadNumbers, access.ReadNumbers).inHome()), s.getImport)
	route(s, api, also(del("/api/imports/{id}", "forget-import", "Remove all records of an import, for good", of(access.AnImport, access.ForgetImports, access.ReadNumbers).inHome()),
		"Snapshots that held them can no longer be opened. The act is recorded.", http.StatusConflict), s.forgetImport)
	route(s, api, get("/api/runs/{id}", "get-run", "How far an import is, or what came of it", of(access.AnImport, access.ReadNumbers, access.ReadNumbers).inHome()), s.getRun)
	route(s, api, also(del("/api/runs/{id}", "cancel-run", "Stop an import that runs", of(access.AnImport, access.ImportRecords, access.ReadNumbers).inHome()), "Nothing of it is kept. The act is recorded.", http.StatusConflict), s.cancelRun)

	route(s, api, also(get("/api/quarantine", "list-quarantine", "Rows that were put aside, with why", needs(access.ReadNumbers).inHome()), saysPurpose), s.listQuarantine)
	route(s, api, also(get("/api/quarantine/file", "export-quarantine", "Rows of one import that were put aside, as CSV", needs(access.ReadRecords).inHome()),
		"To be mended and sent again. The act is recorded."), s.exportQuarantine)
	route(s, api, also(post("/api/quarantine/drops", "drop-quarantine", "Give rows in quarantine up", needs(access.ImportRecords).inHome()),
		"They are not imported any more. The act is recorded.", http.StatusConflict), s.dropQuarantine)
}

// matterRoutes is what the API can do with matters.
func (s *Server) matterRoutes(api huma.API) {
	route(s, api, get("/api/procedures", "list-procedures", "Procedures by which matters are opened", needs(access.ReadModels)), s.listProcedures)
	route(s, api, also(get("/api/procedures/{id}", "get-procedure", "One procedure, whole", of(access.Rule, access.ReadModels, access.ReadModels)), "States, steps, fields, deadlines, rules with their articles."), s.getProcedure)

	route(s, api, also(get("/api/matters", "list-matters", "Matters, filtered and sorted", needs(access.ReadMatters)),
		"Pages follow each other by cursor and are stable while matters are added. A search by q is recorded."), s.listMatters)
	route(s, api, also(post("/api/matters", "open-matter", "Open a matter", needs(access.OpenMatters)),
		"On clues, an application, a petition. 409 if the procedure or the state of a clue forbids it; the answer cites the article.", http.StatusConflict), s.openMatter)
	route(s, api, also(get("/api/matters/{id}", "get-matter", "Everything about one matter", of(access.AMatter, access.ReadMatters, access.ReadMatters)), "With the steps the caller could take next and what already speaks against each. Sensitive fields and the numbers of parties are hidden until a purpose is stated. The look is recorded, with the purpose."), s.getMatter)

	const guarded = "409 if the matter has changed since If-Match, or the procedure forbids it; the answer cites the article."
	in := func(path, id, summary string, right access.Right) huma.Operation {
		return also(post("/api/matters/{id}/"+path, id, summary, of(access.AMatter, right, access.ReadMatters)), guarded, http.StatusConflict)
	}
	route(s, api, in("steps", "take-step", "Take a step, or propose it if it needs approval", access.HandleMatters), act(s, s.takeStep))
	route(s, api, in("approvals", "approve-step", "Give the approval that the waiting step needs next", access.ApproveMatters), act(s, s.approveStep))
	route(s, api, in("returns", "return-step", "Give the waiting step back, with a reason", access.ReadMatters), act(s, s.returnStep))
	route(s, api, in("explanations", "explain-deadline", "Explain why a deadline is overdue", access.HandleMatters), act(s, s.explainDeadline))
	route(s, api, in("acceptances", "accept-explanation", "Approve why a deadline is overdue", access.ApproveMatters), act(s, s.acceptWhy))
	route(s, api, in("clues", "join-matter", "Let a clue join the matter", access.HandleMatters), act(s, s.joinMatter))
	route(s, api, in("links", "link-matter", "Link the matter to another one, or take a link away", access.HandleMatters), act(s, s.linkMatter))
	route(s, api, get("/api/relations", "list-relations", "How matters can belong together", needs(access.ReadModels)), s.listRelations)
	route(s, api, in("members", "assign-matter", "Name a member, or the lead", access.AssignMatters), act(s, s.assignMatter))
	route(s, api, in("departures", "release-member", "End that an account handles the matter", access.AssignMatters), act(s, s.releaseMember))
	route(s, api, in("parties", "add-party", "Add a party", access.HandleMatters), act(s, s.addParty))
	route(s, api, in("evidence", "add-evidence", "Record a piece of evidence", access.HandleMatters), act(s, s.addEvidence))
	route(s, api, in("custody", "pass-evidence", "Record that evidence came into other hands", access.HandleMatters), act(s, s.passEvidence))
	route(s, api, in("notes", "note-matter", "Write a note into the history", access.HandleMatters), act(s, s.noteMatter))
	route(s, api, in("tasks", "add-task", "Add a thing to do", access.HandleMatters), act(s, s.addTask))
	s.remedyRoutes(api)
	route(s, api, in("completions", "finish-task", "Say that a task is done", access.HandleMatters), act(s, s.finishTask))
	route(s, api, in("papers", "draft-paper", "Draft a paper", access.HandleMatters), act(s, s.draftPaper))
	route(s, api, in("texts", "rewrite-paper", "Give a draft another text", access.HandleMatters), act(s, s.rewritePaper))
	route(s, api, in("papermoves", "move-paper", "Submit, approve, give back, seal, serve or withdraw a paper", access.ReadMatters), act(s, s.movePaper))
	route(s, api, also(get("/api/matters/{id}/papers/{paper}/file", "get-paper", "A paper as a file", of(access.AMatter, access.ReadMatters, access.ReadMatters)),
		"Or as PDF. With masked, names and numbers of persons are hidden. The newest checkpoint of the log stands on it; the act is recorded with the hash of the file.", http.StatusConflict), s.paperFile)
	s.receiptRoutes(api)
	s.petitionRoutes(api)
	route(s, api, get("/api/templates", "list-templates", "Templates of papers with their fields", needs(access.ReadModels)), s.listTemplates)
	route(s, api, also(get("/api/templates/{id}/file", "get-template", "A template as a .docx file", of(access.Rule, access.ReadModels, access.ReadModels)), "To be changed in a word processor; that of the office if it has one."), s.templateFile)

	ofMatter := of(access.AMatter, access.ReadMatters, access.ReadMatters)
	route(s, api, also(get("/api/matters/{id}/papers/{paper}/versions", "list-paper-versions", "Every version of a paper", ofMatter), "With who wrote it and when."), s.paperVersions)
	route(s, api, also(get("/api/matters/{id}/papers/{paper}/comparison", "compare-paper", "What changed between two versions of a paper", ofMatter), "Paragraph by paragraph, and word by word within those that changed."), s.comparePaper)
	route(s, api, also(get("/api/matters/{id}/whatif", "what-if", "The last day of a deadline, had its event been on another day", ofMatter), "Nothing is changed."), s.whatIf)
	route(s, api, also(get("/api/board", "get-board", "Numbers of the open matters, for a board", needs(access.ReadMatters)), "By procedure and state; those that wait, are overdue, or are due within 7 days."), s.board)
	route(s, api, also(get("/api/notices", "list-notices", "What the caller is reminded of", needs(access.OwnAccount)), "Deadlines that come near or have passed, and the numbers of the day."), s.listNotices)
	route(s, api, post("/api/notices/reads", "read-notices", "Mark notices as read", needs(access.OwnAccount)), s.readNotices)
	route(s, api, also(get("/api/calendar/file", "export-calendar", "Deadlines as an iCalendar file", needs(access.ReadMatters)), "With the numbers of the matters, and no names."), s.calendarFile)
	route(s, api, get("/api/deadlines", "list-deadlines", "Deadlines that run, the most pressing first", needs(access.ReadMatters)), s.listDue)
	route(s, api, get("/api/tasks", "list-tasks", "Things to do, the most pressing first", needs(access.ReadMatters)), s.listTasks)
	route(s, api, also(get("/api/papers", "list-papers", "Papers that wait for approval, the seal or service", needs(access.ReadMatters)),
		"Across the matters that the caller may read, without what the papers say. A paper is moved in its matter."), s.listPapers)
	route(s, api, also(get("/api/calendar", "get-calendar", "Rest days, working days and what is due on each day", needs(access.ReadMatters)), "At most 62 days at once."), s.calendar)
}
