package clue

import (
	"fmt"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/law"
)

// crowded fills the table with 20,000 clues, a hundred of each risk.
func crowded(t *testing.T, d *db.DB) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		_, err := tx.Exec(t.Context(), `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
			INSERT INTO clue (id, office, model, model_version, snapshot, seen, subject_kind, subject_id, subject_name, risk, state, version,
			                  cases, courts, amount, from_on, to_on, top, against, facts, body_hash, finding, found_at, changed_at)
			SELECT 'c-' || i, 'home', 'civil/m' || (i % 50), 1, 's-1', 's-1', 'person', 'p-' || i, '王' || i, (i % 200) / 200.0, 'found', 1,
			       i % 30, '[]', i % 777, '', '', '[]', 0, '', '', 1, '2026-01-05T00:00:00.' || (100000 + i) || 'Z', '2026-01-05T00:00:00.' || (100000 + i) || 'Z' FROM n`)
		return err
	})
	if err == nil {
		err = d.InTx(t.Context(), func(tx *db.Tx) error { // what the server does by itself, sooner or later
			_, err := tx.Exec(t.Context(), `ANALYZE clue`)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// explained returns the plan of the statement that reads a page.
func explained(t *testing.T, d *db.DB, f Filter, o order, few bool) (plan string) {
	t.Helper()
	view(t, d, func(tx *db.Tx) error {
		query, args := paged(tx, "home", f, o, chosen{}, few)
		plan = planOf(t, tx, query, args)
		return nil
	})
	return plan
}

// planOf returns the plan of a statement.
func planOf(t *testing.T, tx *db.Tx, query string, args []any) string {
	t.Helper()
	how, width := "EXPLAIN ", 1
	if strings.HasSuffix(t.Name(), "/sqlite") {
		how, width = "EXPLAIN QUERY PLAN ", 4
	}
	rows, err := tx.Query(t.Context(), how+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var plan strings.Builder
	for rows.Next() {
		cells, at := make([]string, width), make([]any, width)
		for i := range cells {
			at[i] = &cells[i]
		}
		if err := rows.Scan(at...); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&plan, cells[width-1])
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return plan.String()
}

// carriedOut carries out statements in one transaction.
func carriedOut(t *testing.T, d *db.DB, statements ...string) {
	t.Helper()
	err := d.InTx(t.Context(), func(tx *db.Tx) error {
		for _, x := range statements {
			if _, err := tx.Exec(t.Context(), x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func view(t *testing.T, d *db.DB, f func(tx *db.Tx) error) {
	t.Helper()
	if err := d.View(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

// TestWalksAlong: a page of a list that many clues are on is read along the index of its order,
// whatever else is asked; it is never made by sorting them all. PostgreSQL asks the index itself
// for a least risk; the rows it would have to read instead are tens of thousands where what
// changed last is of small risk.
func TestWalksAlong(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		crowded(t, d)
		for _, tc := range []struct{ sort, index string }{
			{"-risk", "clue_by_risk"}, {"risk", "clue_by_risk"}, {"-amount", "clue_by_amount"}, {"cases", "clue_by_cases"},
			{"-found_at", "clue_by_found"}, {"-changed_at", "clue_by_changed"}, {"changed_at", "clue_by_changed"}, {"subject", "clue_by_name"},
		} {
			for _, f := range []Filter{{}, {MinRisk: 0.2}, {Aside: AnyAside}, {Free: true}, {SubjectKind: "person"}, {MinRisk: 0.2, Free: true, States: []State{Found, Screening}}} {
				f.Sort = tc.sort
				o, err := f.check()
				if err != nil {
					t.Fatal(err)
				}
				f.today = law.DateOf(dbtest.Monday)
				plan := explained(t, d, f, o, false)
				if !strings.Contains(plan, tc.index) {
					t.Errorf("%s, %+v: not along %s:\n%s", tc.sort, f, tc.index, plan)
				}
				if o.stated && !strings.Contains(strings.ToLower(plan), "merge") {
					t.Errorf("%s, %+v: each state is read to the end of a page of its own:\n%s", tc.sort, f, plan)
				}
				if f.MinRisk > 0 && strings.HasSuffix(t.Name(), "/postgres") && !strings.Contains(plan, "(risk >= '0.2'") {
					t.Errorf("%s, %+v: the index is not asked for the risk:\n%s", tc.sort, f, plan)
				}
			}
		}
	})
}

// TestCountedInAFewPages: the clues of a state are counted in the index whose keys are few, which only PostgreSQL has.
func TestCountedInAFewPages(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		if !strings.HasSuffix(t.Name(), "/postgres") {
			return
		}
		crowded(t, d)
		for _, f := range []Filter{{}, {SubjectKind: "person"}, {Free: true}, {Aside: AnyAside}} {
			f.today = law.DateOf(dbtest.Monday)
			view(t, d, func(tx *db.Tx) error {
				if _, err := tx.Exec(t.Context(), `SET LOCAL enable_seqscan = off`); err != nil { // 20,000 clues that nobody has vacuumed
					return err
				}
				w, query := f.bounded("home", nil, []State{Found, Screening}, 10_000)
				if plan := planOf(t, tx, query, w.args); strings.Count(plan, "clue_counted") != 2 {
					t.Errorf("%+v: not in the index for counting:\n%s", f, plan)
				}
				return nil
			})
		}
	})
}

// TestFewOfAModel: the few clues of a model are not looked for among all clues of a state.
func TestFewOfAModel(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		crowded(t, d)
		for _, sort := range []string{"-risk", "amount", "-changed_at"} {
			f := Filter{Models: []string{"civil/m07", "none"}, Sort: sort}
			o, err := f.check()
			if err != nil {
				t.Fatal(err)
			}
			f.today = law.DateOf(dbtest.Monday)
			if plan := explained(t, d, f, o, true); !strings.Contains(plan, "clue_by_model") {
				t.Errorf("%s: not by model:\n%s", sort, plan)
			}
		}
	})
}

// TestManyAreNotLookedUp: a text that very many clues have does not have all of them looked up to
// see whether one is merged, which took seconds; where few have it, the few are.
func TestManyAreNotLookedUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		crowded(t, d)
		carriedOut(t, d,
			`INSERT INTO clue_part (part, clue) SELECT subject_name, id FROM clue`,
			`INSERT INTO clue_part (part, clue, later) SELECT substr(subject_name, 2), id, 1 FROM clue`,
			`INSERT INTO clue_case (case_no, serial, clue) SELECT '(2020)甲01民初' || substr(id, 3), substr(id, 3), id FROM clue`,
			`UPDATE clue SET state = 'merged', merged_into = 'c-7' WHERE id IN ('c-8', 'c-8000')`,
		)
		for _, tc := range []struct {
			text          string
			many, members bool // members: asks those that it finds whether they are merged
		}{{"王", true, false}, {"王1", true, false}, {"(", true, false}, {"（2020）", true, false}, {"1", true, false}, {"王8000", false, true}, {"王8001", false, false}, {"8000", false, true}, {"李", false, false}} {
			err := d.View(t.Context(), func(tx *db.Tx) error {
				f := Filter{Query: tc.text, today: law.DateOf(dbtest.Monday)}
				o, err := newOrder("subject", "")
				if err != nil {
					return err
				}
				m, err := f.found(t.Context(), tx, o, bounds{sorted: 1000})
				if err != nil {
					return err
				}
				if m.many != tc.many || strings.Contains(m.ids, "merged_into") != tc.members {
					t.Errorf("%s: many %v, found by %s", tc.text, m.many, m.ids)
				}
				if tc.many && !strings.Contains(m.row, "m.merged_into = clue.id") {
					t.Errorf("%s: no clue is asked for its members: %s", tc.text, m.row)
				}
				if tc.many && tc.text != "1" && m.halves == nil { // 1 is in names and numbers
					t.Errorf("%s: the few that are merged are not gone through", tc.text)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// TestFewAreLookedUp: the few clues that a court or a text leaves are looked up one by one. PostgreSQL takes it that a text is
// in the names of a third of all courts, and of those that are merged, and would rather read all clues.
func TestFewAreLookedUp(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		crowded(t, d)
		carriedOut(t, d,
			`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 199) INSERT INTO court (name) SELECT '第' || i || '号法院' FROM n`,
			`INSERT INTO clue_court (court, clue) SELECT '第' || (CAST(substr(id, 3) AS INTEGER) % 200) || '号法院', id FROM clue`,
			`INSERT INTO clue_part (part, clue) SELECT subject_name, id FROM clue`,
			`UPDATE clue SET state = 'merged', merged_into = 'c-' || (CAST(substr(id, 3) AS INTEGER) + 1) WHERE CAST(substr(id, 3) AS INTEGER) % 2 = 1`,
			`ANALYZE`,
		)
		for _, tc := range []struct {
			Filter
			sorted int
		}{{Filter{Court: "第17号"}, 200}, {Filter{Query: "王", Sort: "subject"}, 3000}} {
			f := tc.Filter
			o, err := f.check()
			if err != nil {
				t.Fatal(err)
			}
			f.today = law.DateOf(dbtest.Monday)
			view(t, d, func(tx *db.Tx) error {
				c, err := f.choose(t.Context(), tx, o, bounds{sorted: tc.sorted})
				if err != nil {
					return err
				}
				query, args := f.among("home", o, c)
				if c.few == nil {
					query, args = paged(tx, "home", f, o, c, false)
				}
				if plan := planOf(t, tx, query, args); strings.Contains(plan, "Hash Join") || strings.Contains(plan, "Seq Scan on clue ") || strings.Contains(plan, "SCAN clue\n") {
					t.Errorf("%+v: all clues are read:\n%s", f, plan)
				}
				return nil
			})
		}
	})
}
