package audit

import (
	"context"
	"slices"
	"time"
)

// MostLooks is how many entries a report of looks takes in, the newest of them.
const MostLooks = 10_000

// A Looker is somebody who looked at a thing or took it out.
type Looker struct {
	Account  string    // id; "local" for the command line
	Looks    int       // at it
	Exports  int       // of it
	First    time.Time // look or export
	Last     time.Time
	Purposes []string // they gave, the newest first; each once
}

// A LookReport tells who looked at one thing.
type LookReport struct {
	Lookers []Looker // whoever looked last comes first
	Entries []Entry  // the newest first
	Whole   bool     // there were not more than [MostLooks]
}

// WhoLooked returns who looked at an object of an office or took it out, and who looked at
// something else for its sake: at personal data, say, or at a document.
func (l *Log) WhoLooked(ctx context.Context, object, office string) (r LookReport, err error) {
	seen := []Verb{LookClue, LookDocument, LookMatter, LookNetwork, LookRecords, LookDispatch, Export, ExportRecords}
	r.Entries, err = l.List(ctx, Filter{Object: object, About: true, Office: office, Verbs: seen, Newest: true, Limit: MostLooks + 1})
	if err != nil {
		return r, err
	}
	r.Whole = len(r.Entries) <= MostLooks
	r.Entries = r.Entries[:min(len(r.Entries), MostLooks)]
	r.Tell()
	return r, nil
}

// Tell tells by person what the entries say; who takes something out of them calls it again.
func (r *LookReport) Tell() {
	r.Lookers = nil
	at := map[string]int{} // in Lookers, by account
	for _, e := range r.Entries {
		i, ok := at[e.Actor]
		if !ok {
			i = len(r.Lookers)
			at[e.Actor] = i
			r.Lookers = append(r.Lookers, Looker{Account: e.Actor, Last: e.At})
		}
		p := &r.Lookers[i]
		p.First = e.At
		if e.Verb.Kind() == Exports {
			p.Exports++
		} else {
			p.Looks++
		}
		if why := e.Detail["purpose"]; why != "" && !slices.Contains(p.Purposes, why) {
			p.Purposes = append(p.Purposes, why)
		}
	}
}
