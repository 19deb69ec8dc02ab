package web

import (
	"context"
	"strings"

	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A NoticePage is one page of the caller's notices.
type NoticePage struct {
	Items  []matter.Notice `json:"items" nullable:"false" doc:"The newest first."`
	Next   *string         `json:"next" doc:"Cursor of the next page; null on the last."`
	Unread int64           `json:"unread" doc:"How many the caller has not read, on whatever page."`
}

func (s *Server) listNotices(ctx context.Context, c caller, in *struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Notices on a page."`
	Unread bool   `query:"unread" doc:"Only those that were not read."`
}) (*struct{ Body NoticePage }, error) {
	p, unread, err := s.Matters.Notices(ctx, c.By, matter.NoticeFilter{Unread: in.Unread, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &struct{ Body NoticePage }{NoticePage{p.Items, next(p.Next), unread}}, nil
}

func (s *Server) readNotices(ctx context.Context, c caller, in *struct {
	Body struct {
		Notices []string `json:"notices,omitempty" maxItems:"200" doc:"Ids; left out: all of the caller's."`
		Unread  bool     `json:"unread,omitempty" doc:"Mark them as not read instead."`
	}
}) (*struct{}, error) {
	return nil, s.Matters.MarkRead(ctx, c.By, in.Body.Notices, !in.Body.Unread)
}

func (s *Server) board(ctx context.Context, c caller, in *struct {
	Mine bool `query:"mine" doc:"Only matters that the caller handles."`
}) (*struct{ Body matter.Board }, error) {
	b, err := s.Matters.Board(ctx, c.By, in.Mine)
	if err != nil {
		return nil, err
	}
	return &struct{ Body matter.Board }{b}, nil
}

func (s *Server) whatIf(ctx context.Context, c caller, in *struct {
	ID       matter.ID `path:"id" maxLength:"64" doc:"Id of the matter."`
	Deadline string    `query:"deadline" required:"true" maxLength:"64" doc:"Id of the deadline of the procedure."`
	From     law.Date  `query:"from" required:"true" doc:"Day of the event, as if: when the paper was served, say."`
}) (*struct{ Body matter.WhatIf }, error) {
	w, err := s.Matters.WhatIf(ctx, c.By, in.ID, in.Deadline, in.From)
	if err != nil {
		return nil, err
	}
	return &struct{ Body matter.WhatIf }{w}, nil
}

// A VersionList is the versions of a paper.
type VersionList struct {
	Items []matter.PaperText `json:"items" nullable:"false" doc:"The oldest first."`
}

func (s *Server) paperVersions(ctx context.Context, c caller, in *struct{ PaperPath }) (*struct{ Body VersionList }, error) {
	all, err := s.Matters.PaperVersions(ctx, c.By, in.ID, in.Paper)
	if err != nil {
		return nil, err
	}
	return &struct{ Body VersionList }{VersionList{all}}, nil
}

func (s *Server) comparePaper(ctx context.Context, c caller, in *struct {
	PaperPath
	From int `query:"from" required:"true" minimum:"1" doc:"The version before."`
	To   int `query:"to" minimum:"0" doc:"The version after; left out: the newest."`
}) (*struct{ Body matter.Comparison }, error) {
	x, err := s.Matters.ComparePaper(ctx, c.By, in.ID, in.Paper, in.From, in.To)
	if err != nil {
		return nil, err
	}
	return &struct{ Body matter.Comparison }{x}, nil
}

// mostDaysOfFile is how many days a calendar file can have.
const mostDaysOfFile = 366

func (s *Server) calendarFile(ctx context.Context, c caller, in *struct {
	From law.Date `query:"from" required:"true" doc:"First day."`
	To   law.Date `query:"to" required:"true" doc:"Last day, at most a year later."`
	Mine bool     `query:"mine" doc:"Only deadlines in matters that the caller handles."`
}) (*file, error) {
	if err := between(in.From, in.To, mostDaysOfFile); err != nil {
		return nil, err
	}
	var b strings.Builder
	if err := s.Matters.ICalendar(ctx, c.By, matter.DueFilter{From: in.From, To: in.To, Mine: in.Mine}, c.Lang, &b); err != nil {
		return nil, err
	}
	return &file{"text/calendar; charset=utf-8", attachment("deadlines.ics"), []byte(b.String())}, nil
}
