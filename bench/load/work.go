package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	mrand "math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// A ledger is what the program has acknowledged: how many changes of each clue and matter.
type ledger struct {
	mu    sync.Mutex
	acks  map[string]int
	seen  map[string]bool // object and version after it: nothing is acknowledged twice as the same version
	twice []string
	times map[string][]time.Duration // of the answers, by sort of request
	fails []string
}

func newLedger() *ledger {
	return &ledger{acks: map[string]int{}, seen: map[string]bool{}, times: map[string][]time.Duration{}}
}

// acknowledged notes n changes of an object, the last of which made version.
func (l *ledger) acknowledged(object string, n, version int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.acks[object] += n
	as := fmt.Sprint(object, " ", version)
	if l.seen[as] && version > 0 {
		l.twice = append(l.twice, as)
	}
	l.seen[as] = true
}

func (l *ledger) took(sort string, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.times[sort] = append(l.times[sort], d)
}

func (l *ledger) failed(text string, args ...any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fails = append(l.fails, fmt.Sprintf(text, args...))
}

// A worker is one person at work.
type worker struct {
	*client
	ledger  *ledger
	dice    *mrand.Rand
	clues   []string // that they come upon; others come upon some of them too
	matters []string // that they handle
	think   time.Duration
	reads   bool // they also read lists, as people do
	pending *request
}

// A request is one act that somebody wants done, once, however often it has to be sent.
type request struct {
	sort, path, key, match string
	body                   any
	changes                int // of the object, if it is done
}

// A standing is what an answer tells of an object.
type standing struct {
	ID      string `json:"id"`
	State   string `json:"state"`
	Version int    `json:"state_version"`
	Matter  int    `json:"version"`
	Holder  string `json:"holder"`
}

// work goes on until the context ends.
func (w *worker) work(ctx context.Context) {
	for ctx.Err() == nil {
		if w.think > 0 {
			select {
			case <-ctx.Done():
				return
			case <-time.After(time.Duration(min(w.dice.ExpFloat64(), 10) * float64(w.think))):
			}
		}
		w.next(ctx)
	}
}

// next does one thing. What was sent before and never answered is sent again first.
func (w *worker) next(ctx context.Context) {
	if w.pending != nil {
		w.send(ctx, w.pending)
		return
	}
	switch n := w.dice.IntN(100); {
	case w.reads && n < 40:
		w.read(ctx)
	case n < 50:
		w.open(ctx, w.clues[w.dice.IntN(len(w.clues))])
	case n < 75:
		w.decide(ctx)
	case n < 85:
		w.send(ctx, &request{sort: "claim-next", path: "/api/claims", key: rand.Text(), changes: 2,
			body: map[string]any{"until": time.Now().AddDate(0, 0, 20).Format(time.DateOnly), "filter": map[string]any{"model": []string{fmt.Sprintf("civil/m%02d", w.dice.IntN(20))}}}})
	default:
		w.handle(ctx)
	}
}

// read looks at a list.
func (w *worker) read(ctx context.Context) {
	model := url.QueryEscape(fmt.Sprintf("civil/m%02d", w.dice.IntN(20)))
	all := []string{"/api/clues", "/api/clues?state=found&free=true", "/api/clues?model=" + model, "/api/clues?holder=me", "/api/clues?min_risk=0.6&sort=-changed_at",
		"/api/clues?q=" + url.QueryEscape(string([]rune("王李张刘陈杨赵黄周吴")[w.dice.IntN(10)])), "/api/matters?mine=true", "/api/matters?mine=true&sort=next_due",
		"/api/deadlines?mine=true", "/api/tasks?mine=true", "/api/overview"}
	w.look(ctx, "list", all[w.dice.IntN(len(all))])
}

// look reads something and returns what it says, or nil.
func (w *worker) look(ctx context.Context, sort, path string) *standing {
	start := time.Now()
	code, b, err := w.ask(ctx, "GET", path, nil, nil)
	took := time.Since(start)
	switch {
	case err != nil:
		if ctx.Err() == nil && w.reads {
			w.ledger.failed("%s: %v", path, err)
		}
		return nil
	case code != 200:
		w.ledger.failed("%s: %d %.200s", path, code, b)
		return nil
	}
	w.ledger.took(sort, took)
	var s standing
	if json.Unmarshal(b, &s) != nil {
		return nil
	}
	return &s
}

func (w *worker) open(ctx context.Context, clue string) *standing {
	return w.look(ctx, "open clue", "/api/clues/"+clue)
}

// decide opens a clue and takes it a step.
func (w *worker) decide(ctx context.Context) {
	id := w.clues[w.dice.IntN(len(w.clues))]
	s := w.open(ctx, id)
	if s == nil {
		return
	}
	r := &request{sort: "decide", path: "/api/clues/" + id + "/moves", key: rand.Text(), match: fmt.Sprintf(`"%d"`, s.Version), changes: 1}
	body := map[string]any{"version": s.Version}
	switch {
	case s.State == "found":
		body["to"] = "screening"
	case s.State == "screening" && w.dice.IntN(2) == 0:
		body["to"], body["reason"], body["note"] = "dismissed", "genuine_debt", "已核对借条和流水"
	case s.State == "screening", s.State == "dismissed":
		body["to"] = "found"
	default:
		return
	}
	r.body = body
	w.send(ctx, r)
}

// handle opens a matter and does something in it.
func (w *worker) handle(ctx context.Context) {
	if len(w.matters) == 0 {
		return
	}
	id := w.matters[w.dice.IntN(len(w.matters))]
	s := w.look(ctx, "open matter", "/api/matters/"+id)
	if s == nil {
		return
	}
	r := &request{sort: "matter", key: rand.Text(), match: fmt.Sprintf(`"%d"`, s.Matter), changes: 1}
	switch {
	case s.State == "received" && w.dice.IntN(2) == 0:
		r.path, r.body = "/api/matters/"+id+"/steps", map[string]any{"step": "take_up", "fields": map[string]any{"competent": true, "finished_before": false}}
	case s.State == "handling" && w.dice.IntN(2) == 0:
		r.path, r.body = "/api/matters/"+id+"/steps", map[string]any{"step": "hear", "fields": map[string]any{"heard": "电话听取意见"}}
	default:
		r.path, r.body = "/api/matters/"+id+"/notes", map[string]any{"text": "已与信访人联系。"}
	}
	w.send(ctx, r)
}

// send sends a request. Without an answer it is kept and sent again.
func (w *worker) send(ctx context.Context, r *request) {
	w.pending = r
	headers := map[string]string{"Idempotency-Key": r.key}
	if r.match != "" {
		headers["If-Match"] = r.match
	}
	start := time.Now()
	code, b, err := w.ask(context.WithoutCancel(ctx), "POST", r.path, headers, r.body)
	if err != nil {
		if w.reads { // nobody kills the program meanwhile
			w.ledger.failed("%s: %v", r.path, err)
			w.pending = nil
		}
		return
	}
	w.pending = nil
	switch {
	case code == http.StatusOK:
		w.ledger.took(r.sort, time.Since(start))
		var s standing
		if err := json.Unmarshal(b, &s); err != nil {
			w.ledger.failed("%s: an answer that cannot be read: %v", r.path, err)
			return
		}
		w.ledger.acknowledged(s.ID, r.changes, max(s.Version, s.Matter))
	case code == http.StatusConflict && carriedOut(b) != "": // it was done; the answer was lost with the program
		w.ledger.acknowledged(carriedOut(b), r.changes, 0)
	case code == http.StatusConflict || code == http.StatusNotFound && r.sort == "claim-next":
		w.ledger.took("refused", time.Since(start)) // somebody was faster, or nothing is left
	default:
		w.ledger.failed("%s: %d %.300s", r.path, code, b)
	}
}

// carriedOut returns what a request was done to whose answer was not kept, or nothing.
func carriedOut(body []byte) string {
	var p struct {
		Object string `json:"object"`
	}
	if json.Unmarshal(body, &p) != nil {
		return ""
	}
	return p.Object
}
