package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
	"github.com/mingjian/mingjian/transfer/box"
)

// A gauges counts, when it is asked, what there is. It names nobody: what is counted is told
// by its state alone.
type gauges struct {
	ctx                                  context.Context
	db                                   *db.DB
	clues, matters, waiting, undelivered *prometheus.Desc
}

// maxScrape is how long one count of everything may take.
const maxScrape = 5 * time.Second

func newGauges(ctx context.Context, d *db.DB) *gauges {
	return &gauges{ctx: ctx, db: d,
		clues:       prometheus.NewDesc("mingjian_clues", "Clues by state.", []string{"state"}, nil),
		matters:     prometheus.NewDesc("mingjian_matters", "Matters by procedure and state.", []string{"procedure", "state"}, nil),
		waiting:     prometheus.NewDesc("mingjian_audit_outbox", "Entries that wait for their place in the log.", nil, nil),
		undelivered: prometheus.NewDesc("mingjian_dispatches_undelivered", "Dispatches whose receipt has not come.", nil, nil),
	}
}

// Describe names what is counted.
func (g *gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.clues, g.matters, g.waiting, g.undelivered} {
		out <- d
	}
}

// Collect counts. What cannot be counted makes the scrape fail, and is not shown as nothing.
func (g *gauges) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(g.ctx, maxScrape)
	defer cancel()
	count := func(d *prometheus.Desc, n int64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, float64(n), labels...)
	}
	clues, err := clue.Tally(ctx, g.db)
	if err != nil {
		out <- prometheus.NewInvalidMetric(g.clues, err)
	}
	for state, n := range clues {
		count(g.clues, n, string(state))
	}
	matters, err := matter.Tally(ctx, g.db)
	if err != nil {
		out <- prometheus.NewInvalidMetric(g.matters, err)
	}
	for _, m := range matters {
		count(g.matters, m.Matters, m.Procedure, m.State)
	}
	for d, ask := range map[*prometheus.Desc]func(context.Context, *db.DB) (int64, error){g.waiting: audit.Waiting, g.undelivered: box.Undelivered} {
		n, err := ask(ctx, g.db)
		if err != nil {
			out <- prometheus.NewInvalidMetric(d, err)
			continue
		}
		count(d, n)
	}
}

// A meter counts requests by route: the pattern, never the path, which may name people.
type meter struct {
	requests *prometheus.CounterVec
	took     *prometheus.HistogramVec
}

func newMeter() *meter {
	return &meter{
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "mingjian_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "status"}),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "mingjian_request_seconds", Help: "How long requests took, by route.",
			Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}}, []string{"route"}),
	}
}

// observe counts one request. What is not a route of the API is one kind.
func (m *meter) observe(route string, status int, took time.Duration) {
	if route == "" {
		route = "other"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.took.WithLabelValues(route).Observe(took.Seconds())
}

// monitoring answers what watches over the program: /metrics, /health (it answers) and
// /ready (it can do its work). It listens at an address of its own, which is not for people.
func (a *app) monitoring(store *db.DB, l *lake.Lake, m *meter) http.Handler {
	registry := prometheus.NewRegistry()
	registry.MustRegister(m.requests, m.took, newGauges(a.ctx, store))
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(registry, promhttp.HandlerOpts{ErrorHandling: promhttp.HTTPErrorOnError, MaxRequestsInFlight: 2}))
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) { plain(w, http.StatusOK, "ok") })
	mux.HandleFunc("GET /ready", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), maxScrape)
		defer cancel()
		if what := unready(ctx, store, l); what != "" {
			plain(w, http.StatusServiceUnavailable, what+" cannot be read")
			return
		}
		plain(w, http.StatusOK, "ready")
	})
	return mux
}

func plain(w http.ResponseWriter, status int, says string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprintln(w, says)
}

// unready names what cannot be read, or nothing. A lake without any import can. The lake is
// the server's own: opening it would take the lock that an import needs.
func unready(ctx context.Context, store *db.DB, l *lake.Lake) string {
	if _, err := audit.Waiting(ctx, store); err != nil {
		return "the workflow database"
	}
	if _, err := l.Current(); err != nil && !fault.Is(err, fault.NotFound) {
		return "the lake"
	}
	return ""
}
