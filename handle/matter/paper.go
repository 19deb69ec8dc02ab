package matter

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A PaperRow is an official document of a matter.
type PaperRow struct {
	ID       string     `json:"id" doc:"Made by the program."`
	Kind     string     `json:"kind" doc:"Kind of paper of the procedure."`
	Title    fault.Text `json:"title" doc:"Name of the kind."`
	State    string     `json:"state" enum:"draft,review,approved,sealed,served,withdrawn" doc:"Where it stands. From approved on it is issued: its text stays as it is and it has a number."`
	Number   string     `json:"number" doc:"Number as it is written on it; empty until it is approved."`
	Maker    string     `json:"maker" doc:"Id of who drafted it: somebody else approves."`
	MadeAt   time.Time  `json:"made_at" doc:"When it was first drafted."`
	Version  int        `json:"version" doc:"Number of its newest text."`
	IssuedOn law.Date   `json:"issued_on" doc:"Day on which it was approved, which it bears; empty until then."`
	SentOn   law.Date   `json:"sent_on" doc:"Day on which it was sent or handed over; empty until it is served."`
	ServedOn law.Date   `json:"served_on" doc:"Day of receipt; empty until it is served."`
	Receiver string     `json:"receiver" doc:"Who received it; empty until it is served."`
	Receipts []Receipt  `json:"receipts" nullable:"false" doc:"Scans of its receipts of service."`
	Text     PaperText  `json:"text" doc:"Its newest text."`
	Moves    []string   `json:"moves" nullable:"false" enum:"draft,review,approved,sealed,served,withdrawn" doc:"Where whoever asks can take it now."`
}

// A PaperText is what stands in one version of a paper.
type PaperText struct {
	N        int               `json:"n" doc:"Number of the version."`
	To       string            `json:"to" doc:"Whom it is addressed to; may be empty."`
	Directed bool              `json:"directed" doc:"Its template names an addressee: it is not whole without one."`
	Template string            `json:"template" doc:"Id of the template it goes by; empty for papers from before there were templates."`
	Values   map[string]string `json:"values" doc:"What its fields say, by the name of the field."`
	Body     string            `json:"body" doc:"What it says as a whole; a line is a paragraph."`
	By       string            `json:"by" doc:"Display name of who wrote this version."`
	At       time.Time         `json:"at" doc:"When."`

	prefix string
	file   string              // hash of the template
	hide   func(string) string // set in a masked copy
}

// PaperStates returns where a paper can stand, in the order in which it goes.
func PaperStates() []string {
	return []string{"draft", "review", "approved", "sealed", "served", "withdrawn"}
}

// paperMoves returns where a paper can go from a state, and the right that it takes.
func paperMoves(state string) map[string]access.Right {
	switch state {
	case "draft":
		return map[string]access.Right{"review": access.HandleMatters, "withdrawn": access.HandleMatters}
	case "review":
		return map[string]access.Right{"approved": access.ApproveMatters, "draft": access.ReadMatters, "withdrawn": access.HandleMatters}
	case "approved":
		return map[string]access.Right{"sealed": access.HandleMatters}
	case "sealed":
		return map[string]access.Right{"served": access.HandleMatters}
	}
	return nil
}

// out reports whether a paper in the state has been issued.
func out(state string) bool { return state == "approved" || state == "sealed" || state == "served" }

// A PaperDraft is a paper that somebody writes.
type PaperDraft struct {
	Kind   string            `json:"kind"`
	Prefix string            `json:"prefix"` // what stands before the year in its number: 青检民监
	To     string            `json:"to"`
	Values map[string]string `json:"values"` // of fields of the template; those left out keep what they say
	Body   string            `json:"body"`   // a free text instead of the template
	Seen   int               `json:"seen"`   // version of the text that is changed; 0: not asked
}

func (d *PaperDraft) check() error {
	return lines(text{"发文字号", "The prefix of the number", &d.Prefix, 1, 20}, text{"受文单位", "The addressee", &d.To, 0, 200}, text{"正文", "The text", &d.Body, 0, 100_000})
}

// DraftPaper begins a paper. Without a text it is drafted from what the matter knows.
func (s *Service) DraftPaper(ctx context.Context, by access.Account, id ID, d PaperDraft, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, d, func(tx *db.Tx, f *file) (audit.Verb, error) {
		if !slices.Contains(f.engine.paperIDs(), d.Kind) {
			return "", fault.Invalidf("本流程没有文书“%s”。", "The procedure has no paper %q.", d.Kind)
		}
		if err := d.check(); err != nil {
			return "", err
		}
		p := PaperRow{ID: newID(tx, "w"), Kind: d.Kind, Title: f.engine.paperTitle(d.Kind)}
		_, err := tx.Exec(ctx, `INSERT INTO matter_paper (id, matter, kind, state, prefix, year, number, maker, version, made_at) VALUES ($1, $2, $3, 'draft', $4, 0, 0, $5, 0, $6)`,
			p.ID, string(f.ID), d.Kind, d.Prefix, by.ID, db.Time(tx.Now))
		if err != nil {
			return "", fmt.Errorf("draft a paper of matter %s: %w", f.ID, err)
		}
		return audit.DraftPaper, s.writePaper(ctx, tx, f, p, d)
	})
}

// RewritePaper gives a draft another text; the one before stays readable.
func (s *Service) RewritePaper(ctx context.Context, by access.Account, id ID, paper string, d PaperDraft, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, []any{paper, d}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		p, err := onePaper(ctx, tx, f, paper, 0)
		if err != nil {
			return "", err
		}
		if p.State != "draft" {
			return "", fault.Conflictf("文书已送审或者已制发，不能再改；需要修改的，先退回。", "The paper is under review or issued and cannot be changed; give it back first.")
		}
		if d.Seen != 0 && d.Seen != p.Version {
			return "", fault.Conflictf("在您修改期间，%[1]s 已写出第 %[2]d 版；请先对照该版。", "While you were writing, %[1]s wrote version %[2]d; look at that first.", p.Text.By, p.Version)
		}
		if d.Prefix == "" {
			d.Prefix = p.Text.prefix
		}
		if err := d.check(); err != nil {
			return "", err
		}
		return audit.DraftPaper, s.writePaper(ctx, tx, f, p, d)
	})
}

// A PaperMove takes a paper one step on its way.
type PaperMove struct {
	To       string   `json:"to"`
	Note     string   `json:"note"`     // why it is given back or withdrawn
	Receiver string   `json:"receiver"` // served: who received it
	On       law.Date `json:"on"`       // approved, served: on which day; zero: today
	Sent     law.Date `json:"sent"`     // served: on which day it was sent; zero: the day of receipt
}

// MovePaper submits, approves, gives back, seals, serves or withdraws a paper. Whoever
// drafted it does not approve it. Once approved it has a number and its text is fixed.
func (s *Service) MovePaper(ctx context.Context, by access.Account, id ID, paper string, x PaperMove, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.ReadMatters, []any{paper, x}, func(tx *db.Tx, f *file) (audit.Verb, error) {
		p, err := onePaper(ctx, tx, f, paper, 0)
		if err != nil {
			return "", err
		}
		right, ok := paperMoves(p.State)[x.To]
		if !ok {
			return "", fault.Conflictf("文书不能由“%[1]s”转为“%[2]s”。", "A paper that is %[3]s cannot become %[4]s.", paperState(p.State).ZH, paperState(x.To).ZH, p.State, x.To)
		}
		if err := f.permitPaper(right, p, x); err != nil {
			return "", err
		}
		if err := x.check(p.State, f.at); err != nil {
			return "", err
		}
		if x.To == "review" {
			if err := s.whole(ctx, tx, p); err != nil {
				return "", err
			}
		}
		if err := movePaper(ctx, tx, f, p, x); err != nil {
			return "", err
		}
		return audit.MovePaper, f.stand(ctx, tx)
	})
}

// whole refuses a paper in which something must still be filled in.
func (s *Service) whole(ctx context.Context, tx *db.Tx, p PaperRow) error {
	t, err := s.templateOf(ctx, tx, p)
	if err != nil {
		return err
	}
	if names := s.missing(t, p); len(names) > 0 {
		return fault.Invalidf("《%[1]s》还有内容没有填写：%[3]s。", "These fields of the paper %[2]s must still be filled in: %[3]s.", p.Title.ZH, p.Title.EN, strings.Join(names, "、"))
	}
	return nil
}

// permitPaper asks whether the actor may move the paper: nobody approves what they
// drafted, and a draft is given back by its maker or by a leader.
func (f *file) permitPaper(right access.Right, p PaperRow, x PaperMove) error {
	r := f.resource
	if right == access.ApproveMatters {
		r.Maker = p.Maker
	}
	if x.To == "draft" && p.Maker != f.by.ID {
		right = access.ApproveMatters
	}
	return access.Check(f.by, right, access.ReadMatters, r, access.Purpose{})
}

// paperMoves lists where the actor can take the paper, in the order in which papers go.
func (f *file) paperMoves(p PaperRow) []string {
	list, ways := []string{}, paperMoves(p.State)
	for _, to := range PaperStates() {
		if right, ok := ways[to]; ok && f.permitPaper(right, p, PaperMove{To: to}) == nil {
			list = append(list, to)
		}
	}
	return list
}

func (x *PaperMove) check(from string, now time.Time) error {
	least, receiver := 0, 0
	if from == "review" && x.To == "draft" || x.To == "withdrawn" {
		least = minReason
	}
	if x.To == "served" {
		receiver = 1
	}
	err := lines(text{"理由", "The reason", &x.Note, least, 2000}, text{"收件人", "The receiver", &x.Receiver, receiver, 200})
	if err != nil {
		return err
	}
	if x.On, err = actDay(x.On, now); err != nil {
		return err
	}
	if x.Sent.IsZero() {
		x.Sent = x.On
	}
	if x.Sent.After(x.On) {
		return fault.Invalidf("发出日期不能晚于收到日期。", "A paper is not received before it is sent.")
	}
	return nil
}

func movePaper(ctx context.Context, tx *db.Tx, f *file, p PaperRow, x PaperMove) error {
	year, n, issued := 0, 0, ""
	if x.To == "approved" {
		var err error
		year, issued = x.On.Year(), x.On.String()
		if n, err = nextNumber(ctx, tx, string(f.Office)+" paper "+p.Text.prefix, year); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `UPDATE matter_paper SET state = $1, year = CASE WHEN $2 > 0 THEN $2 ELSE year END, number = CASE WHEN $3 > 0 THEN $3 ELSE number END,
		issued_on = CASE WHEN $4 <> '' THEN $4 ELSE issued_on END WHERE id = $5`, x.To, year, n, issued, p.ID)
	if err != nil {
		return fmt.Errorf("move a paper of matter %s: %w", f.ID, err)
	}
	on := law.Date{}
	if x.To == "served" {
		if x.Sent.Before(p.IssuedOn) {
			return fault.Invalidf("文书于 %[1]s 批准，发出日期不能早于该日。", "The paper was approved on %[1]s; it was not sent before that.", p.IssuedOn)
		}
		on = x.On
		if _, err := tx.Exec(ctx, `UPDATE matter_paper SET sent_on = $1, served_on = $2, receiver = $3 WHERE id = $4`, x.Sent.String(), x.On.String(), x.Receiver, p.ID); err != nil {
			return fmt.Errorf("serve a paper of matter %s: %w", f.ID, err)
		}
	}
	f.event("paper", p.ID, on, map[string]any{"state": x.To, "kind": p.Kind, "note": x.Note, "receiver": x.Receiver, "sent": x.Sent.String()})
	if x.To == "draft" && p.State == "review" {
		if err := f.giveBack(ctx, tx, p.Maker, p.Title, x.Note); err != nil {
			return err
		}
	}
	if out(x.To) && !out(p.State) {
		f.issue(p.Kind)
	}
	return nil
}

func paperState(s string) fault.Text {
	zh := map[string]string{"draft": "草稿", "review": "审核中", "approved": "已批准", "sealed": "已用印", "served": "已送达", "withdrawn": "已撤回"}[s]
	if zh == "" {
		zh = "未知状态"
	}
	return fault.Text{ZH: zh, EN: s}
}

// facts is what the matter knows, a line each, to begin a paper with.
func (f *file) facts() string {
	var b strings.Builder
	fmt.Fprintf(&b, "案件：%s%s\n", f.Title, f.Cite())
	said := map[string]bool{}
	for _, t := range f.m.Taken {
		s, _ := f.engine.Step(t.Step)
		for _, name := range slices.Concat(s.Asks, s.May) {
			x := f.engine.Fields[name]
			if v, known := f.m.Facts[name]; known && !said[name] && !x.Sensitive {
				said[name] = true
				fmt.Fprintf(&b, "%s：%s\n", x.Title.ZH, x.words(v))
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// words writes a fact as people read it.
func (f Field) words(v any) string {
	label := func(v any) string {
		if t, ok := f.Labels[fmt.Sprint(v)]; ok {
			return t.ZH
		}
		return fmt.Sprint(v)
	}
	switch x := v.(type) {
	case bool:
		if x {
			return "是"
		}
		return "否"
	case []any:
		var all []string
		for _, item := range x {
			all = append(all, label(item))
		}
		return strings.Join(all, "、")
	case []string:
		return strings.Join(x, "、")
	}
	return label(v)
}

const paperColumns = `matter_paper.id, matter_paper.kind, matter_paper.state, matter_paper.prefix, matter_paper.year, matter_paper.number, matter_paper.maker,
	matter_paper.version, matter_paper.made_at, matter_paper.issued_on, matter_paper.sent_on, matter_paper.served_on, matter_paper.receiver, matter_paper_text.n, matter_paper_text.fields, matter_paper_text.display, matter_paper_text.at
	FROM matter_paper JOIN matter_paper_text ON matter_paper_text.paper = matter_paper.id `

func scanPaper(e Engine, r interface{ Scan(...any) error }) (p PaperRow, err error) {
	var year, number int
	var made, issued, sent, served, fields, at string
	err = r.Scan(&p.ID, &p.Kind, &p.State, &p.Text.prefix, &year, &number, &p.Maker, &p.Version, &made, &issued, &sent, &served, &p.Receiver, &p.Text.N, &fields, &p.Text.By, &at)
	if err != nil {
		return p, err
	}
	if number > 0 {
		p.Number = fmt.Sprintf("%s〔%d〕%d号", p.Text.prefix, year, number)
	}
	p.Title = e.paperTitle(p.Kind)
	var k kept
	var err1, err2 error
	p.MadeAt, err1 = db.ParseTime(made)
	p.Text.At, err2 = db.ParseTime(at)
	err = errors.Join(err1, err2, json.Unmarshal([]byte(fields), &k), p.IssuedOn.UnmarshalText([]byte(issued)), p.SentOn.UnmarshalText([]byte(sent)), p.ServedOn.UnmarshalText([]byte(served)))
	p.Receipts = []Receipt{}
	p.Text.To, p.Text.Directed, p.Text.Body, p.Text.Template, p.Text.file, p.Text.Values = k.To, k.Directed, k.Body, k.Template, k.File, k.Values
	return p, err
}

// paperTitle returns the name of a kind of paper.
func (p *Procedure) paperTitle(kind string) fault.Text {
	i := slices.IndexFunc(p.Papers, func(x Paper) bool { return x.ID == kind })
	if i < 0 {
		return fault.Text{ZH: kind, EN: kind}
	}
	return p.Papers[i].Title
}

func papers(ctx context.Context, tx *db.Tx, f *file) (all []PaperRow, err error) {
	all = []PaperRow{}
	err = rows(ctx, tx, "papers", `SELECT `+paperColumns+`AND matter_paper_text.n = matter_paper.version WHERE matter_paper.matter = $1 ORDER BY matter_paper.id`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			p, err := scanPaper(f.engine, r)
			p.Moves = f.paperMoves(p)
			all = append(all, p)
			return err
		})
	if err != nil {
		return nil, err
	}
	for i, p := range all {
		if all[i].Receipts, err = receipts(ctx, tx, p.ID); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// onePaper returns a paper of the matter with the text of version n, or with the newest if
// n is 0.
func onePaper(ctx context.Context, tx *db.Tx, f *file, id string, n int) (PaperRow, error) {
	if !db.Storable(id) {
		return PaperRow{}, noSuchPaper()
	}
	p, err := scanPaper(f.engine, tx.QueryRow(ctx, `SELECT `+paperColumns+`AND matter_paper_text.n = CASE WHEN $3 > 0 THEN $3 ELSE matter_paper.version END
		WHERE matter_paper.id = $1 AND matter_paper.matter = $2`, id, string(f.ID), n))
	if errors.Is(err, sql.ErrNoRows) {
		return p, noSuchPaper()
	}
	if err != nil {
		return p, fmt.Errorf("get a paper of matter %s: %w", f.ID, err)
	}
	p.Moves = f.paperMoves(p)
	return p, nil
}

func noSuchPaper() error { return fault.NotFoundf("没有这份文书。", "There is no such paper.") }
