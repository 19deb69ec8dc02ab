package web

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
	"github.com/mingjian/mingjian/law"
)

// A Workshop is what this package needs to let people write models. A rule and cases are
// texts in YAML, as docs/writing-a-model.md tells.
type Workshop interface {
	// Source returns the rule and cases of a model at hand under a new id, or the beginning of
	// a model for an empty from. Conflict if the program has a model called id itself.
	Source(id, from string) (rule, cases string, err error)
	// Check reads a rule and cases and says everything that is wrong with them.
	Check(id, rule, cases string) (ModelCheck, error)
	// Try runs every case. What is wrong with the rule is a fault of kind Invalid.
	Try(ctx context.Context, id, rule, cases string) ([]CaseTrial, error)
	// Look runs one case and returns every step of it.
	Look(ctx context.Context, id, rule, cases, name string) (scan.Look, error)
	// Prove returns an Invalid fault unless the model is sound and all of its cases pass.
	Prove(ctx context.Context, id, rule, cases string) error
	// Backtest begins to test a draft on history and returns at once; what comes of it is kept
	// with the draft.
	Backtest(ctx context.Context, by access.Account, d draft.Draft, o draft.TestOrder) (draft.Test, error)
	// PlanBacktest says what such a test would look at and is expected to take.
	PlanBacktest(ctx context.Context, d draft.Draft, o draft.TestOrder) (backtest.Plan, error)
	// Activate puts approved models whose day has come where scans find them. What fails is
	// tried again within the hour.
	Activate(ctx context.Context)
	// Facts returns what the present snapshot has of a data set, or NotFound.
	Facts(ctx context.Context, dataset string) (DatasetFacts, error)
	// StopBacktest ends the test of a draft that runs.
	StopBacktest(ctx context.Context, by access.Account, id string) error
}

// A ModelCheck is what is wrong with a model and, if it can be compiled, what it is made of.
type ModelCheck struct {
	Faults []ModelFault `json:"faults" nullable:"false" doc:"Everything that is wrong, by line; none if the model is sound."`
	Tables []ModelTable `json:"tables" nullable:"false" doc:"The data sets it reads and its steps, in order; none while something is wrong."`
	Cases  []ModelCase  `json:"cases" nullable:"false" doc:"Its cases."`
}

// A ModelFault is one thing that is wrong, and where.
type ModelFault struct {
	File  string     `json:"file" enum:"model.yaml,cases.yaml" doc:"In which text."`
	Line  int        `json:"line" doc:"From 1; 0 if it belongs to no line."`
	Field string     `json:"field" doc:"Path of the field: rule[2].filter.where."`
	Says  fault.Text `json:"says" doc:"What is wrong and what to do."`
}

// A ModelTable is a data set or a step with its columns.
type ModelTable struct {
	Name     string        `json:"name" doc:"Name of the step or the data set."`
	Operator string        `json:"operator" doc:"Operator of the step: filter, join, tally …; input for a data set."`
	Columns  []ModelColumn `json:"columns" nullable:"false" doc:"What later steps may use of it."`
}

// A ModelColumn is a column of a table.
type ModelColumn struct {
	Name  string     `json:"name" doc:"Name in conditions."`
	Type  string     `json:"type" doc:"text, number, integer, date, boolean …"`
	Title fault.Text `json:"title" doc:"Title of the field that it holds as it is; empty for what a step has worked out."`
	// Dataset and Field say which field that is.
	Dataset string `json:"dataset" doc:"Data set of that field; empty for what a step has worked out."`
	Field   string `json:"field" doc:"Name of that field there."`
}

// A ModelCase is a case of a model in short.
type ModelCase struct {
	Name string `json:"name" doc:"Name of the case."`
	Kind string `json:"kind" doc:"hit, miss, boundary, look-alike, missing."`
}

// A CaseTrial is what came of a case.
type CaseTrial struct {
	ModelCase
	Passed bool         `json:"passed" doc:"The model gives what the case wants."`
	Wrong  []fault.Text `json:"wrong" nullable:"false" doc:"In which it differs."`
}

// A BacktestOrder says how to test.
type BacktestOrder struct {
	From    string `json:"from,omitempty" query:"from" pattern:"^[0-9]{4}-[0-9]{2}$" doc:"First month; as far as the data go if left out."`
	To      string `json:"to,omitempty" query:"to" pattern:"^[0-9]{4}-[0-9]{2}$" doc:"Last month."`
	Against string `json:"against,omitempty" query:"against" maxLength:"64" doc:"Id of a model at hand to compare with, such as the version in force."`
	Overlap bool   `json:"overlap,omitempty" query:"overlap" doc:"Tell how much of it other models find; all of them are run once for that."`
}

// A BacktestRun is a test on history, at work or done.
type BacktestRun struct {
	BacktestRow
	Says   fault.Text       `json:"says" doc:"Why it failed; empty otherwise."`
	Report *backtest.Report `json:"report,omitempty" doc:"What it says, once it is done, with labels counted."`
	Labels []draft.Label    `json:"labels,omitempty" nullable:"false" doc:"What people said of subjects that the model finds, in this test or one before."`
}

// A BacktestRow is a test on history in a list.
type BacktestRow struct {
	ID       string        `json:"id" doc:"Id of the test; empty if there was none."`
	State    string        `json:"state" enum:"none,running,done,failed,stopped,interrupted" doc:"Whether it goes on, or how it ended: interrupted, if the program ended while it ran; none, if there was none."`
	Version  int           `json:"version" doc:"Version of the draft that is tested."`
	Order    BacktestOrder `json:"order" doc:"How it was to be tested; sent again, it is begun again."`
	By       string        `json:"by" doc:"Who started it."`
	Started  time.Time     `json:"started" doc:"When."`
	Ended    *time.Time    `json:"ended,omitempty" doc:"When it ended; absent while it runs. Of one that was interrupted, when it was last heard of."`
	Done     int           `json:"done" doc:"Months that are done."`
	Total    int           `json:"total" doc:"Months in all; 0 until it is known."`
	From     string        `json:"from" doc:"End of the first month it looked at, ISO; empty until it is done."`
	To       string        `json:"to" doc:"End of the last."`
	Standing int           `json:"standing" doc:"Subjects found as of the last month."`
}

func backtestRow(x draft.Test) BacktestRow {
	r := BacktestRow{ID: x.ID, State: string(x.State), Version: x.Version, Order: BacktestOrder(x.Order), By: x.By, Started: x.Started, Done: x.Done, Total: x.Total, From: x.From, To: x.To, Standing: x.Standing}
	if !x.Ended.IsZero() {
		r.Ended = &x.Ended
	}
	return r
}

// backtestRun is a test with labels counted in its report.
func backtestRun(x draft.Test, labels []draft.Label) BacktestRun {
	r := BacktestRun{BacktestRow: backtestRow(x), Says: x.Says, Labels: list(labels)}
	if x.Report != nil {
		judged := x.Report.Judged(draft.Decisions(labels))
		r.Report = &judged
	}
	return r
}

// A DraftRow is a draft in a list.
type DraftRow struct {
	ID        string        `json:"id" doc:"Id of the draft."`
	Model     string        `json:"model" doc:"Id of the model: branch/name."`
	State     draft.State   `json:"state" enum:"draft,review,approved,active,dropped" doc:"Where it stands."`
	StateText fault.Text    `json:"state_title" doc:"In words."`
	Version   int           `json:"version" doc:"Raised with every change; to be sent back as seen."`
	Maker     string        `json:"maker" doc:"Who writes it."`
	MadeAt    time.Time     `json:"made_at" doc:"When it was begun."`
	ChangedAt time.Time     `json:"changed_at" doc:"When something last happened to it."`
	Judge     string        `json:"judge" doc:"Who approved it or gave it back; empty if nobody has yet."`
	Note      string        `json:"note" doc:"What they said."`
	Starts    law.Date      `json:"starts" doc:"Day from which scans run it; empty until it is approved."`
	Moves     []draft.State `json:"moves" nullable:"false" enum:"draft,review,approved,active,dropped" doc:"Where the caller can take it now."`
	Writable  bool          `json:"writable" doc:"Whether the caller may write it now."`
}

// A DraftBody is a draft with its texts.
type DraftBody struct {
	DraftRow
	Rule  string `json:"rule" doc:"model.yaml"`
	Cases string `json:"cases" doc:"cases.yaml"`
}

// A TestChoice says which of the tests of a draft is meant.
type TestChoice struct {
	Test string `query:"test" maxLength:"64" doc:"Id of one of the tests that are kept; the newest if left out."`
}

type draftAnswer struct{ Body DraftBody }

// A DraftPath names a draft.
type DraftPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the draft."`
}

// draftRoutes is what the API can do with models that the office writes.
func (s *Server) draftRoutes(api huma.API) {
	write := needs(access.DraftModels)
	one := func(right access.Right) need { return of(access.ADraft, right, access.ReadModels) }
	route(s, api, get("/api/drafts", "list-drafts", "Models that the office writes", needs(access.ReadModels)), s.listDrafts)
	route(s, api, also(post("/api/drafts", "make-draft", "Begin a model", write), "From a model at hand, or from nothing. The act is recorded.", 409), s.makeDraft)
	route(s, api, get("/api/drafts/{id}", "get-draft", "One draft with its texts", one(access.ReadModels)), s.getDraft)
	route(s, api, also(post("/api/drafts/{id}/texts", "write-draft", "Keep what was written", one(access.DraftModels)),
		"It need not be sound yet. 409 if the draft has changed since seen. The act is recorded.", 409), s.writeDraft)
	route(s, api, also(post("/api/drafts/{id}/moves", "move-draft", "Submit, give back, approve or give up a draft", one(access.ReadModels)),
		"Only a sound model whose cases pass goes to review, and nobody approves what they wrote. The act is recorded.", 409), s.moveDraft)
	route(s, api, also(post("/api/modelchecks", "check-model", "What is wrong with a rule and its cases", write), "Nothing is kept."), s.checkModel)
	route(s, api, also(post("/api/modeltrials", "try-model", "Run the cases of a model", write), "Nothing is kept."), s.tryModel)
	route(s, api, also(post("/api/modellooks", "look-model", "Run one case and show every step of it", write), "With what each condition is on each row. Cases are invented: nothing is masked. Nothing is kept."), s.lookModel)
	route(s, api, also(ongoing(post("/api/drafts/{id}/backtests", "start-backtest", "Test a draft on history", one(access.DraftModels).inHome())),
		"Month by month, with what was known at the end of each. Answers at once. The newest five tests of a draft are kept. The act is recorded, and how it ended.", 409), s.startBacktest)
	route(s, api, get("/api/drafts/{id}/backtests", "get-backtest", "How far a test is, or what it says", one(access.ReadClues).inHome()), s.getBacktest)
	route(s, api, get("/api/drafts/{id}/tests", "list-backtests", "The tests of a draft that are kept", one(access.ReadClues).inHome()), s.listBacktests)
	route(s, api, also(get("/api/drafts/{id}/backtestplan", "plan-backtest", "What a test on history would look at and take", one(access.DraftModels).inHome()),
		"The version that is kept is run once on the last month to tell; nothing is kept of it."), s.planBacktest)
	route(s, api, del("/api/drafts/{id}/backtests", "stop-backtest", "End a test that runs", one(access.DraftModels).inHome()), s.stopBacktest)
}

func draftRow(by access.Account, d draft.Draft) DraftRow {
	return DraftRow{ID: d.ID, Model: d.Model, State: d.State, StateText: d.State.In(), Version: d.Version, Maker: d.MakerName, MadeAt: d.MadeAt, ChangedAt: d.ChangedAt,
		Judge: d.JudgeName, Note: d.Note, Starts: d.Starts, Moves: list(d.Moves(by)), Writable: d.Writable(by)}
}

func answerDraft(c caller, d draft.Draft, err error) (*draftAnswer, error) {
	if err != nil {
		return nil, err
	}
	return &draftAnswer{DraftBody{draftRow(c.By, d), d.Rule, d.Cases}}, nil
}

// Drafts are the models that the office writes.
type Drafts struct {
	Items []DraftRow `json:"items" nullable:"false" doc:"The last changed first, at most 500."`
}

func (s *Server) listDrafts(ctx context.Context, c caller, _ *struct{}) (*struct{ Body Drafts }, error) {
	all, err := s.Drafts.List(ctx, c.By)
	if err != nil {
		return nil, err
	}
	out := Drafts{Items: []DraftRow{}}
	for _, d := range all {
		out.Items = append(out.Items, draftRow(c.By, d))
	}
	return &struct{ Body Drafts }{out}, nil
}

// A DraftRequest begins a model.
type DraftRequest struct {
	Model string `json:"model" maxLength:"64" doc:"Its id: branch/name; the branch is civil, criminal, administrative or public-interest."`
	From  string `json:"from,omitempty" maxLength:"64" doc:"Id of a model at hand whose rule and cases it begins with; from nothing if left out."`
}

func (s *Server) makeDraft(ctx context.Context, c caller, in *struct{ Body DraftRequest }) (*draftAnswer, error) {
	if err := draft.CheckID(in.Body.Model); err != nil {
		return nil, err
	}
	rule, cases, err := s.Workshop.Source(in.Body.Model, in.Body.From)
	if err != nil {
		return nil, err
	}
	d, err := s.Drafts.Make(ctx, c.By, in.Body.Model, draft.Text{Rule: rule, Cases: cases})
	return answerDraft(c, d, err)
}

func (s *Server) getDraft(ctx context.Context, c caller, in *DraftPath) (*draftAnswer, error) {
	d, err := s.Drafts.Get(ctx, c.By, in.ID)
	return answerDraft(c, d, err)
}

// A DraftText is what was written.
type DraftText struct {
	Rule  string `json:"rule" maxLength:"400000" doc:"model.yaml"`
	Cases string `json:"cases" maxLength:"400000" doc:"cases.yaml"`
	Seen  int    `json:"seen" doc:"Version of the draft that the person had before them."`
}

func (s *Server) writeDraft(ctx context.Context, c caller, in *struct {
	DraftPath
	Body DraftText
}) (*draftAnswer, error) {
	d, err := s.Drafts.Write(ctx, c.By, in.ID, draft.Text{Rule: in.Body.Rule, Cases: in.Body.Cases, Seen: in.Body.Seen})
	return answerDraft(c, d, err)
}

// A DraftMove takes a draft on.
type DraftMove struct {
	To     draft.State `json:"to" enum:"draft,review,approved,dropped" doc:"Where to."`
	Note   string      `json:"note,omitempty" maxLength:"2000" doc:"Why; needed to give it back, and to give up what was submitted."`
	Starts law.Date    `json:"starts,omitempty" doc:"approved: day from which scans run it; today if left out."`
	Seen   int         `json:"seen" doc:"Version of the draft that the person had before them."`
}

func (s *Server) moveDraft(ctx context.Context, c caller, in *struct {
	DraftPath
	Body DraftMove
}) (*draftAnswer, error) {
	prove := func(d draft.Draft) error { return s.Workshop.Prove(ctx, d.Model, d.Rule, d.Cases) }
	d, err := s.Drafts.Move(ctx, c.By, in.ID, draft.Move{To: in.Body.To, Note: in.Body.Note, Starts: in.Body.Starts, Seen: in.Body.Seen}, prove)
	if err == nil && d.State == draft.Approved {
		s.Workshop.Activate(ctx)
		d, err = s.Drafts.Get(ctx, c.By, in.ID)
	}
	return answerDraft(c, d, err)
}

// A ModelText is a model as it is being written.
type ModelText struct {
	Model string `json:"model" maxLength:"64" doc:"Id that it must have: branch/name."`
	Rule  string `json:"rule" maxLength:"400000" doc:"model.yaml"`
	Cases string `json:"cases" maxLength:"400000" doc:"cases.yaml"`
}

func (s *Server) checkModel(_ context.Context, _ caller, in *struct{ Body ModelText }) (*struct{ Body ModelCheck }, error) {
	out, err := s.Workshop.Check(in.Body.Model, in.Body.Rule, in.Body.Cases)
	if err != nil {
		return nil, err
	}
	out.Faults, out.Tables, out.Cases = list(out.Faults), list(out.Tables), list(out.Cases)
	return &struct{ Body ModelCheck }{out}, nil
}

// CaseTrials are the cases of a model with what came of them.
type CaseTrials struct {
	Items []CaseTrial `json:"items" nullable:"false" doc:"In the order in which they are written."`
}

func (s *Server) tryModel(ctx context.Context, _ caller, in *struct{ Body ModelText }) (*struct{ Body CaseTrials }, error) {
	all, err := s.Workshop.Try(ctx, in.Body.Model, in.Body.Rule, in.Body.Cases)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Wrong = list(all[i].Wrong)
	}
	return &struct{ Body CaseTrials }{CaseTrials{list(all)}}, nil
}

// A LookRequest asks for one case.
type LookRequest struct {
	ModelText
	Case string `json:"case" maxLength:"300" doc:"Name of the case."`
}

func (s *Server) lookModel(ctx context.Context, _ caller, in *struct{ Body LookRequest }) (*struct{ Body CaseLook }, error) {
	l, err := s.Workshop.Look(ctx, in.Body.Model, in.Body.Rule, in.Body.Cases, in.Body.Case)
	if err != nil {
		return nil, err
	}
	return &struct{ Body CaseLook }{newCaseLook(l)}, nil
}

func (s *Server) startBacktest(ctx context.Context, c caller, in *struct {
	DraftPath
	Body BacktestOrder
}) (*struct{ Body BacktestRun }, error) {
	d, err := s.Drafts.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	x, err := s.Workshop.Backtest(ctx, c.By, d, draft.TestOrder(in.Body))
	return &struct{ Body BacktestRun }{backtestRun(x, nil)}, err
}

func (s *Server) planBacktest(ctx context.Context, c caller, in *struct {
	DraftPath
	BacktestOrder
}) (*struct{ Body backtest.Plan }, error) {
	d, err := s.Drafts.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	p, err := s.Workshop.PlanBacktest(ctx, d, draft.TestOrder(in.BacktestOrder))
	p.Inputs = list(p.Inputs)
	return &struct{ Body backtest.Plan }{p}, err
}

func (s *Server) getBacktest(ctx context.Context, c caller, in *struct {
	DraftPath
	TestChoice
}) (*struct{ Body BacktestRun }, error) {
	x, err := s.Drafts.Test(ctx, c.By, in.ID, in.Test)
	if fault.Is(err, fault.NotFound) && in.Test == "" {
		if _, err := s.Drafts.Get(ctx, c.By, in.ID); err != nil {
			return nil, err
		}
		return &struct{ Body BacktestRun }{BacktestRun{BacktestRow: BacktestRow{State: "none"}}}, nil
	}
	if err != nil {
		return nil, err
	}
	labels, err := s.Drafts.Labels(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body BacktestRun }{backtestRun(x, labels)}, nil
}

// Backtests are the tests of a draft.
type Backtests struct {
	Items []BacktestRow `json:"items" nullable:"false" doc:"The newest first, at most five that have ended."`
}

func (s *Server) listBacktests(ctx context.Context, c caller, in *DraftPath) (*struct{ Body Backtests }, error) {
	all, err := s.Drafts.Tests(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	out := Backtests{Items: []BacktestRow{}}
	for _, x := range all {
		out.Items = append(out.Items, backtestRow(x))
	}
	return &struct{ Body Backtests }{out}, nil
}

func (s *Server) stopBacktest(ctx context.Context, c caller, in *DraftPath) (*struct{}, error) {
	return nil, s.Workshop.StopBacktest(ctx, c.By, in.ID)
}
