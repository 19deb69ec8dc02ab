package web

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/law"
)

// figureRoutes is what the API can do with the figures of offices.
func (s *Server) figureRoutes(api huma.API) {
	route(s, api, also(get("/api/figures", "get-figures", "The figures of an office in a period", needs(access.ReadFigures)),
		"Each with numerator, denominator and cohort, beside the same stretch of the period before and of a year earlier. Nothing is ranked."), s.getFigures)
	route(s, api, also(get("/api/figures/{set}/rows", "list-figure-rows", "The rows behind a figure", of(access.Rule, access.ReadFigures, access.ReadFigures)),
		"By the condition that the figure counts by: there are as many. Pages follow each other by cursor. The look is recorded."), s.listFigureRows)
	route(s, api, also(get("/api/figures/file", "export-figures", "The figures as a workbook", needs(access.ExportFigures)),
		"With what each means, and rows behind it. Names are hidden unless masked is false. The newest checkpoint of the log stands on it; the act is recorded with the hash of the file."), s.exportFigures)
	route(s, api, also(post("/api/figures/prints", "print-figures", "Record that the figures are printed", needs(access.ExportFigures)),
		"Answers with the line that stands on the print: the newest checkpoint of the log."), s.printFigures)
}

// FigureQuery says which figures are asked for.
type FigureQuery struct {
	Period stats.Kind    `query:"period" enum:"month,quarter,half,year" default:"quarter" doc:"How long the period is."`
	On     law.Date      `query:"on" doc:"A day of the period; left out: as_of."`
	AsOf   law.Date      `query:"as_of" doc:"As things stood at the end of this day; left out: today."`
	Office access.Office `query:"office" maxLength:"64" doc:"Of this office and those below it; left out: the caller's own."`
	Alone  bool          `query:"alone" doc:"Without the offices below it."`
}

func (q FigureQuery) query() stats.Query {
	return stats.Query{Kind: q.Period, On: q.On, AsOf: q.AsOf, Office: q.Office, Alone: q.Alone}
}

func (s *Server) getFigures(ctx context.Context, c caller, in *FigureQuery) (*struct{ Body stats.Report }, error) {
	r, err := s.Figures.Report(ctx, c.By, in.query())
	return &struct{ Body stats.Report }{r}, err
}

// FigureRows is one page of the rows behind a figure.
type FigureRows struct {
	Items []stats.Row `json:"items" nullable:"false" doc:"The newest first."`
	Next  *string     `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listFigureRows(ctx context.Context, c caller, in *struct {
	FigureQuery
	Set       string `path:"set" maxLength:"40" doc:"Id of the set."`
	Before    bool   `query:"before" doc:"Of the period before."`
	YearAgo   bool   `query:"year_before" doc:"Of the same period a year earlier."`
	Model     string `query:"model" maxLength:"100" doc:"Only clues of this model."`
	Procedure string `query:"procedure" maxLength:"64" doc:"Of the set statistic: the procedure."`
	Statistic string `query:"statistic" maxLength:"64" doc:"Of the set statistic: the statistic."`
	Youngest  int    `query:"youngest" minimum:"0" maximum:"36500" doc:"Of an age: least days."`
	Oldest    int    `query:"oldest" minimum:"0" maximum:"36500" doc:"Of an age: most days; 0 without end."`
	Cursor    string `query:"cursor" maxLength:"1024" doc:"Next of the page before."`
	Limit     int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Rows on a page."`
}) (*struct{ Body FigureRows }, error) {
	p, err := s.Figures.Rows(ctx, c.By, stats.Wish{Query: in.query(), Set: in.Set, Before: in.Before, YearAgo: in.YearAgo, Model: in.Model, Procedure: in.Procedure,
		Statistic: in.Statistic, Youngest: in.Youngest, Oldest: in.Oldest, Cursor: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookFigures, Object: "figure " + in.Set, Office: string(cmp.Or(in.Office, c.By.Office)),
		Detail: map[string]string{"rows": strconv.Itoa(len(p.Items))}})
	if err != nil {
		return nil, err
	}
	return &struct{ Body FigureRows }{FigureRows{list(p.Items), next(p.Next)}}, nil
}

// stamp is the line with the newest checkpoint, as it stands on what leaves the program.
func (s *Server) stamp() (string, error) {
	text, err := s.Checkpoint()
	if err != nil {
		return "", err
	}
	stamp, ok := audit.StampOf(text)
	if !ok {
		return "", nil
	}
	return stamp.Says(), nil
}

const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

func (s *Server) exportFigures(ctx context.Context, c caller, in *struct {
	FigureQuery
	Masked bool `query:"masked" default:"true" doc:"Hide the names of persons and of matters."`
}) (*file, error) {
	stamp, err := s.stamp()
	if err != nil {
		return nil, err
	}
	r, content, err := s.Figures.Workbook(ctx, c.By, in.query(), stats.Book{Language: c.Lang, Masked: in.Masked, Stamp: stamp})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(content)
	if err := s.Audit.Record(ctx, stats.Exported(c.By, r, "xlsx", hex.EncodeToString(sum[:]))); err != nil {
		return nil, err
	}
	return &file{sheetType, attachment(fmt.Sprintf("figures-%s-%s.xlsx", r.Window.From, r.Window.AsOf)), content}, nil
}

// FigurePrint is what stands on printed figures besides them.
type FigurePrint struct {
	Stamp string `json:"stamp" doc:"Line with the newest checkpoint of the log; empty before anything is sealed."`
}

func (s *Server) printFigures(ctx context.Context, c caller, in *struct{ FigureQuery }) (*struct{ Body FigurePrint }, error) {
	stamp, err := s.stamp()
	if err != nil {
		return nil, err
	}
	r, err := s.Figures.Export(ctx, c.By, in.query())
	if err != nil {
		return nil, err
	}
	if err := s.Audit.Record(ctx, stats.Exported(c.By, r, "print", "")); err != nil {
		return nil, err
	}
	return &struct{ Body FigurePrint }{FigurePrint{stamp}}, nil
}
