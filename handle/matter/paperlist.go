package matter

import (
	"context"
	"fmt"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A WaitingPaper is a paper in the list of those that wait for somebody.
type WaitingPaper struct {
	Matter  ID         `json:"matter" doc:"Id of the matter."`
	Title   string     `json:"matter_title" doc:"What people call the matter."`
	Paper   string     `json:"paper" doc:"Id of the paper."`
	Called  fault.Text `json:"title" doc:"Name of its kind."`
	State   string     `json:"state" enum:"review,approved,sealed" doc:"Where it stands: review waits for approval, approved for the seal, sealed for service."`
	Number  string     `json:"number" doc:"Number as it is written on it; empty until it is approved."`
	By      string     `json:"by" doc:"Display name of who wrote its newest text."`
	Own     bool       `json:"own" doc:"The caller drafted it: somebody else approves."`
	Version int        `json:"version" doc:"Number of its newest text."`
	MadeAt  time.Time  `json:"made_at" doc:"When it was first drafted."`
}

// A PaperFilter chooses papers that wait.
type PaperFilter struct {
	State  string // review, approved or sealed; empty: review
	Mine   bool   // of matters of which the actor is a member; approved and sealed are always
	Cursor string
	Limit  int
}

// Papers returns one page of the papers that wait, the one that waits longest first. The seal and
// service are for who handles the matter: of those that wait for them only the actor's own are listed.
func (s *Service) Papers(ctx context.Context, by access.Account, f PaperFilter) (p Page[WaitingPaper], err error) {
	if f.State == "" {
		f.State = "review"
	}
	if f.State != "review" && f.State != "approved" && f.State != "sealed" {
		return p, fault.Invalidf("文书不按“%s”列出。", "There is no list of papers that are %q.", f.State)
	}
	if f.Limit, err = limitOf(f.Limit); err != nil {
		return p, err
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		w := &where{}
		if f.Mine || f.State != "review" {
			w.own(by.ID, "matter_paper", "matter_paper.matter")
		}
		if err := limits(ctx, tx, by, w, "matter_paper", "matter_paper.matter"); err != nil {
			return err
		}
		// As it stands here: only then is the index of those under review asked.
		w.and("matter_paper.state = '" + f.State + "'")
		w.and("matter.id = matter_paper.matter AND matter.office = ?", string(by.Office))
		w.and("matter_paper_text.paper = matter_paper.id AND matter_paper_text.n = matter_paper.version")
		if f.Cursor != "" {
			at, err := parseMark(f.Cursor, "paper "+f.State)
			if err != nil {
				return err
			}
			w.and("(matter_paper.made_at, matter_paper.id) > (?, ?)", at.Key, at.ID)
		}
		items, err := s.papersThatWait(ctx, tx, by, w, f.Limit+1)
		p = pageOf(items, f.Limit, func(x WaitingPaper) mark { return mark{Sort: "paper " + f.State, Key: db.Time(x.MadeAt), ID: x.Paper} })
		return err
	})
	return p, err
}

func (s *Service) papersThatWait(ctx context.Context, tx *db.Tx, by access.Account, w *where, limit int) ([]WaitingPaper, error) {
	items := []WaitingPaper{}
	query := w.page(`matter_paper.made_at, matter_paper.id, matter_paper.matter, matter_paper.kind, matter_paper.state, matter_paper.prefix, matter_paper.year, matter_paper.number,
		matter_paper.maker, matter_paper.version, matter.title, matter.procedure, matter_paper_text.display`,
		"matter_paper", "CROSS JOIN matter CROSS JOIN matter_paper_text ", "matter_paper.made_at, matter_paper.id", limit)
	err := rows(ctx, tx, "papers", query, w.args, func(r interface{ Scan(...any) error }) error {
		var x WaitingPaper
		var kind, prefix, maker, procedure, made string
		var year, number int
		if err := r.Scan(&made, &x.Paper, &x.Matter, &kind, &x.State, &prefix, &year, &number, &maker, &x.Version, &x.Title, &procedure, &x.By); err != nil {
			return err
		}
		x.Own, x.Called = maker == by.ID, fault.Text{ZH: kind, EN: kind}
		if number > 0 {
			x.Number = fmt.Sprintf("%s〔%d〕%d号", prefix, year, number)
		}
		if p := s.procedures[procedure]; p != nil {
			x.Called = p.paperTitle(kind)
		}
		var err error
		x.MadeAt, err = db.ParseTime(made)
		items = append(items, x)
		return err
	})
	return items, err
}
