package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/law"
)

// A size is how much one office has.
type size struct {
	clues, matters, tasks int // tasks: of each matter
	users                 int // handlers; a leader and an analyst come on top
}

const password = "负载测量用的口令"

// fill makes an office of that size in an empty home. Everything is invented and the same
// each time.
func fill(ctx context.Context, home string, n size) error {
	if err := os.MkdirAll(home, 0o700); err != nil {
		return err
	}
	d, err := db.Open(ctx, "sqlite:"+filepath.Join(home, "workflow.db"), time.Now)
	if err != nil {
		return err
	}
	defer d.Close()
	who, err := people(ctx, d, n.users)
	if err != nil {
		return err
	}
	start := time.Now()
	if err := clues(ctx, d, n.clues, who); err != nil {
		return err
	}
	say("%d clues in %.0f s", n.clues, time.Since(start).Seconds())
	start = time.Now()
	if err := matters(ctx, d, n, who); err != nil {
		return err
	}
	say("%d matters with %d tasks in %.0f s", n.matters, n.matters*n.tasks, time.Since(start).Seconds())
	return nil
}

// people makes the accounts: they share one hash, since each costs a hundredth of a second
// of the processor and the password is in this file.
func people(ctx context.Context, d *db.DB, n int) (list []access.Account, err error) {
	accounts, err := access.NewService(d)
	if err != nil {
		return nil, err
	}
	local := access.CommandLine(access.Home)
	for _, a := range []access.Account{{Name: "leader", Role: access.Leader}, {Name: "analyst", Role: access.Analyst}, {Name: "u-000", Role: access.Handler}} {
		made, err := accounts.Make(ctx, local, a, password)
		if err != nil {
			return nil, err
		}
		if made.Role == access.Handler {
			list = append(list, made)
		}
	}
	err = d.InTx(ctx, func(tx *db.Tx) error {
		for i := 1; i < n; i++ {
			a := access.Account{ID: fmt.Sprintf("a-load-%03d", i), Name: fmt.Sprintf("u-%03d", i), Display: fmt.Sprintf("办案人%d", i), Role: access.Handler, Office: access.Home}
			_, err := tx.Exec(ctx, `INSERT INTO account (id, name, display, role, office, password, created_at)
				SELECT $1, $2, $3, role, office, password, created_at FROM account WHERE name = 'u-000'`, a.ID, a.Name, a.Display)
			if err != nil {
				return err
			}
			list = append(list, a)
		}
		return nil
	})
	return list, err
}

// findings are n invented ones: 20 models, 300 courts, names of 3 characters, 3 to 12 cases
// each, most risks low.
func findings(n int) []scan.Finding {
	r := rand.New(rand.NewPCG(1, 2))
	says := fault.Text{ZH: "该人在一年内作为原告起诉的民间借贷案件数量", EN: "suits on loans as plaintiff in one year"}
	list := make([]scan.Finding, n)
	for i := range list {
		f := scan.Finding{Model: fmt.Sprintf("civil/m%02d", i%20), Version: 1, Snapshot: "s-1", Risk: r.Float64() * r.Float64(), Amount: float64(r.IntN(1e7)),
			Subject: scan.Subject{Kind: []string{"person", "organisation", "group"}[r.IntN(3)], ID: fmt.Sprintf("p-%d", i/2),
				Name: fmt.Sprintf("%c%c%c", []rune("王李张刘陈杨赵黄周吴")[r.IntN(10)], '一'+rune(r.IntN(4000)), '一'+rune(r.IntN(4000)))},
			Courts: []string{fmt.Sprintf("第%d人民法院", r.IntN(300))}, From: "2019-01-01", To: "2021-12-31", Summary: says,
			Indicators: []scan.Indicator{{ID: "volume", Title: says, Says: says, Share: 0.3}, {ID: "absent", Title: says, Says: says, Share: 0.2}}}
		for range 3 + r.IntN(10) {
			f.Cases = append(f.Cases, fmt.Sprintf("（20%02d）甲%04d民初%d号", 15+r.IntN(6), r.IntN(300), r.IntN(30000)))
		}
		slices.Sort(f.Cases)
		f.Cases = slices.Compact(f.Cases)
		list[i] = f
	}
	return list
}

// clues registers them and lets them have been worked on: a quarter is no longer new, a few
// are put aside or held.
func clues(ctx context.Context, d *db.DB, n int, who []access.Account) error {
	local := access.CommandLine(access.Home)
	sc := clue.Scan{Snapshot: "s-1", Findings: findings(n), At: time.Now().Add(-48 * time.Hour)}
	for i := range 20 {
		sc.Models = append(sc.Models, fmt.Sprintf("civil/m%02d", i))
	}
	if _, err := clue.NewService(d).Register(ctx, local, sc); err != nil {
		return err
	}
	today := law.DateOf(time.Now())
	return d.InTx(ctx, func(tx *db.Tx) error {
		// The last digits of an id are as good as dice.
		for _, s := range []struct{ set, where string }{
			{`state = 'screening'`, `substr(id, 20, 1) IN ('0', '1')`},
			{`state = 'dismissed', reason = 'normal_business'`, `substr(id, 20, 1) IN ('2', '3')`},
			{`state = 'accepted'`, `substr(id, 20, 2) IN ('40', '41', '42', '43', '44', '45', '46', '47')`},
			{`state = 'transferred'`, `substr(id, 20, 2) IN ('50', '51', '52')`},
			{`aside_until = '` + today.AddDays(30).String() + `'`, `substr(id, 18, 2) IN ('00', '01', '02') AND state = 'found'`},
			{`holder = '` + who[0].ID + `', holder_name = 'u-000', held_until = '` + today.AddDays(20).String() + `'`, `substr(id, 18, 3) IN ('abc', 'abd') AND state IN ('found', 'screening')`},
			{`changed_at = '` + db.Time(time.Now().Add(-24*time.Hour)) + `'`, `state <> 'found'`},
		} {
			if _, err := tx.Exec(ctx, `UPDATE clue SET `+s.set+` WHERE `+s.where); err != nil {
				return fmt.Errorf("%s: %w", s.set, err)
			}
		}
		return nil
	})
}

// matters opens one matter by each procedure, with what its own first case gives, and copies
// them: each copy has a lead, a deadline and tasks.
func matters(ctx context.Context, d *db.DB, n size, who []access.Account) error {
	laws, err := law.Load()
	if err != nil {
		return err
	}
	clock, err := matter.LoadClock("")
	if err != nil {
		return err
	}
	library, err := matter.NewLibrary(matter.All(laws, clock))
	if err != nil {
		return err
	}
	s := matter.NewService(d, matter.Rules{Procedures: library, Laws: laws, Clock: clock})
	var first, others []string
	for id, p := range library {
		c := p.Cases[0]
		m, err := s.Open(ctx, who[0], matter.Draft{Procedure: id, Origin: c.Origin, Title: "某案", Fields: c.Run[0].Fields}, matter.Request{})
		if err != nil {
			continue // its first step is not a handler's, or its day is to come
		}
		if id == "petition" {
			first = append(first, string(m.ID))
		}
		others = append(others, string(m.ID))
	}
	if len(first) == 0 || len(others) < 10 {
		return fmt.Errorf("only %d procedures could be opened", len(others))
	}
	slices.Sort(others)
	return d.InTx(ctx, func(tx *db.Tx) error {
		for i := range n.matters {
			of := first[0] // two of five are petitions
			if i%5 > 1 {
				of = others[i%len(others)]
			}
			if err := copyMatter(ctx, tx, i, of, who[i%len(who)], n.tasks); err != nil {
				return err
			}
		}
		return nil
	})
}

// lived lets people have lived with the office for a while: clues about one subject are merged, some
// have been looked at and have news, some are held not for long; of the petitions one in ten goes first, and some
// deadlines are overdue with a reason that nobody has approved yet.
func lived(ctx context.Context, file string) error {
	d, err := db.Open(ctx, "sqlite:"+file, time.Now)
	if err != nil {
		return err
	}
	defer d.Close()
	today := law.DateOf(time.Now())
	const goFirst = `SELECT id FROM matter WHERE procedure = 'petition' AND number % 25 = 10 AND id LIKE '%-load'`
	return d.InTx(ctx, func(tx *db.Tx) error {
		for _, text := range []string{
			`UPDATE clue SET state = 'merged', merged_was = '{"state":"found"}', aside_until = '', holder = '', holder_name = '', held_until = '',
				merged_into = (SELECT MIN(head.id) FROM clue head WHERE head.office = clue.office AND head.subject_id = clue.subject_id)
				WHERE substr(id, 20, 1) IN ('6', '7') AND state = 'found' AND id <> (SELECT MIN(head.id) FROM clue head WHERE head.office = clue.office AND head.subject_id = clue.subject_id)`,
			`UPDATE clue SET holder = 'a-load-001', holder_name = 'u-001', held_until = '` + today.AddDays(2).String() + `' WHERE substr(id, 18, 3) IN ('abe', 'abf') AND state IN ('found', 'screening')`,
			`INSERT INTO clue_look (account, clue, n, at) SELECT account.id, clue.id, 0, clue.found_at FROM account CROSS JOIN clue
				WHERE account.name IN ('leader', 'u-000') AND substr(clue.id, 18, 2) IN ('10', '11', '12') ON CONFLICT DO NOTHING`,
			`UPDATE matter SET urgent = 1, press = '0' || substr(press, 2) WHERE id IN (` + goFirst + `)`,
			`UPDATE matter_task SET press = '0' || substr(press, 2) WHERE matter IN (` + goFirst + `)`,
			`UPDATE matter_term SET rank = 0 WHERE matter IN (` + goFirst + `)`,
			`UPDATE matter_term SET explained = 1 WHERE due < '` + today.String() + `' AND matter LIKE '%5-load'`,
		} {
			if _, err := tx.Exec(ctx, text); err != nil {
				return fmt.Errorf("%.40s…: %w", text, err)
			}
		}
		return nil
	})
}

func copyMatter(ctx context.Context, tx *db.Tx, i int, of string, lead access.Account, tasks int) error {
	id, due := fmt.Sprintf("m-%016x-%08x-load", 0, i), law.DateOf(tx.Now).AddDays(i*7919%730-120).String()
	at := db.Time(tx.Now.Add(-time.Duration(i*7919%600_000) * time.Minute))
	for _, one := range []struct {
		text string
		args []any
	}{
		{`INSERT INTO matter (id, office, procedure, rules, branch, year, number, title, origin, state, outcome, closed, waits, lead, next_due, version, body, opened_at, changed_at, press, counted, opened_on, closed_on)
			SELECT $1, office, procedure, rules, branch, year, $2, $3, origin, state, outcome, $4, $5, $6, $7, version, body, $8, $8, '1' || CAST($7 AS TEXT), counted, opened_on, closed_on FROM matter WHERE id = $9`,
			[]any{id, i + 10, fmt.Sprintf("某人反映第%d号事项", i), i % 10 / 9, []string{"", "leader"}[b(i%300 == 0)], lead.ID, due, at, of}},
		{`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20) INSERT INTO matter_part (part, matter, later) SELECT substr(title, i, 8), id, CASE WHEN MIN(i) > 1 THEN 1 ELSE 0 END FROM matter CROSS JOIN n WHERE id = $1 AND i <= length(title) GROUP BY 1, 2`, []any{id}},
		{`INSERT INTO matter_event (matter, n, at, actor, display, kind, what, on_day, body)
			SELECT $1, n, at, actor, display, kind, what, on_day, body FROM matter_event WHERE matter = $2`, []any{id, of}},
		// counted as the program counts them: what is not, it counts for minutes after it has begun, and every list waits for that
		{`INSERT INTO matter_count (matter, office, procedure, statistic, on_day, amount) SELECT $1, office, procedure, statistic, on_day, amount FROM matter_count WHERE matter = $2`, []any{id, of}},
		{`INSERT INTO matter_term (matter, n, office, deadline, title_zh, title_en, whose, due, ended, explained) VALUES ($1, 1, 'home', 'result', '答复', 'result', 'office', $2, '', 0)`, []any{id, due}},
		{`INSERT INTO matter_member (matter, account, display, part) VALUES ($1, $2, $3, 'lead')`, []any{id, lead.ID, lead.Display}},
	} {
		if _, err := tx.Exec(ctx, one.text, one.args...); err != nil {
			return err
		}
	}
	rows, args := make([]string, tasks), []any{id, lead.ID, due, at}
	for k := range rows {
		rows[k] = fmt.Sprintf(`('t-%s-%d', $1, 'home', '办理', 'do', 'handler', $2, '', $3, $4, %d, '1' || CAST($3 AS TEXT))`, id, k, k%2)
	}
	_, err := tx.Exec(ctx, `INSERT INTO matter_task (id, matter, office, title_zh, title_en, role, assignee, deadline, due, made_at, done, press) VALUES `+strings.Join(rows, ", "), args...)
	return err
}

func b(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
