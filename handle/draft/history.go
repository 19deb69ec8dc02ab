package draft

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/backtest"
	"github.com/mingjian/mingjian/fault"
)

// How long tests are kept, and how much of one.
const (
	TestsKept = 5                   // of a draft; the oldest goes when another begins
	TestsGone = 90 * 24 * time.Hour // after its draft was given up
	mostTest  = 16 << 20            // bytes of what came of one
)

// Silence is how long nothing may be heard of a test until it is taken for interrupted.
const Silence = time.Minute

// A TestState is how far a test on history is, or how it ended.
type TestState string

// The states.
const (
	TestRunning     TestState = "running"
	TestDone        TestState = "done"
	TestFailed      TestState = "failed"
	TestStopped     TestState = "stopped"     // by a person
	TestInterrupted TestState = "interrupted" // the program ended while it ran
)

// TestStates returns every state.
func TestStates() []TestState {
	return []TestState{TestRunning, TestDone, TestFailed, TestStopped, TestInterrupted}
}

// A TestOrder says how a draft is tested.
type TestOrder struct {
	From    string `json:"from,omitempty"`    // first month, 2026-01; as far as the data go if empty
	To      string `json:"to,omitempty"`      // last month
	Against string `json:"against,omitempty"` // id of a model to compare with
	Overlap bool   `json:"overlap,omitempty"` // tell how much of it other models find
}

// A Test is a test of a draft on history, at work or with what came of it.
type Test struct {
	ID       string
	Draft    string
	State    TestState
	Version  int // of the draft
	Order    TestOrder
	By       string // who started it
	Started  time.Time
	Ended    time.Time // zero while it runs
	Done     int       // months that are done
	Total    int       // months in all; 0 until it is known
	Says     fault.Text
	From, To string // first and last month that it looked at the end of, ISO; empty until it is done
	Standing int    // subjects found as of the last

	Report *backtest.Report // nil unless it is done, and in lists
}

// A TestEnd is how a test ended.
type TestEnd struct {
	State  TestState
	Says   fault.Text       // why it failed
	Report *backtest.Report // done: what it says
}

// BeginTest notes that a draft is being tested on a server, and lets the oldest of its tests go.
// Conflict while another test runs, on whichever server.
func (s *Service) BeginTest(ctx context.Context, by access.Account, id string, o TestOrder, server string) (x Test, err error) {
	ordered, err := json.Marshal(o)
	if err != nil {
		return x, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		d, err := one(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := d.permit(by, way{access.DraftModels, false}); err != nil {
			return err
		}
		if err := interrupt(ctx, tx, by, `seen_at < $1`, db.Time(tx.Now.Add(-Silence))); err != nil {
			return err
		}
		x = Test{ID: newID(tx), Draft: d.ID, State: TestRunning, Version: d.Version, Order: o, By: by.Display, Started: tx.Now}
		n, err := tx.Exec(ctx, `INSERT INTO model_test (id, draft, state, version, ordered, starter, starter_name, started_at, server, seen_at)
			VALUES ($1, $2, 'running', $3, $4, $5, $6, $7, $8, $7) ON CONFLICT DO NOTHING`, x.ID, d.ID, d.Version, string(ordered), by.ID, by.Display, db.Time(tx.Now), server)
		if err != nil {
			return fmt.Errorf("keep a test of draft %s: %w", d.ID, err)
		}
		if n == 0 {
			return oneRuns(ctx, tx)
		}
		if err := forgetTests(ctx, tx, d.ID); err != nil {
			return fmt.Errorf("let old tests go: %w", err)
		}
		return testNoted(ctx, tx, by, d, x)
	})
	return x, err
}

// oneRuns says whose test runs.
func oneRuns(ctx context.Context, tx *db.Tx) error {
	var who string
	err := tx.QueryRow(ctx, `SELECT starter_name FROM model_test WHERE state = 'running'`).Scan(&who)
	if errors.Is(err, sql.ErrNoRows) { // it has just ended
		return fault.Conflictf("另一次回测刚刚结束，请再试一次。", "Another test has just ended: try again.")
	}
	if err != nil {
		return fmt.Errorf("look for the test that runs: %w", err)
	}
	return fault.Conflictf("%s 正在回测，请等它结束后再试。", "%s is running a test; wait for it to end and try again.", who)
}

// forgetTests lets go the oldest tests of a draft beyond those that are kept, and all of drafts
// that were given up long ago.
func forgetTests(ctx context.Context, tx *db.Tx, draft string) error {
	_, err := tx.Exec(ctx, `DELETE FROM model_test WHERE draft = $1 AND state <> 'running' AND id NOT IN (SELECT id FROM model_test WHERE draft = $1 ORDER BY started_at DESC, id DESC LIMIT $2)`, draft, TestsKept)
	if err == nil {
		_, err = tx.Exec(ctx, `DELETE FROM model_test WHERE state <> 'running' AND draft IN (SELECT id FROM model_draft WHERE state = 'dropped' AND changed_at < $1)`, db.Time(tx.Now.Add(-TestsGone)))
	}
	return err
}

// TestGoes notes how far a test is. It reports whether the test is still to go on: somebody may
// have stopped it, on another server too.
func (s *Service) TestGoes(ctx context.Context, id string, done, total int) (goes bool, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE model_test SET months_done = $1, months_all = $2, seen_at = $3 WHERE id = $4 AND state = 'running'`, done, total, db.Time(tx.Now), id)
		goes = n == 1
		return err
	})
	if err != nil {
		return false, fmt.Errorf("note how far test %s is: %w", id, err)
	}
	return goes, nil
}

// EndTest keeps what came of a test, unless it has ended otherwise.
func (s *Service) EndTest(ctx context.Context, by access.Account, id string, end TestEnd) error {
	report, from, to, standing := "", "", "", 0
	if end.Report != nil {
		var err error
		if report, err = end.Report.Encode(); err != nil {
			return err
		}
		from, to, standing = end.Report.From, end.Report.To, end.Report.Standing
	}
	if len(report) > mostTest {
		end = TestEnd{State: TestFailed, Says: fault.Text{ZH: "命中太多，回测结果无法保存；请收紧条件或阈值。", EN: "It finds so much that the test cannot be kept: tighten its conditions or thresholds."}}
		report = ""
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		n, err := tx.Exec(ctx, `UPDATE model_test SET state = $1, ended_at = $2, says_zh = $3, says_en = $4, from_on = $5, to_on = $6, standing = $7, report = $8 WHERE id = $9 AND state = 'running'`,
			string(end.State), db.Time(tx.Now), end.Says.ZH, end.Says.EN, from, to, standing, report, id)
		if err != nil || n == 0 {
			return wrapTest(err, id)
		}
		return testEnded(ctx, tx, by, id)
	})
}

// StopTest ends the test of a draft that runs; Conflict if none does. The server where it runs
// hears of it.
func (s *Service) StopTest(ctx context.Context, by access.Account, id string) (x Test, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		d, err := one(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := d.permit(by, way{access.DraftModels, false}); err != nil {
			return err
		}
		list, err := tests(ctx, tx, `''`, `WHERE draft = $1 AND state = 'running'`, id)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return fault.Conflictf("没有正在进行的回测。", "No test is running.")
		}
		x = list[0]
		x.State, x.Ended = TestStopped, tx.Now
		if _, err := tx.Exec(ctx, `UPDATE model_test SET state = 'stopped', ended_at = $1 WHERE id = $2`, db.Time(tx.Now), x.ID); err != nil {
			return wrapTest(err, x.ID)
		}
		return testNoted(ctx, tx, by, d, x)
	})
	return x, err
}

// Interrupted notes that the tests which a server ran before it began anew have come to nothing,
// and those of which nothing was heard for long.
func (s *Service) Interrupted(ctx context.Context, by access.Account, server string) error {
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		return interrupt(ctx, tx, by, `(server = $1 OR seen_at < $2)`, server, db.Time(tx.Now.Add(-Silence)))
	})
}

func interrupt(ctx context.Context, tx *db.Tx, by access.Account, which string, args ...any) error {
	list, err := tests(ctx, tx, `''`, `WHERE state = 'running' AND `+which, args...)
	if err != nil {
		return err
	}
	for _, x := range list {
		if _, err := tx.Exec(ctx, `UPDATE model_test SET state = 'interrupted', ended_at = seen_at WHERE id = $1`, x.ID); err != nil {
			return wrapTest(err, x.ID)
		}
		if err := testEnded(ctx, tx, by, x.ID); err != nil {
			return err
		}
	}
	return nil
}

// Tests lists the tests of a draft that are kept, the newest first, without what they say.
func (s *Service) Tests(ctx context.Context, by access.Account, id string) (list []Test, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := readsTests(ctx, tx, by, id); err != nil {
			return err
		}
		list, err = tests(ctx, tx, `''`, `WHERE draft = $1 ORDER BY started_at DESC, id DESC`, id)
		return err
	})
	return list, err
}

// Test returns a test of a draft with what it says, the newest for an empty test; NotFound if
// there is none.
func (s *Service) Test(ctx context.Context, by access.Account, id, test string) (x Test, err error) {
	missing := fault.NotFoundf("这份草稿没有这次回测，可能已被清理。", "This draft has no such test: it may have been let go.")
	if !db.Storable(test) {
		return x, missing
	}
	err = s.db.View(ctx, func(tx *db.Tx) error {
		if err := readsTests(ctx, tx, by, id); err != nil {
			return err
		}
		list, err := tests(ctx, tx, `report`, `WHERE draft = $1 AND (id = $2 OR $2 = '') ORDER BY started_at DESC, id DESC LIMIT 1`, id, test)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return missing
		}
		x = list[0]
		return nil
	})
	return x, err
}

// readsTests says whether a person may read the tests of a draft, which show what a model finds.
func readsTests(ctx context.Context, tx *db.Tx, by access.Account, id string) error {
	d, err := one(ctx, tx, by, id)
	if err != nil {
		return err
	}
	return access.Check(by, access.ReadClues, access.ReadModels, access.Resource{Kind: access.ADraft, ID: d.ID, Office: d.Office, Owner: d.Maker}, access.Purpose{})
}

// testEnded records how a test ended.
func testEnded(ctx context.Context, tx *db.Tx, by access.Account, id string) error {
	list, err := tests(ctx, tx, `''`, `WHERE id = $1`, id)
	if err != nil {
		return err
	}
	for _, x := range list {
		drafts, err := find(ctx, tx, `WHERE id = $1`, x.Draft)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			if err := testNoted(ctx, tx, by, d, x); err != nil {
				return err
			}
		}
	}
	return nil
}

func testNoted(ctx context.Context, tx *db.Tx, by access.Account, d Draft, x Test) error {
	return audit.Append(ctx, tx, audit.Entry{Actor: by.ID, Verb: audit.TestModel, Object: d.ID, Office: string(d.Office),
		Detail: map[string]string{"model": d.Model, "version": strconv.Itoa(x.Version), "test": x.ID, "state": string(x.State)}})
}

func wrapTest(err error, id string) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("keep what came of test %s: %w", id, err)
}

// tests reads tests; report is the column with what they say, or an empty text in its place.
func tests(ctx context.Context, tx *db.Tx, report, rest string, args ...any) (list []Test, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("read tests of drafts: %w", err)
		}
	}()
	rows, err := tx.Query(ctx, `SELECT id, draft, state, version, ordered, starter_name, started_at, ended_at, months_done, months_all, says_zh, says_en, from_on, to_on, standing, seen_at, `+report+` FROM model_test `+rest, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		x, err := readTest(tx, rows.Scan)
		if err != nil {
			return nil, err
		}
		list = append(list, x)
	}
	return slices.Clip(list), rows.Err()
}

func readTest(tx *db.Tx, scan func(...any) error) (x Test, err error) {
	var ordered, started, ended, seen, report string
	if err = scan(&x.ID, &x.Draft, &x.State, &x.Version, &ordered, &x.By, &started, &ended, &x.Done, &x.Total, &x.Says.ZH, &x.Says.EN, &x.From, &x.To, &x.Standing, &seen, &report); err != nil {
		return x, err
	}
	if err = json.Unmarshal([]byte(ordered), &x.Order); err != nil {
		return x, err
	}
	if x.Started, err = db.ParseTime(started); err != nil {
		return x, err
	}
	if ended != "" {
		if x.Ended, err = db.ParseTime(ended); err != nil {
			return x, err
		}
	}
	if x.State == TestRunning { // nobody has noted yet that its server is gone
		heard, err := db.ParseTime(seen)
		if err != nil {
			return x, err
		}
		if tx.Now.Sub(heard) > Silence {
			x.State, x.Ended = TestInterrupted, heard
		}
	}
	if report != "" {
		r, err := backtest.Decode(report)
		if err != nil {
			return x, err
		}
		x.Report = &r
	}
	return x, nil
}
