package lake

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/record/source"
	"github.com/mingjian/mingjian/fault"
)

// noon is when every import of a test happens unless it says otherwise.
var noon = time.Date(2024, 3, 1, 12, 0, 0, 0, time.UTC)

// plain reads a document whose text is "CASE NUMBER|whatever", with a little of
// everything else, so that the tests of the lake do not depend on the real reader.
func plain(id, text string) record.Judgment {
	caseNo, _, _ := strings.Cut(text, "|")
	claim, absent := 50_000.0, true
	j := record.Judgment{
		ID: id, CaseNo: caseNo, Court: "清河县人民法院", DocType: record.JudgmentDoc, Procedure: record.First,
		Cause: "民间借贷纠纷", FiledOn: "2019-01-02", DecidedOn: "2019-03-05", Outcome: record.Supported,
		ClaimAmount: &claim, AbsentDefendant: &absent,
		Parties: []record.Party{
			{Role: record.Plaintiff, Side: record.Claiming, Name: "甲某", Kind: record.Person, Masked: true, Sex: "female", BornOn: "1970-01-01",
				NameSpan: record.Span{Start: 0, End: 2}, Agents: []record.Agent{{Name: "丁某", Kind: "lawyer", Span: record.Span{Start: 3, End: 5}}}},
			{Role: record.Defendant, Side: record.Defending, Name: "某某公司", Kind: record.Organisation, Class: record.ClassCompany},
		},
		Judges:   []record.Judge{{Name: "丙某", Role: "presiding"}},
		Loans:    []record.Loan{{LentOn: "2016-06", Principal: 50_000, Delivery: "cash"}, {Delivery: "unknown"}},
		Amounts:  []record.Amount{{Kind: "claim", Yuan: 50_000}},
		Elements: []record.Element{{Kind: record.ElCash, Span: record.Span{Start: 1, End: 2}}, {Kind: record.ElAbsent, Value: "某某公司"}},
		Defects:  []record.Defect{{Field: "court_code", Code: "missing", Says: "法院不在名录中"}},
		Spans:    map[string]record.Span{"case_no": {Start: 0, End: 2}, "court": {Start: 2, End: 4}},
		Bands:    []uint64{1, 1<<63 + 5},
		Passages: []record.Passage{{Hash: 1<<63 + 7, Section: "facts", Span: record.Span{Start: 2, End: 4}}},
	}
	tellBody(&j)
	return j
}

// tellBody puts one of each part of a document's body into j.
func tellBody(j *record.Judgment) {
	sum, place := 50_000.0, record.Span{Start: 1, End: 2}
	j.PriorCases = []record.PriorCase{{CaseNo: "（2018）粤0303民初1号", Relation: record.ReviewedCase, Span: place, Confidence: record.Formal}}
	j.Claims = []record.Claim{{Text: "偿还借款5万元", Kind: record.RepayPrincipal, By: record.Claiming, Yuan: &sum, Span: place}}
	j.Orders = []record.Order{{Text: "被告偿还借款5万元", Kind: record.RepayPrincipal, Granted: true, Yuan: &sum,
		Payers: []string{"某某公司", "乙某"}, Payees: []string{"甲某"}, DueOn: "2019-04-01", Span: place}}
	j.Costs = []record.Cost{{Kind: "acceptance", Yuan: 1050, Payers: []string{"某某公司", "乙某"}, Span: place}}
	j.Citations = []record.Citation{{Law: "中华人民共和国民法典", Article: "675", Paragraph: 2, Span: place}}
	j.Repayments = []record.Repayment{{By: record.SaidInDefence, PaidOn: "2018-06", Span: place}}
	j.Notes = []record.Note{{Kind: "iou", Wording: "今借到甲某5万元", Yuan: &sum, Capitals: &sum, SignedOn: "2016-06-01", Span: place}}
	j.Securities = []record.Security{{Kind: "mortgage", By: "乙某", Over: "房屋一套", Span: place}}
	j.Evidence = []record.Evidence{{Kind: "documentary", What: "借条一份", By: record.SaidInClaim, Span: place}}
	j.Objections = []record.Objection{{Kind: record.ObRepaid, By: "乙某", Span: place}}
	j.Enforcement = &record.EnforcementFacts{PaidYuan: &sum, End: "this_round",
		Properties: []record.Property{{Kind: "house", Act: "auctioned", What: "房屋一套", Owner: "乙某", Yuan: &sum, ActedOn: "2020-01-02", Span: place}},
		Shares:     []record.Share{{To: "甲某", Yuan: sum, Span: place}}}
}

// open opens a lake in dir that reads with plain and has parts of three documents.
func open(t testing.TB, dir string) *Lake {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	l.parse, l.part, l.disk = plain, partLimit{documents: 3, bytes: 1 << 20}, lazyDisk()
	return l
}

// docs gives documents written as "id=text", and anything without = as unread.
func docs(list ...string) iter.Seq2[source.Document, *source.Unread] {
	return func(yield func(source.Document, *source.Unread) bool) {
		for i, s := range list {
			id, text, ok := strings.Cut(s, "=")
			if !ok {
				u := &source.Unread{Source: s, Why: fault.Text{ZH: s + " 读不了", EN: s + " cannot be read"}}
				if !yield(source.Document{}, u) {
					return
				}
				continue
			}
			if !yield(source.Document{ID: id, Text: text, Source: fmt.Sprintf("in.jsonl:%d", i+1)}, nil) {
				return
			}
		}
	}
}

func imported(t testing.TB, l *Lake, list ...string) Report {
	t.Helper()
	r, err := l.ImportJudgments(context.Background(), docs(list...), ImportOptions{At: noon, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// content returns what the current snapshot holds as "id=text", sorted.
func content(t testing.TB, l *Lake) []string {
	t.Helper()
	s, err := l.Current()
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, path := range s.Files("document") {
		err := eachRow(context.Background(), path, func(rows []documentRow) error {
			for _, r := range rows {
				all = append(all, r.ID+"="+r.Text)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return all
}

// checkWhole fails the test unless a snapshot is what a snapshot has to be.
func checkWhole(t testing.TB, s Snapshot) {
	t.Helper()
	if err := s.Verify(context.Background()); err != nil {
		t.Errorf("snapshot %s: %v", s.ID, err)
	}
	ids := map[string]int{}
	count := func(table string, of func(path string) error) {
		for _, path := range s.Files(table) {
			if err := of(path); err != nil {
				t.Errorf("snapshot %s: %s: %v", s.ID, path, err)
			}
		}
	}
	count("document", func(path string) error {
		last := ""
		return eachRow(context.Background(), path, func(rows []documentRow) error {
			for _, r := range rows {
				if ids[r.ID]++; r.ID <= last {
					return fmt.Errorf("%q stands after %q", r.ID, last)
				}
				last = r.ID
			}
			return nil
		})
	})
	judgments := 0
	count("judgment", func(path string) error {
		return eachRow(context.Background(), path, func(rows []judgmentRow) error {
			for _, r := range rows {
				if judgments++; ids[r.ID] != 1 {
					return fmt.Errorf("judgment %q has %d documents", r.ID, ids[r.ID])
				}
			}
			return nil
		})
	})
	count("party", func(path string) error {
		return eachRow(context.Background(), path, func(rows []partyRow) error {
			for _, r := range rows {
				if ids[r.Judgment] != 1 {
					return fmt.Errorf("party of %q, which is not there", r.Judgment)
				}
			}
			return nil
		})
	})
	if rows := s.Manifest.Rows(); judgments != len(ids) || rows["document"] != int64(len(ids)) || s.Manifest.Documents != int64(len(ids)) {
		t.Errorf("snapshot %s: %d documents, %d judgments, the manifest says %d and %v", s.ID, len(ids), judgments, s.Manifest.Documents, rows)
	}
}
