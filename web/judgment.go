package web

import (
	"context"
	"fmt"
	"maps"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/record"
)

// Documents is what this package needs of the lake: the court documents of the present
// snapshot.
type Documents interface {
	// Document returns one document with its text, or a NotFound fault.
	Document(ctx context.Context, id string) (Document, error)
	// Judgments returns the documents with these ids, in any order and without their
	// sections and elements if that is cheaper. Ids that are not there are left out.
	Judgments(ctx context.Context, ids []string) ([]record.Judgment, error)
	// Search returns one page of all documents, newest decision first. It refuses a
	// cursor that it did not make with an Invalid fault.
	Search(ctx context.Context, f DocumentFilter) (DocumentPage, error)
}

// A Document is one court document as it came in, with what the reader read.
type Document struct {
	ID       string          `json:"id" doc:"Id of the document."`
	Text     string          `json:"text" doc:"The text; spans count its Unicode code points from 0."`
	Judgment record.Judgment `json:"judgment" doc:"What the reader read, as mingjian parse prints it."`
	Source   string          `json:"source" doc:"The file it came from."`
	Snapshot string          `json:"snapshot" doc:"The snapshot it was read from."`
	Masked   bool            `json:"masked" doc:"It is a copy without names and numbers: no clue or matter was named that it is looked at for."`
	Purpose  string          `json:"purpose" doc:"For what the look was recorded; empty if the copy is masked."`
	Beyond   bool            `json:"beyond" doc:"The clue or matter that it is looked at for does not rest on it: the record of the look says so."`
}

// A DocumentFilter chooses documents; its zero value is the first page of all.
type DocumentFilter struct {
	Cursor string // Next of the page before
	Limit  int    // documents on a page
	Query  string // in the case number, the court, the cause or a party's name
	Court  string // of a court whose name contains this
	Cause  string // with a cause that contains this

	Without []string // none of these
}

// A DocumentPage is one page of documents.
type DocumentPage struct {
	Items []record.Judgment // as Judgments returns them
	Next  string            // cursor of the page after; empty if this is the last
	Total int               // documents under the filter
}

// A DocumentHead is a document in a list.
type DocumentHead struct {
	ID        string           `json:"id" doc:"Id of the document."`
	CaseNo    string           `json:"case_no" doc:"Number of the case; empty if it could not be read."`
	Court     string           `json:"court" doc:"Name of the court."`
	Cause     string           `json:"cause" doc:"Cause of action, as written."`
	DecidedOn string           `json:"decided_on" doc:"Date of signature, ISO; empty if it could not be read."`
	DocType   record.DocType   `json:"doc_type" doc:"Kind of paper."`
	Procedure record.Procedure `json:"procedure" doc:"Kind of proceeding."`
	Outcome   record.Outcome   `json:"outcome" doc:"How the claim ended."`
}

// A DocumentRow is a document on the page of a clue.
type DocumentRow struct {
	DocumentHead
	FiledOn     string     `json:"filed_on" doc:"Date of filing, ISO; empty if the document does not say."`
	ClaimAmount *float64   `json:"claim_amount" doc:"Principal claimed, yuan; null if the document does not say."`
	Parties     []PartyRow `json:"parties" nullable:"false" doc:"The parties in the head of the document."`
}

// A PartyRow is a party of a document on the page of a clue.
type PartyRow struct {
	Role record.Role `json:"role" doc:"What the party is called in the proceeding."`
	Side record.Side `json:"side" doc:"Where the party stands."`
	Name string      `json:"name" doc:"As written; a masked name stays masked."`
	Kind string      `json:"kind" doc:"Person or organisation."`
}

func newDocumentHead(j record.Judgment) DocumentHead {
	return DocumentHead{j.ID, j.CaseNo, j.Court, j.Cause, j.DecidedOn, j.DocType, j.Procedure, j.Outcome}
}

func newDocumentRow(j record.Judgment) DocumentRow {
	row := DocumentRow{DocumentHead: newDocumentHead(j), FiledOn: j.FiledOn, ClaimAmount: j.ClaimAmount, Parties: []PartyRow{}}
	for _, p := range j.Parties {
		row.Parties = append(row.Parties, PartyRow{p.Role, p.Side, p.Name, p.Kind})
	}
	return row
}

func (s *Server) getJudgment(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"256" doc:"Id of the document."`
	LookQuery
}) (*struct{ Body Document }, error) {
	why, err := s.why(ctx, c, in.LookQuery)
	if err != nil {
		return nil, err
	}
	d, err := s.Documents.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := s.openTo(ctx, c, d.ID); err != nil {
		return nil, err
	}
	if d.Beyond, err = s.beyond(ctx, c, in.For, d); err != nil {
		return nil, err
	}
	if d, err = s.shown(ctx, c, d, why); err != nil {
		return nil, err
	}
	if err := s.lookedAt(ctx, c, d, in.For, ""); err != nil {
		return nil, err
	}
	return &struct{ Body Document }{d}, nil
}

// lookedAt records that somebody looked at a document: for a clue or a matter, beside another
// document, and with a purpose, where these are not empty. Without a purpose they saw a copy
// without names. That the clue or the matter does not rest on the document is in the record too.
func (s *Server) lookedAt(ctx context.Context, c caller, d Document, of, beside string) error {
	detail := map[string]string{audit.For: of, "beside": beside, "purpose": d.Purpose}
	if d.Beyond {
		detail["beyond"] = "1"
	}
	maps.DeleteFunc(detail, func(_, value string) bool { return value == "" })
	err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookDocument, Object: d.ID, Office: string(c.By.Office), Detail: detail})
	if err != nil {
		return fmt.Errorf("record the look at a document: %w", err)
	}
	return nil
}

// A JudgmentPage is one page of the list of documents.
type JudgmentPage struct {
	Items []DocumentHead `json:"items" nullable:"false" doc:"The documents of this page, newest decision first."`
	Next  *string        `json:"next" doc:"Cursor of the next page; null on the last."`
	Total int            `json:"total" doc:"Documents under all filters."`
}

func (s *Server) listJudgments(ctx context.Context, c caller, in *struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Documents on a page."`
	Query  string `query:"q" maxLength:"200" doc:"Part of the case number, the court, the cause or a party's name."`
	Court  string `query:"court" maxLength:"200" doc:"Part of the court's name."`
	Cause  string `query:"cause" maxLength:"200" doc:"Part of the cause of action."`
}) (*struct{ Body JudgmentPage }, error) {
	closed, err := s.closedDocuments(ctx, c)
	if err != nil {
		return nil, err
	}
	p, err := s.Documents.Search(ctx, DocumentFilter{Cursor: in.Cursor, Limit: in.Limit, Query: in.Query, Court: in.Court, Cause: in.Cause, Without: closed})
	if err != nil {
		return nil, err
	}
	if err := s.searched(ctx, c, "documents", in.Query, p.Total); err != nil {
		return nil, err
	}
	out := JudgmentPage{Items: []DocumentHead{}, Next: next(p.Next), Total: p.Total}
	for _, j := range p.Items {
		out.Items = append(out.Items, newDocumentHead(j))
	}
	return &struct{ Body JudgmentPage }{out}, nil
}
