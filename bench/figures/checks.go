package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/filing"
	"github.com/mingjian/mingjian/detect/linkage"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/scan"
)

// filingsAsked is how many filings are checked.
const filingsAsked = 200

// checks measures how long a case to be docketed is checked at a desk that is kept open, as a
// server keeps it, over counties of several sizes. The cases are those of documents there,
// drawn by lot, brought once more.
func (b bench) checks(list string) error {
	return b.atSizes(list, func(home string, n int) error {
		return onSnapshot(context.Background(), home, func(ctx context.Context, s lake.Snapshot, files *duck.Engine, spill string) error {
			return b.checked(ctx, s, files, spill, n)
		})
	})
}

func (b bench) checked(ctx context.Context, s lake.Snapshot, files *duck.Engine, spill string, n int) error {
	start, used := time.Now(), cpuTime()
	desk, done, err := keptDesk(ctx, s, files, spill)
	if err != nil {
		return err
	}
	defer done()
	work := fmt.Sprintf("%d synthetic documents", n)
	var memory runtime.MemStats
	took, used := time.Since(start), cpuTime()-used
	runtime.GC()
	runtime.ReadMemStats(&memory)
	b.row("check, opening the desk", fmt.Sprintf("%.0f s, %.0f s of CPU, %d MB kept", took.Seconds(), used.Seconds(), memory.HeapAlloc>>20), work)
	filings, err := drawn(ctx, files)
	if err != nil {
		return err
	}
	before := machineLoad()
	var wall, cpu []time.Duration
	touched := 0
	for _, f := range filings {
		start, used := time.Now(), cpuTime()
		a, err := desk.Check(ctx, f)
		if err != nil {
			return err
		}
		wall, cpu = append(wall, time.Since(start)), append(cpu, cpuTime()-used)
		if len(a.Touched) > 0 {
			touched++
		}
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	b.row("check, median and p95", fmt.Sprintf("%d and %d ms, %d and %d ms of CPU", wall[len(wall)/2].Milliseconds(), wall[len(wall)*95/100].Milliseconds(),
		cpu[len(cpu)/2].Milliseconds(), cpu[len(cpu)*95/100].Milliseconds()),
		fmt.Sprintf("%s, %d filings, %d of which touch a model, load %s before and %s after", work, len(filings), touched, before, machineLoad()))
	return nil
}

// keptDesk opens a desk with all models and keeps it.
func keptDesk(ctx context.Context, s lake.Snapshot, files engine.Engine, spill string) (filing.Desk, func(), error) {
	e, err := duck.Open(ctx, duck.Options{Tables: s.Tables(), TempDir: spill})
	if err != nil {
		return filing.Desk{}, nil, err
	}
	defer e.Close()
	var list []models.Model
	inputs := []string{"party", "agent"}
	for m, err := range models.All() {
		if err != nil {
			return filing.Desk{}, nil, err
		}
		list, inputs = append(list, m), append(inputs, m.Inputs...)
	}
	if err := linkage.Link(ctx, e, inputs...); err != nil {
		return filing.Desk{}, nil, err
	}
	asOf, err := scan.Latest(ctx, e)
	if err != nil {
		return filing.Desk{}, nil, err
	}
	return filing.Desk{Snapshot: scan.Snapshot{Engine: e, ID: s.ID, AsOf: asOf}, Models: list}.Keep(ctx, files)
}

// drawn makes filings of civil documents of first instance, drawn by lot.
func drawn(ctx context.Context, e engine.Engine) (list []filing.Filing, err error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return nil, err
	}
	var documents []engine.Row
	for row, err := range e.Query(ctx, "SELECT id, court, cause, claim_amount FROM judgment WHERE branch = 'civil' AND procedure = 'first' AND cause IS NOT NULL AND court IS NOT NULL ORDER BY id") {
		if err != nil {
			return nil, err
		}
		documents = append(documents, row)
	}
	lot := rand.New(rand.NewPCG(1, 2))
	lot.Shuffle(len(documents), func(i, j int) { documents[i], documents[j] = documents[j], documents[i] })
	documents = documents[:min(len(documents), filingsAsked)]
	parties, err := parts(ctx, e, lib["party"], documents)
	if err != nil {
		return nil, err
	}
	agents, err := parts(ctx, e, lib["agent"], documents)
	if err != nil {
		return nil, err
	}
	for _, d := range documents {
		f := filing.Filing{Court: text(d, "court"), Cause: text(d, "cause"), FiledOn: "2026-03-02",
			Note:  "借条：今借到人民币伍万元整，以现金方式收讫。",
			Facts: "2025年1月5日，被告向原告借款5万元，以现金方式交付，出具借条一份，至今未还。"}
		f.Amount, _ = d["claim_amount"].(float64)
		for _, p := range parties[text(d, "id")] {
			x := filing.Litigant{Side: text(p, "side"), Kind: text(p, "kind"), Name: text(p, "name"), IDNo: text(p, "id_no"), Address: text(p, "address")}
			if born, ok := p["born_on"].(time.Time); ok {
				x.BornOn = born.Format(time.DateOnly)
			}
			for _, a := range agents[text(d, "id")] {
				if a["party_n"] == p["n"] && len(x.Agents) < 10 {
					x.Agents = append(x.Agents, filing.Deputy{Name: text(a, "name"), Firm: text(a, "firm")})
				}
			}
			f.Parties = append(f.Parties, x)
		}
		if f.Check() == nil {
			list = append(list, f)
		}
	}
	return list, nil
}

// parts returns the rows of a part of documents, by document.
func parts(ctx context.Context, e engine.Engine, s standard.Standard, documents []engine.Row) (map[string][]engine.Row, error) {
	wanted := map[string]bool{}
	for _, d := range documents {
		wanted[text(d, "id")] = true
	}
	by := map[string][]engine.Row{}
	q := e.Dialect()
	ids := ""
	for id := range wanted {
		if ids != "" {
			ids += ", "
		}
		ids += q.Text(id)
	}
	for row, err := range e.Query(ctx, "SELECT * FROM "+q.Name(engine.AsRead(s))+" WHERE judgment IN ("+ids+") ORDER BY judgment, n") {
		if err != nil {
			return nil, err
		}
		by[text(row, "judgment")] = append(by[text(row, "judgment")], row)
	}
	return by, nil
}

func text(row engine.Row, column string) string {
	s, _ := row[column].(string)
	return s
}
