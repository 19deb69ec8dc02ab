package web

import (
	"context"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/fault"
)

// An AuditRow is one act as an auditor reads it.
type AuditRow struct {
	ID     string            `json:"id" doc:"Id of the entry."`
	At     time.Time         `json:"at" doc:"When."`
	Actor  string            `json:"actor" doc:"Id of the account; local for the command line."`
	Verb   audit.Verb        `json:"verb" doc:"What was done or looked at."`
	Object string            `json:"object" doc:"To what."`
	Detail map[string]string `json:"detail" nullable:"false" doc:"What else was recorded, such as the purpose."`
	Place  int64             `json:"place" doc:"Place in the log that outsiders can check, from 1; 0 while on its way there."`
}

// An AuditPage is one page of the record.
type AuditPage struct {
	Items []AuditRow `json:"items" nullable:"false" doc:"In the order in which the acts took place."`
	Next  *string    `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listAudit(ctx context.Context, c caller, in *struct {
	Cursor string    `query:"cursor" maxLength:"64" doc:"next of the page before; empty for the first page."`
	Limit  int       `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Entries on a page."`
	Object string    `query:"object" maxLength:"256" doc:"Only of this clue, document, matter, import or account: who looked at it."`
	Actor  string    `query:"actor" maxLength:"64" doc:"Only of this account."`
	Verb   string    `query:"verb" maxLength:"64" doc:"Only acts of this sort."`
	From   time.Time `query:"from" doc:"Not before this moment."`
	Until  time.Time `query:"until" doc:"Before this moment."`
}) (*struct{ Body AuditPage }, error) {
	if !access.May(c.By, access.ReadAudit, c.By.Office) {
		return nil, fault.Forbiddenf("您没有查看操作记录的权限。", "You may not read who did what.")
	}
	of := in.Object
	if of == "" {
		of = in.Actor
	}
	err := s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookAudit, Object: of, Office: string(c.By.Office)})
	if err != nil {
		return nil, err
	}
	list, err := s.Audit.List(ctx, audit.Filter{After: in.Cursor, Actor: in.Actor, Object: in.Object, Office: string(c.By.Office),
		Verb: audit.Verb(in.Verb), From: in.From, Until: in.Until, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	page := AuditPage{Items: []AuditRow{}}
	for _, e := range list {
		if e.Detail == nil {
			e.Detail = map[string]string{}
		}
		page.Items = append(page.Items, AuditRow{e.ID, e.At, e.Actor, e.Verb, e.Object, e.Detail, e.Place})
	}
	if len(list) == in.Limit {
		page.Next = next(list[len(list)-1].ID)
	}
	return &struct{ Body AuditPage }{page}, nil
}

// A LogCheckpoint is the newest signed statement of the log.
type LogCheckpoint struct {
	Checkpoint string `json:"checkpoint" doc:"Signed note (c2sp.org/tlog-checkpoint); empty before anything is sealed. Keep it elsewhere: a history that is rewritten later does not fit it."`
}

func (s *Server) getCheckpoint(context.Context, caller, *struct{}) (*struct{ Body LogCheckpoint }, error) {
	text, err := s.Checkpoint()
	if err != nil {
		return nil, err
	}
	return &struct{ Body LogCheckpoint }{LogCheckpoint{text}}, nil
}
