package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// A ClueReport is a clue as it may leave the office: why, by which law, in which cases and
// what became of it, and nobody's name. It is a copy of its moment and is not kept.
type ClueReport struct {
	ID          clue.ID          `json:"id" doc:"Id of the clue."`
	Subject     string           `json:"subject" doc:"Whom or what it is about; of a person the family name."`
	SubjectKind string           `json:"subject_kind" doc:"Person, organisation, group or record."`
	State       clue.State       `json:"state" enum:"found,screening,accepted,dismissed,transferred,merged" doc:"Where it stands."`
	Model       string           `json:"model" doc:"Id of the model."`
	ModelTitle  fault.Text       `json:"model_title" doc:"Name of the model."`
	Version     int              `json:"model_version" doc:"Version of the model that made the finding."`
	Snapshot    string           `json:"snapshot" doc:"Snapshot on which the finding was made."`
	Command     string           `json:"command" doc:"Repeats the scan."`
	Risk        float64          `json:"risk" doc:"Risk coefficient, 0 to 1. A reason to look, never a verdict."`
	Summary     fault.Text       `json:"summary" doc:"The finding as a sentence."`
	Indicators  []scan.Indicator `json:"indicators" nullable:"false" doc:"What adds to the risk, largest share first, each with its value and threshold; what takes from it last."`
	Against     []scan.Against   `json:"against" nullable:"false" doc:"What speaks against the finding."`
	Law         []LawText        `json:"law" nullable:"false" doc:"The legal basis."`
	Cases       []ReportCase     `json:"cases" nullable:"false" doc:"The cases it rests on, oldest first; those of which no document is at hand last."`
	Courts      []string         `json:"courts" nullable:"false" doc:"Courts of those cases, sorted."`
	Amount      float64          `json:"amount" doc:"Sum claimed in those cases, yuan."`
	History     []ReportAct      `json:"history" nullable:"false" doc:"What was done, oldest first, without who did it and what they wrote."`
	MadeAt      time.Time        `json:"made_at" doc:"When the report was made."`
	Stamp       string           `json:"stamp" doc:"Line with the newest checkpoint of the log; empty before anything is sealed, and while the report is only looked at."`
	SHA256      string           `json:"sha256" doc:"Hash of this answer as JSON without it; it stands in the log beside the export. Empty while the report is only looked at."`
}

// A ReportCase is a case that a report names.
type ReportCase struct {
	CaseNo    string `json:"case_no" doc:"Number of the case."`
	Court     string `json:"court" doc:"Court; empty if no document is at hand."`
	Cause     string `json:"cause" doc:"Cause of action."`
	DecidedOn string `json:"decided_on" doc:"Date of the decision, ISO; empty if not known."`
}

// A ReportAct is an event of a clue without people.
type ReportAct struct {
	At     time.Time      `json:"at" doc:"When it happened."`
	Kind   clue.EventKind `json:"kind" enum:"found,facts,move,aside,hold,undo,merge,split,gone" doc:"As in the history of the clue."`
	From   clue.State     `json:"from" doc:"State before; empty for found."`
	To     clue.State     `json:"to" doc:"State after."`
	Reason fault.Text     `json:"reason" doc:"Reason of a dismissal; else empty."`
	Until  law.Date       `json:"until" doc:"aside, hold: the last day, ISO; empty if it was brought back or freed."`
}

// A ReportPath names a clue of which a report is made.
type ReportPath struct {
	ID clue.ID `path:"id" maxLength:"64" doc:"Id of the clue."`
}

// reportClue shows what a report would say. It is a look, and the report is not taken out.
func (s *Server) reportClue(ctx context.Context, c caller, in *ReportPath) (*struct{ Body ClueReport }, error) {
	d, r, err := s.makeReport(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookClue, Object: string(d.ID), Office: string(d.Office)})
	if err != nil {
		return nil, fmt.Errorf("record the look at clue %s: %w", d.ID, err)
	}
	return &struct{ Body ClueReport }{r}, nil
}

// takeReport makes a report to be printed or saved, with checkpoint and hash.
func (s *Server) takeReport(ctx context.Context, c caller, in *ReportPath) (*struct{ Body ClueReport }, error) {
	d, r, err := s.makeReport(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	if r.Stamp, err = s.stamp(); err != nil {
		return nil, err
	}
	content, err := json.Marshal(r)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	r.SHA256 = hex.EncodeToString(sum[:])
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.Export, Object: string(d.ID), Office: string(d.Office),
		Detail: map[string]string{"form": "report", "masked": "true", "snapshot": d.Snapshot, "sha256": r.SHA256}})
	if err != nil {
		return nil, fmt.Errorf("record the export of clue %s: %w", d.ID, err)
	}
	return &struct{ Body ClueReport }{r}, nil
}

// makeReport makes a report without checkpoint and hash.
func (s *Server) makeReport(ctx context.Context, c caller, id clue.ID) (clue.Detail, ClueReport, error) {
	d, err := s.Clues.Get(ctx, c.By, id)
	if err != nil {
		return clue.Detail{}, ClueReport{}, err
	}
	if !access.May(c.By, access.ExportClues, d.Office) {
		return clue.Detail{}, ClueReport{}, fault.Forbiddenf("您没有导出线索的权限。", "You may not export clues.")
	}
	judgments, err := s.Documents.Judgments(ctx, d.Finding.Documents)
	if err != nil {
		return clue.Detail{}, ClueReport{}, fmt.Errorf("read the documents of clue %s: %w", d.ID, err)
	}
	slices.SortStableFunc(judgments, func(a, b record.Judgment) int { return cmp.Compare(a.DecidedOn, b.DecidedOn) })
	return d, s.clueReport(d, judgments), nil
}

func (s *Server) clueReport(d clue.Detail, judgments []record.Judgment) ClueReport {
	f, v := d.Finding, s.veilOf(d, judgments)
	r := ClueReport{
		ID: d.ID, Subject: v.hide(d.Subject.Name), SubjectKind: d.Subject.Kind, State: d.State, Model: d.Model, ModelTitle: s.title(d.Model), Version: d.ModelVersion,
		Snapshot: d.Snapshot, Command: fmt.Sprintf("mingjian scan --model %s --snapshot %s", d.Model, d.Snapshot), Risk: d.Risk, Summary: v.text(f.Summary),
		Indicators: slices.Clone(list(f.Indicators)), Against: slices.Clone(list(f.Against)), Law: s.lawTexts(f.Law), Cases: []ReportCase{}, Courts: list(f.Courts), Amount: f.Amount,
		History: []ReportAct{}, MadeAt: s.Now().UTC(),
	}
	for i := range r.Indicators {
		r.Indicators[i].Says = v.text(r.Indicators[i].Says)
	}
	for i := range r.Against {
		r.Against[i].Says = v.text(r.Against[i].Says)
	}
	named := map[string]bool{}
	for _, j := range judgments {
		named[j.CaseNo] = true
		r.Cases = append(r.Cases, ReportCase{j.CaseNo, j.Court, v.hide(j.Cause), j.DecidedOn})
	}
	for _, no := range f.Cases {
		if !named[no] {
			r.Cases = append(r.Cases, ReportCase{CaseNo: no})
		}
	}
	for _, e := range d.History {
		r.History = append(r.History, ReportAct{At: e.At, Kind: e.Kind, From: e.From, To: e.To, Reason: reasonTitle(e.Reason), Until: e.Until})
	}
	return r
}

func reasonTitle(code clue.Code) fault.Text {
	for _, r := range clue.Reasons() {
		if r.Code == code {
			return r.Title
		}
	}
	return fault.Text{ZH: string(code), EN: string(code)}
}

// A veil hides who is meant: of a person's name it leaves the family name, of a number its ends.
type veil struct{ names *strings.Replacer }

// veilOf knows everybody whom the clue and its documents name.
func (s *Server) veilOf(d clue.Detail, judgments []record.Judgment) veil {
	known := map[string]string{}
	person := func(name string) {
		if n := strings.TrimSpace(name); utf8.RuneCountInString(n) > 1 {
			known[n] = record.FamilyName(n)
		}
	}
	switch d.Subject.Kind {
	case "person":
		person(d.Subject.Name)
	case "group":
		for _, n := range strings.FieldsFunc(d.Subject.Name, func(r rune) bool { return strings.ContainsRune("、，,；;/", r) }) {
			if n, _, _ = strings.Cut(strings.TrimSpace(n), "等"); utf8.RuneCountInString(n) <= 4 {
				person(n)
			}
		}
	}
	for _, j := range judgments {
		for _, p := range j.Parties {
			if p.Kind == record.Person {
				person(p.Name)
				person(p.Formerly)
			}
			person(p.LegalRep)
			for _, a := range p.Agents {
				person(a.Name)
			}
			if len(p.IDNumber) > 4 {
				known[p.IDNumber] = endsOf(p.IDNumber)
			}
			if utf8.RuneCountInString(p.Address) > 4 {
				known[p.Address] = maskText(p.Address)
			}
		}
	}
	for _, r := range d.Finding.Records {
		if hidden, ok := s.personalValue(r); ok {
			known[r.Value] = hidden
		}
	}
	names := make([]string, 0, len(known))
	for n := range known {
		names = append(names, n)
	}
	// The longest first: 王建国 before 王建.
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	pairs := make([]string, 0, 2*len(names))
	for _, n := range names {
		pairs = append(pairs, n, known[n])
	}
	return veil{strings.NewReplacer(pairs...)}
}

// personalValue is what stands for a value of a register that is somebody's name or number.
func (s *Server) personalValue(r scan.Record) (string, bool) {
	st, ok := s.Standards[r.Dataset]
	if !ok || st.Kind != standard.Register {
		return "", false
	}
	f, ok := st.Field(r.Field)
	n := utf8.RuneCountInString(r.Value)
	switch {
	case ok && (f.Sensitivity == standard.Public || len(f.Codes) > 0), n < 2:
		return "", false
	case strings.ContainsFunc(r.Value, unicode.IsDigit):
		return endsOf(r.Value), n >= 8 // shorter ones are figures
	case n <= 4:
		return record.FamilyName(r.Value), true
	}
	return maskText(r.Value), true
}

// endsOf hides all but the ends of a number.
func endsOf(s string) string {
	r := []rune(s)
	if len(r) <= 4 {
		return strings.Repeat("*", len(r))
	}
	return string(r[:2]) + strings.Repeat("*", len(r)-4) + string(r[len(r)-2:])
}

// longNumber is an identity number, a credit code, a telephone number or an account.
var longNumber = regexp.MustCompile(`[0-9A-HJ-NPQRTUWXY]{18}|[0-9]{11,19}[Xx]?`)

func (v veil) hide(s string) string {
	return longNumber.ReplaceAllStringFunc(v.names.Replace(s), endsOf)
}

func (v veil) text(t fault.Text) fault.Text { return fault.Text{ZH: v.hide(t.ZH), EN: v.hide(t.EN)} }
