package web

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// A ClueDetail is everything the page of a clue shows: what was found, down to the
// characters it rests on, the law, and what speaks against it.
type ClueDetail struct {
	ClueRow
	CaseNumbers []string         `json:"case_numbers" nullable:"false" doc:"Numbers of the cases, sorted."`
	Summary     fault.Text       `json:"summary" doc:"The finding as a sentence."`
	Indicators  []scan.Indicator `json:"indicators" nullable:"false" doc:"What adds to the risk, largest share first; what takes from it last."`
	Records     []EvidenceRecord `json:"records" nullable:"false" doc:"The fields and characters that the indicators rest on."`
	Against     []scan.Against   `json:"against" nullable:"false" doc:"What speaks against the finding."`
	Law         []LawText        `json:"law" nullable:"false" doc:"The legal basis, word for word where the text is verified."`
	Documents   []DocumentRow    `json:"documents" nullable:"false" doc:"The court documents of those cases, oldest first."`
	Probability scan.Probability `json:"probability" doc:"How likely it is that such a clue is confirmed, and what that rests on. It orders work and measures nobody's guilt."`
	Together    Together         `json:"together" doc:"What other models that find the subject add, without counting the same fact twice."`
	SubjectRisk SubjectRisk      `json:"subject_risk" doc:"All open clues about the subject taken together."`
	Command     string           `json:"command" doc:"Repeats the scan: the same model and snapshot give the same finding."`
	ModelCard   ModelSummary     `json:"model_card" doc:"The model, in short."`
	Moves       []clue.State     `json:"moves" nullable:"false" enum:"found,screening,accepted,dismissed,transferred" doc:"Where the person may take the clue now."`
	Cluster     []MemberClue     `json:"cluster" nullable:"false" doc:"The clues that are merged into this one."`
	ClusterSays fault.Text       `json:"cluster_says" doc:"What it and the clues merged into it are together, as a sentence: whose matter, how many findings and cases, about whom; empty if there are none."`
	Alike       []clue.Alike     `json:"alike" nullable:"false" doc:"Clues of the same model that rest on the same cases, or in whose cases the same person or firm acts, and that are not merged into it."`
	MayMerge    bool             `json:"may_merge" doc:"The caller may merge others into it, and take them out."`
	History     []clue.Event     `json:"history" nullable:"false" doc:"What happened to the clue, oldest first."`
	Since       ClueSince        `json:"since" doc:"What others did to it since the caller last looked."`
}

// A LawText is one legal basis with its text.
type LawText struct {
	Law     string `json:"law" doc:"Short title of the law."`
	Version string `json:"version" doc:"Date of adoption or last amendment, ISO."`
	Article string `json:"article" doc:"Number of the article in digits: 18, 307-1."`
	Text    string `json:"text" doc:"The article word for word; empty if nobody has compared it with an official text."`
	InForce string `json:"in_force" doc:"First day in force, ISO; empty if not known."`
	Status  string `json:"status" enum:"in_force,repealed,unverified" doc:"Whether the version is in force, was replaced, or is not verified."`
}

// A SubjectRisk is the combined risk of one subject, with the names of the models.
type SubjectRisk struct {
	Risk   float64       `json:"risk" doc:"1 minus the product of (1 - risk) over the open clues: as if the models erred independently, so an upper bound where they rest on the same facts."`
	Models []SiblingClue `json:"models" nullable:"false" doc:"The open clues it is made of, greatest risk first."`
}

// A SiblingClue is an open clue about the same subject.
type SiblingClue struct {
	clue.Sibling
	Title fault.Text `json:"title" doc:"Name of the model."`
}

// A ModelSummary is what the page of a clue says of its model.
type ModelSummary struct {
	ID            string       `json:"id" doc:"Id of the model."`
	Version       int          `json:"version" doc:"Version of the model at hand; the clue's own is model_version."`
	Title         fault.Text   `json:"title" doc:"Name of the model."`
	Harm          fault.Text   `json:"harm" doc:"The wrong that the model looks for."`
	Exclusions    []fault.Text `json:"exclusions" nullable:"false" doc:"The look-alikes that the model leaves out."`
	PrecisionNote fault.Text   `json:"precision_note" doc:"How often the model is right, as far as it was measured."`
}

func (s *Server) clueDetail(ctx context.Context, c caller, d clue.Detail) (*clueAnswer, error) {
	documents, err := s.documentRows(ctx, d.Finding.Documents)
	if err != nil {
		return nil, fmt.Errorf("read the documents of clue %s: %w", d.ID, err)
	}
	records, err := s.evidence(ctx, d.Finding.Records, documents)
	if err != nil {
		return nil, fmt.Errorf("read what clue %s rests on: %w", d.ID, err)
	}
	alike, err := s.Clues.Alike(ctx, c.By, d.ID)
	if err != nil {
		return nil, err
	}
	together, err := s.together(ctx, c, d)
	if err != nil {
		return nil, err
	}
	return &clueAnswer{etag(d.Version), ClueDetail{
		ClueRow:     s.clueRow(d.Clue),
		CaseNumbers: list(d.Finding.Cases),
		Summary:     d.Finding.Summary,
		Indicators:  list(d.Finding.Indicators),
		Records:     records,
		Against:     list(d.Finding.Against),
		Law:         s.lawTexts(d.Finding.Law),
		Documents:   documents,
		Probability: d.Finding.Probability,
		Together:    together,
		SubjectRisk: s.subjectRisk(d.SubjectRisk),
		Command:     fmt.Sprintf("mingjian scan --model %s --snapshot %s", d.Model, d.Snapshot),
		ModelCard:   s.modelSummary(d.Model),
		Moves:       mayMove(c, d),
		Cluster:     s.memberClues(d.Cluster),
		ClusterSays: d.Says,
		Alike:       list(alike),
		MayMerge:    mayMerge(c, d),
		History:     told(d.History, c.Lang),
		Since:       ClueSince{Events: []clue.Event{}},
	}}, nil
}

// An EvidenceRecord is a field of a record with the words for it.
type EvidenceRecord struct {
	scan.Record
	Register   bool       `json:"register" doc:"It is a record of a register, which has no text to open."`
	SetTitle   fault.Text `json:"set_title" doc:"Name of the data set."`
	FieldTitle fault.Text `json:"field_title" doc:"Name of the field."`
	Says       fault.Text `json:"says" doc:"The value in words where it is a code; else the value."`
	CaseNo     string     `json:"case_no" doc:"Case number of the court document, which need not be one of the clue's own; empty in a register."`
}

// evidence says what data set and field each record is of. A standard that is no longer
// there leaves their ids.
func (s *Server) evidence(ctx context.Context, records []scan.Record, documents []DocumentRow) ([]EvidenceRecord, error) {
	numbers, err := s.caseNumbers(ctx, records, documents)
	if err != nil {
		return nil, err
	}
	out := make([]EvidenceRecord, len(records))
	for i, r := range records {
		e := EvidenceRecord{Record: r, SetTitle: fault.Text{ZH: r.Dataset, EN: r.Dataset}, FieldTitle: fault.Text{ZH: r.Field, EN: r.Field}, Says: fault.Text{ZH: r.Value, EN: r.Value}}
		if st, ok := s.Standards[r.Dataset]; ok {
			e.Register, e.SetTitle = st.Kind == standard.Register, st.Title
			if f, ok := st.Field(r.Field); ok {
				e.FieldTitle = f.Title
				if w := slices.IndexFunc(f.Words, func(w standard.Word) bool { return w.Code == r.Value }); w >= 0 {
					e.Says = f.Words[w].Title
				}
			}
		}
		if !e.Register {
			e.CaseNo = numbers[r.RecordID]
		}
		out[i] = e
	}
	return out, nil
}

// caseNumbers returns the case numbers of the documents that records are of, by document: those of
// the clue are known, evidence may be in others.
func (s *Server) caseNumbers(ctx context.Context, records []scan.Record, documents []DocumentRow) (map[string]string, error) {
	numbers := map[string]string{}
	for _, d := range documents {
		numbers[d.ID] = d.CaseNo
	}
	var others []string
	for _, r := range records {
		if _, known := numbers[r.RecordID]; !known && s.Standards[r.Dataset].Kind != standard.Register {
			numbers[r.RecordID] = ""
			others = append(others, r.RecordID)
		}
	}
	if len(others) == 0 {
		return numbers, nil
	}
	judgments, err := s.Documents.Judgments(ctx, others)
	for _, j := range judgments {
		numbers[j.ID] = j.CaseNo
	}
	return numbers, err
}

// list returns items, never nil: the interface is promised an array.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

func (s *Server) lawTexts(basis []scan.Basis) []LawText {
	texts := []LawText{}
	for _, b := range basis {
		t := LawText{Law: b.Law, Version: b.Version, Article: b.Article, Status: string(law.Unverified)}
		if a, ok := s.Law.Get(b.Law, b.Version, b.Article); ok {
			t.Text, t.InForce, t.Status = a.Text, a.From, string(a.Status)
		}
		texts = append(texts, t)
	}
	return texts
}

func (s *Server) subjectRisk(r clue.SubjectRisk) SubjectRisk {
	out := SubjectRisk{Risk: r.Risk, Models: []SiblingClue{}}
	for _, m := range r.Models {
		out.Models = append(out.Models, SiblingClue{m, s.title(m.Model)})
	}
	return out
}

func (s *Server) modelSummary(id string) ModelSummary {
	card, ok := s.card(id)
	if !ok {
		return ModelSummary{ID: id, Title: s.title(id), Exclusions: []fault.Text{}}
	}
	m := ModelSummary{ID: id, Version: card.Version, Title: card.Title, Harm: card.Harm, PrecisionNote: card.PrecisionNote, Exclusions: []fault.Text{}}
	for _, e := range card.Exclusions {
		m.Exclusions = append(m.Exclusions, e.Says)
	}
	return m
}

// told puts what a scan brought into the reader's words; what people wrote stays.
func told(events []clue.Event, lang string) []clue.Event {
	events = slices.Clone(events)
	for i, e := range events {
		if e.Kind == clue.FactsChanged {
			events[i].Note = fault.Text{
				ZH: fmt.Sprintf("新扫描发现 %d 件新案件，%d 件不再命中。", e.NewCases, e.GoneCases),
				EN: fmt.Sprintf("A new scan found %d new cases; %d are no longer found.", e.NewCases, e.GoneCases),
			}.In(lang)
		} else if says := happened(e).In(lang); says != "" {
			events[i].Note = strings.TrimSpace(says + " " + e.Note)
		}
	}
	return list(events)
}

// documentRows returns what is known of the documents, oldest first. One that the present
// snapshot no longer holds is left out.
func (s *Server) documentRows(ctx context.Context, ids []string) ([]DocumentRow, error) {
	judgments, err := s.Documents.Judgments(ctx, ids)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(judgments, func(a, b record.Judgment) int { return cmp.Compare(a.DecidedOn, b.DecidedOn) })
	rows := []DocumentRow{}
	for _, j := range judgments {
		rows = append(rows, newDocumentRow(j))
	}
	return rows, nil
}
