package synth

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/mingjian/mingjian/data/synth/delivery"
)

// A RegisterTruth is one line of registers.truth.jsonl: a planted wrong or look-alike
// that shows across registers, a gap in what was delivered, or a row that cannot be used.
type RegisterTruth struct {
	Kind        string         `json:"kind"` // wrong, lookalike, gap, bad_row
	Class       string         `json:"class,omitempty"`
	Alike       string         `json:"alike,omitempty"`    // which look-alike of the class
	Strength    string         `json:"strength,omitempty"` // of wrongs
	People      []TruthPerson  `json:"people,omitempty"`
	Records     []rowRef       `json:"records,omitempty"`
	Undelivered []string       `json:"undelivered,omitempty"` // registers whose record of it lies in a gap
	Gap         *TruthGap      `json:"gap,omitempty"`
	Bad         *TruthSpoiling `json:"bad_row,omitempty"`
	Note        string         `json:"note,omitempty"`
}

// A TruthPerson is a person or company in a story.
type TruthPerson struct {
	Entity string `json:"entity"`
	Name   string `json:"name"`
}

// A TruthGap is what an agency has not delivered.
type TruthGap struct {
	Standard string `json:"standard"`
	File     string `json:"file"`
	From     string `json:"from"`
	Until    string `json:"until"`
	Part     string `json:"part,omitempty"` // only of this office; empty for all
}

// A TruthSpoiling is a row that an import must put aside.
type TruthSpoiling struct {
	Standard string `json:"standard"`
	File     string `json:"file"`
	Row      string `json:"row"`
	Field    string `json:"field,omitempty"`
	Reason   string `json:"reason"` // missing, unreadable; total and note are no records
}

// A teller writes down whom the files name while they are written.
type teller struct {
	mentions *csv.Writer
	stories  []*story
	spoiled  []delivery.Spoiled
	said     int
}

// Said takes down a mention.
func (t *teller) Said(s delivery.Said) error {
	t.said++
	return t.mentions.Write([]string{s.Standard, s.File, s.Row, s.Role, s.Entity, strconv.FormatBool(s.Masked), s.Slips})
}

// Spoiled takes down a row that cannot be used.
func (t *teller) Spoiled(s delivery.Spoiled) error {
	t.spoiled = append(t.spoiled, s)
	return nil
}

// Record adds a row to a story.
func (t *teller) Record(plot int, standard, file, row string) {
	s := t.stories[plot]
	s.records = append(s.records, rowRef{standard, file, row})
}

// Undelivered takes down that a record of a story lies in a gap.
func (t *teller) Undelivered(plot int, standard string) {
	if s := t.stories[plot]; !slices.Contains(s.absent, standard) {
		s.absent = append(s.absent, standard)
	}
}

// writeRegisters writes the registers of the county to the folder registers, and what is
// true of them beside it.
func (c *County) writeRegisters(ctx context.Context, dir string, sum *Summary) error {
	g, err := newRegistry(c.w)
	if err != nil {
		return err
	}
	to := filepath.Join(dir, "registers")
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("make folder of registers: %w", err)
	}
	tell := &teller{stories: g.stories}
	err = writeTable(filepath.Join(dir, "mentions.truth.csv"), "dataset,file,row,role,entity,masked,slips", func(out *csv.Writer) error {
		tell.mentions = out
		if err := g.sayParties(tell); err != nil {
			return err
		}
		return g.deliver(ctx, to, tell, sum)
	})
	if err != nil {
		return err
	}
	if err := g.writeTables(dir); err != nil {
		return err
	}
	sum.Entities, sum.Mentions = len(g.people)+len(g.companies), tell.said
	for _, s := range g.stories {
		if s.kind == Wrong {
			sum.RegisterWrongs++
		} else {
			sum.RegisterLookalikes++
		}
	}
	return writeLines(ctx, filepath.Join(dir, "registers.truth.jsonl"), g.truths(tell))
}

// deliver writes every register.
func (g *registry) deliver(ctx context.Context, dir string, tell *teller, sum *Summary) error {
	create := func(name string, write func(io.Writer) error) error {
		return writeWhole(filepath.Join(dir, name), write)
	}
	for i, b := range g.books {
		n, err := b.Deliver(ctx, create, mix(g.w.seed, uint64(i)+100), b.delivered(g.rows(b.Standard)), tell)
		if err != nil {
			return err
		}
		b.Mend = n.Files > 1 // where nothing was to be corrected, there is no second file
		sum.RegisterFiles += n.Files
		sum.Records += n.Rows
		sum.Spoiled += n.Spoiled
	}
	return nil
}

// sayParties tells who the parties of the papers are: by document and number of the
// party in its head, from 1.
func (g *registry) sayParties(tell *teller) error {
	for _, s := range g.w.suits {
		for i, p := range slices.Concat(s.claims, s.oppose) {
			err := tell.Said(delivery.Said{Standard: "party", File: "judgments.jsonl", Row: s.id, Role: strconv.Itoa(i + 1),
				Entity: g.party(p).key(), Masked: s.masked && p.person != nil})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// truths lists the stories, wrongs first, then gaps and spoiled rows.
func (g *registry) truths(tell *teller) iter.Seq[RegisterTruth] {
	return func(yield func(RegisterTruth) bool) {
		for _, kind := range []string{Wrong, Lookalike} {
			for _, s := range g.stories {
				if s.kind == kind && !yield(s.tell()) {
					return
				}
			}
		}
		for _, b := range g.books {
			for _, gap := range b.Gaps {
				t := RegisterTruth{Kind: "gap", Gap: &TruthGap{b.Standard, b.Name(), day(gap.From).iso(), day(gap.Until).iso(), gap.Part}, Note: "该期间数据未报送。"}
				if !yield(t) {
					return
				}
			}
		}
		for _, x := range tell.spoiled {
			if !yield(RegisterTruth{Kind: "bad_row", Bad: &TruthSpoiling{x.Standard, x.File, x.Row, x.Field, x.Reason}}) {
				return
			}
		}
	}
}

// tell turns a story into a truth.
func (s *story) tell() RegisterTruth {
	t := RegisterTruth{Kind: s.kind, Class: s.class, Alike: s.alike, Records: s.records, Undelivered: s.absent, Note: s.note}
	if s.kind == Wrong {
		t.Strength = s.strength
	}
	for _, e := range s.who {
		t.People = append(t.People, TruthPerson{e.key(), e.called()})
	}
	return t
}

// writeTables writes which column is which, who the entities are and how they are related.
func (g *registry) writeTables(dir string) error {
	err := writeTable(filepath.Join(dir, "columns.truth.csv"), "file,column,heading,standard,field", func(out *csv.Writer) error {
		for _, b := range g.books {
			if err := b.tellColumns(out); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := g.writeMaps(filepath.Join(dir, "maps")); err != nil {
		return err
	}
	err = writeTable(filepath.Join(dir, "entities.truth.csv"), "entity,kind,name,number,born_on,sex,address,died_on", g.tellEntities)
	if err != nil {
		return err
	}
	return writeTable(filepath.Join(dir, "relations.truth.csv"), "kind,from,to,since,until", g.tellRelations)
}

// writeMaps writes the columns once more as an import takes them: one YAML file for each
// standard, with a heading and its field a line.
func (g *registry) writeMaps(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("make folder of maps: %w", err)
	}
	for _, b := range g.books {
		err := writeWhole(filepath.Join(dir, b.Standard+".yaml"), func(w io.Writer) error {
			for i, h := range b.Headings() {
				if _, err := fmt.Fprintf(w, "%q: %s\n", h, b.Columns[i].Field); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *register) tellColumns(out *csv.Writer) error {
	files := []string{r.Name()}
	if r.Mend {
		files = append(files, r.MendedName())
	}
	for _, f := range files {
		for i, h := range r.Headings() {
			if err := out.Write([]string{f, strconv.Itoa(i + 1), h, r.Standard, r.Columns[i].Field}); err != nil {
				return err
			}
		}
	}
	return nil
}

func (g *registry) tellEntities(out *csv.Writer) error {
	for _, r := range g.people {
		died := ""
		if r.died != 0 {
			died = r.died.iso()
		}
		if err := out.Write([]string{r.key(), "person", r.name, r.number, r.born.iso(), r.sex(), r.address, died}); err != nil {
			return err
		}
	}
	for _, c := range g.companies {
		if err := out.Write([]string{c.key(), "organisation", c.name, c.code, "", "", c.address, ""}); err != nil {
			return err
		}
	}
	return nil
}

// tellRelations tells who is whose partner or child, who lives together, and who leads,
// owns and works for which company.
func (g *registry) tellRelations(out *csv.Writer) error {
	var err error
	tell := func(kind string, from, to entity, since, until day) {
		if err == nil {
			err = out.Write([]string{kind, from.key(), to.key(), sinceISO(since), sinceISO(until)})
		}
	}
	for _, m := range g.weddings {
		until := m.ended
		if until == 0 {
			until = m.dissolved
		}
		tell("spouse", m.husband, m.wife, m.on, until)
	}
	for _, r := range g.people {
		for _, p := range r.parents {
			if p != nil {
				tell("parent", p, r, r.born, 0)
			}
		}
		if r.house != nil && r.house.head != r {
			tell("household", r.house.head, r, 0, 0)
		}
		if r.job != nil {
			tell("employer", r.job.at, r, r.job.from, r.job.until)
		}
	}
	for _, c := range g.companies {
		if c.unlisted {
			continue
		}
		tell("legal_representative", c.chief, c, c.founded, c.ended)
		if c.watch != nil {
			tell("officer", c.watch, c, c.founded, c.ended)
		}
		tell("agent", c.agent, c, c.founded, c.ended)
		for _, h := range c.holders {
			tell("shareholder", h.who, c, h.from, h.until)
		}
	}
	for _, group := range g.rooms() {
		for _, c := range group[1:] {
			tell("same_room", group[0], c, 0, 0)
		}
	}
	return err
}

// rooms are the companies that share address and telephone.
func (g *registry) rooms() [][]*company {
	at := map[string]int{}
	var all [][]*company
	for _, c := range g.companies {
		k := c.address + c.phone
		i, ok := at[k]
		if !ok {
			i = len(all)
			at[k] = i
			all = append(all, nil)
		}
		all[i] = append(all[i], c)
	}
	return slices.DeleteFunc(all, func(list []*company) bool { return len(list) < 2 })
}

func sinceISO(t day) string {
	if t == 0 {
		return ""
	}
	return t.iso()
}

// writeTable writes a table with a heading.
func writeTable(path, heading string, rows func(*csv.Writer) error) error {
	return writeWhole(path, func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 1<<16)
		if _, err := b.WriteString(heading + "\n"); err != nil {
			return err
		}
		out := csv.NewWriter(b)
		if err := rows(out); err != nil {
			return err
		}
		out.Flush()
		if err := out.Error(); err != nil {
			return err
		}
		return b.Flush()
	})
}
