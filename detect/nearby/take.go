package nearby

import (
	"context"
	"fmt"
	"slices"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
)

// Lend opens an engine on rows, or lends one.
type Lend func(ctx context.Context, rows map[string][]engine.Row) (engine.Engine, error)

// Arrived are documents that came into a snapshot of which there is an index, by data set, as
// they were delivered.
type Arrived struct {
	Rows  map[string][]engine.Row
	Links []engine.Row // what mingjian link said of them; it says nothing of most that come later
	// Linked says that mingjian link tells who is who and not the fixed rules.
	Linked bool
}

// A Step carries an index on to the snapshot that has more documents.
type Step struct {
	News  News // what is new there, for a search once the step is taken
	index *Index
	rows  map[string][]engine.Row // linked
	moved []movedRow
}

// A movedRow is a party of an earlier document who is another entity now.
type movedRow struct {
	row uint32
	now engine.Row
}

// Step works out what documents change: who is named in them, and who of those named earlier is
// somebody else now. open opens engines on tables of linkage.Delivered. The index stays as it is
// until Take.
func (x *Index) Step(ctx context.Context, lib standard.Library, a Arrived, open Lend) (*Step, error) {
	s := &Step{index: x, rows: map[string][]engine.Row{}, News: News{Records: map[string][]string{}}}
	for name, rows := range a.Rows {
		if lib[name].Kind != standard.Reading {
			return nil, fmt.Errorf("%s is no part of documents", name)
		}
		s.rows[name] = rows
	}
	for _, row := range a.Rows["judgment"] {
		id, _ := row["id"].(string)
		s.News.Records["judgment"] = append(s.News.Records["judgment"], id)
	}
	few := map[string][]engine.Row{"party_as_read": a.Rows["party"], "agent_as_read": a.Rows["agent"], "judgment": a.Rows["judgment"], "link": a.Links}
	var before map[partyKey]uint32
	if !a.Linked {
		before = x.namesakes(a.Rows["party"], few)
	}
	e, err := open(ctx, few)
	if err != nil {
		return nil, err
	}
	defer e.Close()
	linked, err := linkage.Few(ctx, e, lib, a.Linked)
	if err != nil {
		return nil, err
	}
	s.rows["agent"], s.rows["party"] = linked["agent"], nil
	for _, row := range linked["party"] {
		old, known := before[keyOfParty(row)]
		if !known {
			s.rows["party"] = append(s.rows["party"], row)
			continue
		}
		party := x.tables["party"]
		was := x.row(party, old)
		if was["entity"] == row["entity"] {
			continue
		}
		id, _ := was["judgment"].(string)
		entity, _ := was["entity"].(string)
		s.News.move("judgment", "party", id, entity)
		was["entity"] = row["entity"]
		s.moved = append(s.moved, movedRow{old, was})
	}
	return s, nil
}

// A partyKey tells parties apart.
type partyKey struct {
	judgment string
	n        int64
}

func keyOfParty(row engine.Row) (k partyKey) {
	k.judgment, _ = row["judgment"].(string)
	k.n, _ = row["n"].(int64)
	return k
}

// namesakes puts the earlier parties of the same names, who may be somebody else now, and their
// documents beside what came, and returns where they stand in the index.
func (x *Index) namesakes(came []engine.Row, few map[string][]engine.Row) map[partyKey]uint32 {
	before := map[partyKey]uint32{}
	party, judgment := x.tables["party"], x.tables["judgment"]
	if party == nil || judgment == nil {
		return before
	}
	few["party_as_read"], few["judgment"] = slices.Clip(few["party_as_read"]), slices.Clip(few["judgment"])
	documents := map[string]bool{}
	for _, row := range came {
		name, _ := row["name"].(string)
		if name == "" || row["kind"] == "organisation" || row["masked"] == true {
			continue
		}
		for _, spelt := range x.spellings(name) {
			for at := range party.having("name", spelt) {
				old := x.row(party, at)
				if _, known := before[keyOfParty(old)]; known || old["kind"] == "organisation" {
					continue
				}
				before[keyOfParty(old)] = at
				delete(old, "entity")
				few["party_as_read"] = append(few["party_as_read"], old)
				id, _ := old["judgment"].(string)
				if documents[id] {
					continue
				}
				documents[id] = true
				for j := range judgment.having("id", x.words.known(id)) {
					few["judgment"] = append(few["judgment"], x.row(judgment, j))
				}
			}
		}
	}
	return before
}

// spellings are the numbers of all words that are one name.
func (x *Index) spellings(name string) (all []uint32) {
	same := linkage.SameName(name)
	if n := x.words.known(same); n != 0 {
		all = append(all, n)
	}
	for _, n := range x.spelt[same] {
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all
}

// spell remembers a name that has another spelling.
func (x *Index) spell(n uint32) {
	if n == 0 {
		return
	}
	name := x.words.word(n)
	if same := linkage.SameName(name); same != name && !slices.Contains(x.spelt[same], n) {
		x.spelt[same] = append(x.spelt[same], n)
	}
}

// spellAll remembers the names of a column that have another spelling.
func (x *Index) spellAll(c *column) {
	seen := make([]bool, x.words.len())
	for _, n := range c.first {
		if !seen[n] {
			seen[n] = true
			x.spell(n)
		}
	}
}

// Take takes the step. Nobody may ask the index meanwhile.
func (s *Step) Take() {
	s.index.moved = true
	for name, rows := range s.rows {
		if t := s.index.tables[name]; t != nil {
			for _, row := range rows {
				s.index.add(t, row)
			}
		}
	}
	for _, m := range s.moved {
		t := s.index.tables["party"]
		if t.gone == nil {
			t.gone = map[uint32]bool{}
		}
		t.gone[m.row] = true
		s.index.add(t, m.now)
	}
}

// add adds a row to a data set.
func (x *Index) add(s *shelved, row engine.Row) {
	for name, c := range s.columns {
		n := x.words.number(engine.Text(row[name]))
		c.add(n)
		if s.standard.Name == "party" && name == "name" {
			x.spell(n)
		}
	}
	s.rows++
}

// carried reports whether records of a data set may have come to the index that an engine opened
// with it does not have.
func (x *Index) carried(s standard.Standard) bool {
	return x != nil && x.moved && s.Kind == standard.Reading
}
