package matter

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/db"
)

// counts returns what is kept of a matter for the figures.
func counts(t testing.TB, d desk, id ID) (all []string) {
	t.Helper()
	err := d.db.View(t.Context(), func(tx *db.Tx) error {
		var opened, closed string
		var counted int
		if err := tx.QueryRow(t.Context(), `SELECT opened_on, closed_on, counted FROM matter WHERE id = $1`, string(id)).Scan(&opened, &closed, &counted); err != nil {
			return err
		}
		all = append(all, fmt.Sprint(opened, " ", closed, " ", counted))
		for _, query := range []string{
			`SELECT statistic || ' ' || on_day FROM matter_count WHERE matter = $1 ORDER BY statistic`,
			`SELECT step || ' ' || on_day FROM matter_step WHERE matter = $1 ORDER BY n`,
			`SELECT deadline || ' ' || started FROM matter_term WHERE matter = $1 ORDER BY n`,
		} {
			list, err := texts(t.Context(), tx, query, string(id))
			if err != nil {
				return err
			}
			all = append(all, list...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestCounts: what the figures are counted from follows the steps, and is made anew, the same,
// for matters of an earlier version of the program.
func TestCounts(t *testing.T) {
	each(t, func(t *testing.T, d desk) {
		m := d.open("b")
		d.on("2026-03-10")
		m = d.step(m, "pause", nil)
		d.on("2026-03-12")
		m = d.step(m, "resume", nil)
		want := []string{"2026-03-02  1", "all 2026-03-02", "start 2026-03-02", "pause 2026-03-10", "resume 2026-03-12", "review 2026-03-02"}
		if diff := cmp.Diff(want, counts(t, d, m.ID)); diff != "" {
			t.Error(diff)
		}
		err := d.db.InTx(t.Context(), func(tx *db.Tx) error {
			for _, query := range []string{`DELETE FROM matter_count`, `DELETE FROM matter_step WHERE n > 1`, `UPDATE matter_term SET started = ''`, `UPDATE matter SET counted = 0, opened_on = ''`} {
				if _, err := tx.Exec(t.Context(), query); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		m = issued(t, d, m)
		if got := counts(t, d, m.ID); got[0] != "2026-03-02  0" {
			t.Errorf("an act alone counts it: %q", got)
		}
		for i, n := range []int{1, 0} {
			if got, err := d.CountAll(t.Context()); err != nil || got != n {
				t.Errorf("time %d counted %d, %v", i, got, err)
			}
		}
		if diff := cmp.Diff(want, counts(t, d, m.ID)); diff != "" {
			t.Error(diff)
		}
	})
}

// TestCountedOn: a condition counts from the step since which it has been true.
func TestCountedOn(t *testing.T) {
	p, err := read(t, "  - id: pause\n", "  - id: pause\n    may: [kind]\n", "{id: all, title: {zh: 全部, en: all}, counts: {opened: true}}", `{id: all, title: {zh: 全部, en: all}, counts: {outcome: [done]}}
  - {id: paused, title: {zh: 调卷, en: paused}, counts: {step: [pause]}}`)
	if err != nil {
		t.Fatal(err)
	}
	taken := func(step, on, kind string) Taken {
		x := Taken{Step: step, On: day(t, on), To: "open", Fields: map[string]any{}}
		if kind != "" {
			x.Fields["kind"] = kind
		}
		return x
	}
	_, clock := clockAndLaws(t)
	m := Matter{OpenedOn: day(t, "2026-03-02"), Facts: map[string]any{"kind": "a"}, State: "closed", Outcome: "done", ClosedOn: day(t, "2026-03-20"), Taken: []Taken{
		taken("start", "2026-03-02", "a"), taken("pause", "2026-03-03", "b"), taken("pause", "2026-03-04", "a"), taken("close", "2026-03-20", ""),
	}}
	got, err := NewEngine(p, clock).CountedOn(m)
	want := []Counting{{"all", day(t, "2026-03-20"), 0}, {"paused", day(t, "2026-03-03"), 0}, {"a", day(t, "2026-03-04"), 0}}
	if err != nil || !cmp.Equal(want, got, cmp.Comparer(func(a, b Counting) bool { return a == b })) {
		t.Errorf("got %v, %v", got, err)
	}
}
