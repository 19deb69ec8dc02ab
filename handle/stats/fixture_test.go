package stats_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/handle/stats"
	"github.com/mingjian/mingjian/law"
)

// plain is a procedure without papers and approvals that goes through every stage.
const plain = `
id: plain
version: 1
branch: civil
title: {zh: 简单流程, en: plain}
summary: {zh: 测试用。, en: For tests.}
basis: [{law: 民事诉讼法, version: "2023-09-01", article: "220"}]
origins: [clue, ex-officio]
fields:
  promised_on: {title: {zh: 承诺日期, en: Promised}, schema: {type: string, format: date}}
  result: {title: {zh: 结果, en: Result}, schema: {type: string, enum: [changed, upheld]}, labels: {changed: {zh: 改变, en: changed}, upheld: {zh: 维持, en: upheld}}}
states:
  - {id: open, title: {zh: 办理中, en: open}}
  - {id: closed, title: {zh: 办结, en: closed}, end: true}
deadlines:
  - {id: review, title: {zh: 审查, en: review}, period: public-interest-suit-review-civil, whose: office}
  - {id: reply, title: {zh: 回复, en: reply}, period: civil-protest-court, whose: court}
outcomes:
  - {id: adopted, title: {zh: 采纳, en: adopted}}
  - {id: declined, title: {zh: 未采纳, en: declined}}
  - {id: retried, title: {zh: 再审, en: retried}}
  - {id: none, title: {zh: 终结, en: ended}}
promised: promised_on
statistics:
  - {id: opened, title: {zh: 受理, en: opened}, counts: {opened: true}}
  - {id: made, title: {zh: 建议, en: suggestions}, counts: {step: [suggest]}, of: opened, stage: suggestion}
  - {id: adopted, title: {zh: 采纳, en: adopted}, counts: {outcome: [adopted]}, of: made, stage: adopted}
  - {id: declined, title: {zh: 未采纳, en: declined}, counts: {outcome: [declined]}, of: made, stage: declined}
  - {id: verified, title: {zh: 核实, en: verified}, counts: {when: remedy == "stopped"}, of: adopted, stage: verified}
  - {id: protests, title: {zh: 抗诉, en: protests}, counts: {step: [protest]}, stage: protest}
  - {id: concluded, title: {zh: 审结, en: concluded}, counts: {step: [retried]}, of: protests, stage: protest-concluded}
  - {id: changed, title: {zh: 改变, en: changed}, counts: {when: known(result) && result == "changed"}, of: concluded, stage: protest-changed}
  - {id: crime, title: {zh: 移送, en: crimes}, counts: {step: [crime]}, stage: crime}
  - {id: filed, title: {zh: 立案, en: filed}, counts: {step: [filed]}, of: crime, stage: crime-filed}
  - {id: sued, title: {zh: 起诉, en: suits}, counts: {step: [sue]}, stage: suit}
  - {id: supported, title: {zh: 支持, en: supported}, counts: {step: [win]}, of: sued, stage: suit-supported}
  - {id: lost, title: {zh: 未支持, en: lost}, counts: {step: [lose]}, of: sued, stage: suit-lost}
steps:
  - {id: open, title: {zh: 受理, en: Open}, opens: true, by: [handler], deadlines: [{start: review}]}
  - {id: extend, title: {zh: 延长, en: Extend}, from: [open], by: [handler], deadlines: [{extend: review}]}
  - {id: suggest, title: {zh: 建议, en: Suggest}, from: [open], by: [handler], deadlines: [{start: reply}]}
  - {id: adopt, title: {zh: 采纳, en: Adopted}, from: [open], to: closed, outcome: adopted, by: [handler], may: [promised_on], deadlines: [{end: reply}, {end: review}]}
  - {id: decline, title: {zh: 未采纳, en: Declined}, from: [open], to: closed, outcome: declined, by: [handler], deadlines: [{end: reply}, {end: review}]}
  - {id: protest, title: {zh: 抗诉, en: Protest}, from: [open], by: [handler]}
  - {id: retried, title: {zh: 审结, en: Retried}, from: [open], to: closed, outcome: retried, by: [handler], asks: [result], deadlines: [{end: review}]}
  - {id: crime, title: {zh: 移送犯罪线索, en: Crime}, from: [open], by: [handler]}
  - {id: filed, title: {zh: 公安立案, en: Filed}, from: [open], by: [handler]}
  - {id: sue, title: {zh: 起诉, en: Sue}, from: [open], by: [handler]}
  - {id: win, title: {zh: 支持, en: Win}, from: [open], by: [handler]}
  - {id: lose, title: {zh: 未支持, en: Lose}, from: [open], by: [handler]}
  - {id: end, title: {zh: 终结, en: End}, from: [open], to: closed, outcome: none, by: [handler], deadlines: [{end: review}]}
cases:
  - {name: one, origin: clue, run: [{step: open, on: 2026-03-02}]}
`

const (
	lender = "civil/professional-lender"
	other  = "civil/other"
	lower  = access.Office("county-a")
)

// A world is offices in which clues and matters went their ways on days that a test knows.
type world struct {
	*stats.Service
	t       testing.TB
	db      *db.DB
	now     *time.Time
	clues   *clue.Service
	matters *matter.Service
	ids     map[string]clue.ID
}

var shelf = sync.OnceValues(func() (matter.Rules, error) {
	laws, err := law.Load()
	if err != nil {
		return matter.Rules{}, err
	}
	c, err := matter.LoadClock("")
	if err != nil {
		return matter.Rules{}, err
	}
	p, err := matter.Read("plain.yaml", []byte(plain), laws, c)
	return matter.Rules{Procedures: matter.Library{"plain": p}, Laws: laws, Clock: c}, err
})

func newWorld(t testing.TB, d *db.DB, now *time.Time) *world {
	t.Helper()
	rules, err := shelf()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, db: d, now: now, clues: clue.NewService(d), matters: matter.NewService(d, rules), ids: map[string]clue.ID{}}
	w.Service = stats.NewService(d, rules.Procedures, func(id string) fault.Text { return fault.Text{ZH: "模型" + id, EN: "model " + id} })
	for _, query := range []string{
		`UPDATE office SET name = '甲市院', level = 'city', division = '330100' WHERE id = 'home'`,
		`INSERT INTO office (id, name, level, division, parent) VALUES ('county-b', '丙县院', 'county', '330103', 'home'), ('county-a', '乙县院', 'county', '330102', 'home'), ('apart', '别院', 'county', '', NULL)`,
		`INSERT INTO partner (agency, card, standing, added_at, changed_at) VALUES ('police', '', 'confirmed', '', '')`,
	} {
		w.exec(query)
	}
	return w
}

// eachWorld runs test on every database, on the same world.
func eachWorld(t *testing.T, test func(*testing.T, *world)) {
	t.Helper()
	now := time.Time{}
	dbtest.EachAt(t, func() time.Time { now = now.Add(time.Microsecond); return now }, func(t *testing.T, d *db.DB) {
		w := newWorld(t, d, &now)
		w.story()
		test(t, w)
	})
}

func (w *world) exec(query string, args ...any) {
	w.t.Helper()
	err := w.db.InTx(w.t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(w.t.Context(), query, args...)
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// on sets the clock to eleven in the morning of a day in Beijing.
func (w *world) on(day string) {
	w.t.Helper()
	*w.now = date(w.t, day).Begins().Add(11 * time.Hour)
}

func date(t testing.TB, s string) law.Date {
	t.Helper()
	d, err := law.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// find lets a model find subjects.
func (w *world) find(day string, office access.Office, model string, names ...string) {
	w.t.Helper()
	w.on(day)
	var list []scan.Finding
	for _, n := range names {
		list = append(list, scan.Finding{Model: model, Version: 1, Snapshot: "s-" + day, Risk: 0.5, Summary: fault.Text{ZH: "多次起诉", EN: "sued often"},
			Subject: scan.Subject{Kind: "person", ID: "p-" + n, Name: n}, Cases: []string{"（2021）甲0101民初" + n + "号"}})
		w.ids[n] = clue.NewID(model, "p-"+n)
	}
	// A scan of a model tells of every finding: another model each time keeps old clues from going stale.
	if _, err := w.clues.Register(w.t.Context(), access.CommandLine(office), clue.Scan{Office: office, Snapshot: "s-" + day, Models: []string{model}, Findings: list, At: *w.now}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) move(day, name string, to ...clue.Move) {
	w.t.Helper()
	w.on(day)
	for _, m := range to {
		c, err := w.clues.Get(w.t.Context(), access.CommandLine(access.Home), w.ids[name])
		if err != nil {
			w.t.Fatal(err)
		}
		m.Seen = c.Version
		if m.To == clue.Dismissed {
			m.Note = "经核对不成立"
		}
		if _, err := w.clues.Move(w.t.Context(), access.CommandLine(access.Home), w.ids[name], m); err != nil {
			w.t.Fatal(err)
		}
	}
}

// begin opens a matter on clues, which are screened first.
func (w *world) begin(day string, office access.Office, title string, names ...string) *matter.Detail {
	w.t.Helper()
	d := matter.Draft{Procedure: "plain", Origin: "ex-officio", Title: title}
	for _, n := range names {
		c, err := w.clues.Get(w.t.Context(), access.CommandLine(office), w.ids[n])
		if err != nil {
			w.t.Fatal(err)
		}
		if c.State == clue.Found {
			w.move(day, n, clue.Move{To: clue.Screening})
		}
		d.Origin, d.Clues = "clue", append(d.Clues, w.ids[n])
	}
	w.on(day)
	out, err := w.matters.Open(w.t.Context(), access.CommandLine(office), d, matter.Request{})
	if err != nil {
		w.t.Fatal(err)
	}
	return &out
}

func (w *world) step(day string, m *matter.Detail, step string, fields map[string]any) {
	w.t.Helper()
	w.on(day)
	out, err := w.matters.Step(w.t.Context(), access.CommandLine(m.Office), m.ID, matter.Doing{Step: step, Fields: fields}, matter.Request{Seen: m.Version})
	if err != nil {
		w.t.Fatal(err)
	}
	*m = out
}

// look lets later data say of a promise that it was kept, or that nobody can tell.
func (w *world) look(day string, m *matter.Detail, result string) {
	w.t.Helper()
	w.on(day)
	p, err := w.matters.Promise(w.t.Context(), access.CommandLine(m.Office), m.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	looks := []matter.RemedyLook{{Clue: p.Clues[0], Model: lender, Snapshot: "s-" + day, Reach: []matter.RemedyReach{{Dataset: "judgment"}}}}
	if result == matter.Stopped {
		looks[0].Reach[0].Until = date(w.t, day)
	}
	out, err := w.matters.KeepRemedy(w.t.Context(), access.CommandLine(m.Office), m.ID, p, looks, matter.Request{Seen: m.Version})
	if err != nil {
		w.t.Fatal(err)
	}
	*m = out
}

// story is what happens: every number of the tests was worked out by hand from it.
func (w *world) story() {
	w.find("2026-01-10", access.Home, lender, "x1")
	w.move("2026-01-20", "x1", clue.Move{To: clue.Dismissed, Reason: "genuine_debt"})
	m4 := w.begin("2026-02-01", access.Home, "依职权监督案")
	w.step("2026-02-10", m4, "suggest", nil)
	w.find("2026-02-25", access.Home, lender, "x1", "x2")

	y := []string{"x1", "x2"}
	for i := range 12 {
		y = append(y, fmt.Sprintf("y%d", i+1))
	}
	w.find("2026-04-02", access.Home, lender, y...)
	w.find("2026-04-03", lower, other, "z1")
	m1 := w.begin("2026-04-05", access.Home, "甲案", "y1")
	m2 := w.begin("2026-04-06", access.Home, "乙案", "y2")
	k1 := w.begin("2026-04-08", lower, "丙案")
	w.step("2026-04-10", m1, "suggest", nil)
	w.move("2026-04-10", "y5", clue.Move{To: clue.Dismissed, Reason: "lawful_business"})
	w.step("2026-04-11", m2, "suggest", nil)
	w.move("2026-04-11", "y6", clue.Move{To: clue.Dismissed, Reason: "already_handled"})
	w.move("2026-04-12", "y8", clue.Move{To: clue.Dismissed, Reason: "same_name"})
	w.exec(`INSERT INTO matter_paper (id, matter, kind, state, prefix, year, number, maker, version, made_at, issued_on)
		VALUES ('d-1', $1, 'letter', 'served', '', 2026, 0, '', 1, '', '2026-04-12'), ('d-2', $1, 'letter', 'approved', '', 2026, 0, '', 1, '', '2026-04-12')`, string(m1.ID))
	w.step("2026-04-15", m4, "adopt", nil)
	for _, n := range []string{"y10", "y11"} {
		w.move("2026-04-15", n, clue.Move{To: clue.Screening}, clue.Move{To: clue.Transferred})
		w.exec(`INSERT INTO exchange (id, office, peer, side, opened, state, duty, clue, version, sent, got, opened_at, changed_at)
			VALUES ($1, 'home', 'police', 'starter', 'clue', 'offered', 0, $2, 1, 1, 0, $3, $3)`, "e-"+n, string(w.ids[n]), db.Time(*w.now))
	}
	w.merge("2026-04-16", "y12", "y9")
	w.move("2026-04-18", "y4", clue.Move{To: clue.Screening}, clue.Move{To: clue.Accepted})
	w.move("2026-04-20", "y8", clue.Move{To: clue.Found})
	m5 := w.begin("2026-04-20", access.Home, "甲案之二", "y1")
	w.step("2026-04-25", m5, "extend", nil)
	w.resolve("2026-05-01", "y10", "not_established")
	w.step("2026-05-01", m1, "adopt", map[string]any{"promised_on": "2026-05-10"})
	w.step("2026-05-02", m5, "end", nil)
	w.step("2026-05-05", m2, "decline", nil)
	m3 := w.begin("2026-05-10", access.Home, "丁案", "y3")
	w.find("2026-05-12", access.Home, other, "w2")
	w.step("2026-05-15", m3, "protest", nil)
	w.look("2026-05-16", m1, matter.NotEnough)
	w.find("2026-05-19", access.Home, other, "w1", "w2")
	// Until here is known on 20 May.
	w.move("2026-05-25", "y7", clue.Move{To: clue.Dismissed, Reason: "insufficient"})
	w.resolve("2026-05-25", "y11", "other")
	w.step("2026-05-30", k1, "suggest", nil)
	w.look("2026-06-01", m1, matter.Stopped)
	w.step("2026-06-10", m3, "retried", map[string]any{"result": "changed"})
	m6 := w.begin("2026-06-12", access.Home, "戊案")
	w.step("2026-06-13", m6, "crime", nil)
	w.step("2026-06-14", m6, "sue", nil)
	w.step("2026-06-15", m6, "win", nil)
	m7 := w.begin("2026-06-12", access.Home, "己案")
	w.step("2026-06-13", m7, "crime", nil)
	w.step("2026-06-15", m7, "lose", nil)
	w.step("2026-06-20", m7, "filed", nil)
	w.step("2026-06-21", m7, "protest", nil)
	w.step("2026-06-25", m7, "retried", map[string]any{"result": "upheld"})
	w.on("2026-09-10")
}

func (w *world) merge(day, into string, names ...string) {
	w.t.Helper()
	w.on(day)
	by := access.CommandLine(access.Home)
	c, err := w.clues.Get(w.t.Context(), by, w.ids[into])
	if err != nil {
		w.t.Fatal(err)
	}
	m := clue.Merging{Note: "同一事实", Seen: c.Version}
	for _, n := range names {
		x, err := w.clues.Get(w.t.Context(), by, w.ids[n])
		if err != nil {
			w.t.Fatal(err)
		}
		m.Members = append(m.Members, clue.Pick{ID: x.ID, Version: x.Version})
	}
	if _, err := w.clues.Merge(w.t.Context(), by, w.ids[into], m); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) resolve(day, name, code string) {
	w.t.Helper()
	w.on(day)
	err := w.db.InTx(w.t.Context(), func(tx *db.Tx) error {
		return clue.Resolved(w.t.Context(), tx, access.CommandLine(access.Home), w.ids[name], "办理结果", code)
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func leader(office access.Office) access.Account {
	return access.Account{ID: "a-leader", Name: "leader", Display: "负责人", Role: access.Leader, Office: office}
}
