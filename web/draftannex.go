package web

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/draft"
)

// testRoutes is what the API can do with what a test on history found.
func (s *Server) testRoutes(api huma.API) {
	review := of(access.ADraft, access.ReviewTests, access.ReadModels).inHome()
	route(s, api, also(post("/api/drafts/{id}/labels", "label-finding", "Say whether a finding of a test is right", review),
		"Of those that the test lists. What was said before is taken the place of, and stays in the log. It counts in the precision of this and later tests of the model, unless a clue about the subject was decided."), s.labelFinding)
	route(s, api, also(get("/api/drafts/{id}/annex", "get-draft-annex", "A test as it may leave the office", review),
		"With labels and their counts; of persons and groups the family name is left, and sentences are taken out."), s.getAnnex)
	route(s, api, also(post("/api/drafts/{id}/annex", "take-draft-annex", "Take a test out, to be printed", review),
		"With the newest checkpoint of the log and a hash. The act is recorded with the hash."), s.takeAnnex)
	route(s, api, also(get("/api/drafts/{id}/annex/file", "export-draft-annex", "A test as a workbook", review),
		"As the annex. The newest checkpoint of the log stands on it; the act is recorded with the hash of the file."), s.exportAnnex)
}

// A LabelRequest says what somebody thinks of a finding.
type LabelRequest struct {
	Test    string        `json:"test,omitempty" maxLength:"64" doc:"Id of the test that lists it; the newest if left out."`
	Subject string        `json:"subject" maxLength:"200" doc:"Id of the subject, as the test lists it."`
	Verdict draft.Verdict `json:"verdict" enum:"right,wrong,unsure,none" doc:"right: worth a clue. wrong: it is not. unsure: counts on neither side. none: takes back what was said."`
}

// labelFinding answers with the run as it counts now.
func (s *Server) labelFinding(ctx context.Context, c caller, in *struct {
	DraftPath
	Body LabelRequest
}) (*struct{ Body BacktestRun }, error) {
	x, err := s.Drafts.Test(ctx, c.By, in.ID, in.Body.Test)
	if err != nil {
		return nil, err
	}
	if x.Report == nil || !x.Report.Lists(in.Body.Subject) {
		return nil, fault.NotFoundf("这次回测没有列出这个主体，请刷新后再试。", "The test does not list this subject: reload it and try again.")
	}
	l := draft.Label{Subject: in.Body.Subject, Verdict: in.Body.Verdict, Version: x.Version}
	if l.Verdict == "none" {
		l.Verdict = ""
	}
	labels, err := s.Drafts.Label(ctx, c.By, in.ID, l)
	if err != nil {
		return nil, err
	}
	return &struct{ Body BacktestRun }{backtestRun(x, labels)}, nil
}

// makeAnnex makes the annex of a test of a draft.
func (s *Server) makeAnnex(ctx context.Context, c caller, id, test string) (d draft.Draft, a draft.Annex, err error) {
	x, err := s.Drafts.Test(ctx, c.By, id, test)
	if err != nil {
		return d, a, err
	}
	if x.Report == nil {
		return d, a, fault.Conflictf("回测没有结果，请先完成一次回测。", "The test has no result: complete one first.")
	}
	if d, err = s.Drafts.Get(ctx, c.By, id); err != nil {
		return d, a, err
	}
	labels, err := s.Drafts.Labels(ctx, c.By, id)
	if err != nil {
		return d, a, err
	}
	return d, draft.NewAnnex(d, x, labels, s.Now().UTC()), nil
}

// An annexPath names a test of a draft.
type annexPath struct {
	DraftPath
	TestChoice
}

func (s *Server) getAnnex(ctx context.Context, c caller, in *annexPath) (*struct{ Body draft.Annex }, error) {
	_, x, err := s.makeAnnex(ctx, c, in.ID, in.Test)
	return &struct{ Body draft.Annex }{x}, err
}

func (s *Server) takeAnnex(ctx context.Context, c caller, in *annexPath) (*struct{ Body draft.Annex }, error) {
	d, x, err := s.makeAnnex(ctx, c, in.ID, in.Test)
	if err != nil {
		return nil, err
	}
	if x.Stamp, err = s.stamp(); err != nil {
		return nil, err
	}
	content, err := json.Marshal(x)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	x.SHA256 = hex.EncodeToString(sum[:])
	if err := s.recordAnnex(ctx, c.By, d, x.Report, "print", x.SHA256); err != nil {
		return nil, err
	}
	return &struct{ Body draft.Annex }{x}, nil
}

func (s *Server) exportAnnex(ctx context.Context, c caller, in *annexPath) (*file, error) {
	d, x, err := s.makeAnnex(ctx, c, in.ID, in.Test)
	if err != nil {
		return nil, err
	}
	if x.Stamp, err = s.stamp(); err != nil {
		return nil, err
	}
	content, err := x.Workbook(c.Lang)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	if err := s.recordAnnex(ctx, c.By, d, x.Report, "xlsx", hex.EncodeToString(sum[:])); err != nil {
		return nil, err
	}
	name := fmt.Sprintf("test-%s-v%d-%s.xlsx", strings.ReplaceAll(d.Model, "/", "-"), x.Report.Version, x.Report.To)
	return &file{sheetType, attachment(name), content}, nil
}

func (s *Server) recordAnnex(ctx context.Context, by access.Account, d draft.Draft, r backtest.Report, form, sum string) error {
	err := s.Audit.Record(ctx, audit.Entry{Actor: by.ID, Verb: audit.Export, Object: d.ID, Office: string(d.Office),
		Detail: map[string]string{"form": form, "masked": "true", "model": d.Model, "snapshot": r.Snapshot, "sha256": sum}})
	if err != nil {
		return fmt.Errorf("record the export of the test of draft %s: %w", d.ID, err)
	}
	return nil
}
