package matter

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
)

// A Relation is how one matter belongs to another.
type Relation struct {
	ID      string     `json:"id" doc:"Names the relation."`
	Inverse string     `json:"inverse" doc:"What the other matter is to this one."`
	Title   fault.Text `json:"title" doc:"What this matter is to the other, for people."`
}

// mergedInto is the relation of a matter to the one with which it is one case by law.
const mergedInto = "merged-into"

// recordsAbout is the relation of a record of who asked about a case to that case.
const recordsAbout = "records-about"

// Relations returns every relation. The inverse of each is among them.
func Relations() []Relation {
	say := func(zh, en string) fault.Text { return fault.Text{ZH: zh, EN: en} }
	return []Relation{
		{mergedInto, "takes-in", say("并入", "merged into")},
		{"takes-in", mergedInto, say("并案处理", "takes in")},
		{"came-from", "led-to", say("来源于", "came from")},
		{"led-to", "came-from", say("引出", "led to")},
		{"reviews", "reviewed-by", say("复查", "reviews")},
		{"reviewed-by", "reviews", say("由其复查", "is reviewed by")},
		{"hearing-for", "heard-in", say("为其听证", "is the hearing for")},
		{"heard-in", "hearing-for", say("在其中听证", "was heard in")},
		{"assists", "assisted-in", say("为其司法救助", "is assistance in")},
		{"assisted-in", "assists", say("在其中救助", "has assistance in")},
		{recordsAbout, "recorded-in", say("记录的案件", "is a record about")},
		{"recorded-in", recordsAbout, say("被记录于", "is recorded in")},
		{"same-facts", "same-facts", say("同一事实", "is about the same facts as")},
		{"series", "series", say("系列案件", "is in a series with")},
	}
}

func relation(id string) (Relation, bool) {
	all := Relations()
	i := slices.IndexFunc(all, func(r Relation) bool { return r.ID == id })
	if i < 0 {
		return Relation{}, false
	}
	return all[i], true
}

// A Link is one other matter that a matter belongs to.
type Link struct {
	Relation string     `json:"relation" doc:"What this matter is to the other."`
	Title    fault.Text `json:"relation_title" doc:"The same for people."`
	Matter   ID         `json:"matter" doc:"The other matter."`
	Called   string     `json:"title" doc:"What people call it."`
	Number   string     `json:"number" doc:"Its procedure and number."`
	Note     string     `json:"note" doc:"Why they belong together."`
	By       string     `json:"by" doc:"Display name of who linked them."`
	At       time.Time  `json:"at" doc:"When."`
}

// A Linking links a matter to another, or takes the link away.
type Linking struct {
	Matter   ID     `json:"matter"`
	Relation string `json:"relation"`
	Note     string `json:"note"`
	Remove   bool   `json:"remove"`
}

// Link links a matter to another one that the actor may see, with the relation and its inverse.
func (s *Service) Link(ctx context.Context, by access.Account, id ID, x Linking, r Request) (Detail, error) {
	return s.act(ctx, by, id, r, access.HandleMatters, x, func(tx *db.Tx, f *file) (audit.Verb, error) {
		note, err := line("说明", "The note", x.Note, 0, 500)
		if err != nil {
			return "", err
		}
		rel, ok := relation(x.Relation)
		if !ok || slices.Contains([]string{rel.ID, rel.Inverse}, mergedInto) {
			return "", fault.Invalidf("没有这种案件关联，或者它由流程步骤产生。", "There is no such relation, or a step of the procedure makes it.")
		}
		other, err := s.get(ctx, tx, by, x.Matter)
		if err != nil {
			return "", err
		}
		if x.Remove {
			return audit.ChangeMatter, unlink(ctx, tx, f, rel, other)
		}
		return audit.ChangeMatter, link(ctx, tx, f, rel, other, note)
	})
}

// link keeps both sides of a link; the other matter is told in its history.
func link(ctx context.Context, tx *db.Tx, f *file, rel Relation, other *file, note string) error {
	if f.ID == other.ID {
		return fault.Invalidf("案件不能与自身关联。", "A matter is not linked to itself.")
	}
	for _, side := range [][3]string{{string(f.ID), rel.ID, string(other.ID)}, {string(other.ID), rel.Inverse, string(f.ID)}} {
		n, err := tx.Exec(ctx, `INSERT INTO matter_link (matter, relation, other, at, actor, display, note) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (matter, relation, other) DO NOTHING`,
			side[0], side[1], side[2], db.Time(tx.Now), f.by.ID, f.by.Display, note)
		if err != nil {
			return fmt.Errorf("link matter %s: %w", f.ID, err)
		}
		if n == 0 {
			return fault.Conflictf("两案已有这种关联。", "The matters are linked so already.")
		}
	}
	return linked(ctx, tx, f, rel, other, false)
}

func unlink(ctx context.Context, tx *db.Tx, f *file, rel Relation, other *file) error {
	n, err := tx.Exec(ctx, `DELETE FROM matter_link WHERE (matter = $1 AND relation = $2 AND other = $3) OR (matter = $3 AND relation = $4 AND other = $1)`,
		string(f.ID), rel.ID, string(other.ID), rel.Inverse)
	if err != nil {
		return fmt.Errorf("unlink matter %s: %w", f.ID, err)
	}
	if n == 0 {
		return fault.NotFoundf("两案没有这种关联。", "The matters are not linked so.")
	}
	return linked(ctx, tx, f, rel, other, true)
}

// linked notes in both histories that matters were linked, or are no longer.
func linked(ctx context.Context, tx *db.Tx, f *file, rel Relation, other *file, removed bool) error {
	f.event("link", string(other.ID), law.Date{}, map[string]any{"relation": rel.ID, "removed": removed})
	other.by, other.at = f.by, f.at
	if rel.ID == recordsAbout { // whoever handles the case is not told that there is a record
		return nil
	}
	other.event("link", string(f.ID), law.Date{}, map[string]any{"relation": rel.Inverse, "removed": removed})
	if err := addEvents(ctx, tx, other); err != nil {
		return err
	}
	other.events = nil
	return audit.Append(ctx, tx, audit.Entry{Actor: f.by.ID, Verb: audit.ChangeMatter, Object: string(other.ID), Office: string(other.Office),
		Detail: map[string]string{"link": rel.Inverse, "matter": string(f.ID)}})
}

// links lists the matters that one belongs to, of those that the actor may see.
func (s *Service) links(ctx context.Context, tx *db.Tx, f *file) ([]Link, error) {
	all := []Link{}
	err := rows(ctx, tx, "links", `SELECT relation, other, at, display, note FROM matter_link WHERE matter = $1 ORDER BY at, relation, other`, []any{string(f.ID)},
		func(r interface{ Scan(...any) error }) error {
			var x Link
			var at string
			if err := r.Scan(&x.Relation, &x.Matter, &at, &x.By, &x.Note); err != nil {
				return err
			}
			rel, _ := relation(x.Relation)
			x.Title = rel.Title
			var err error
			x.At, err = db.ParseTime(at)
			all = append(all, x)
			return err
		})
	if err != nil {
		return nil, err
	}
	seen := []Link{}
	for _, x := range all {
		other, err := s.get(ctx, tx, f.by, x.Matter)
		if err == nil {
			x.Called, x.Number = other.Title, other.Called.ZH+other.Cite()
			seen = append(seen, x)
			continue
		}
		var told *fault.Error
		if !errors.As(err, &told) {
			return nil, err
		}
	}
	return seen, nil
}

// named finds the matters that fields of a step name, and refuses one that is not there for
// whoever takes the step. A matter that is one case with this one need not be theirs: they were
// told of it.
func (s *Service) named(ctx context.Context, tx *db.Tx, f *file, fields map[string]any) error {
	for name, v := range fields {
		x := f.engine.Fields[name]
		id, ok := v.(string)
		if x.Link == "" || !ok {
			continue
		}
		if x.Link == mergedInto {
			if f.m.Twin == "" || f.m.Twin != id {
				return refuse("field:"+name, fault.Conflictf("“%[1]s”须是依规定应当与本案并为一案的在办案件。", "%[2]s must be an open matter that is one case with this one by the rules.", x.Title.ZH, x.Title.EN))
			}
			continue
		}
		if _, err := s.get(ctx, tx, f.by, ID(id)); err != nil {
			return err
		}
	}
	return nil
}

// follow links the matter to those that the steps it has taken now name; what is merged brings
// its clues along.
func (s *Service) follow(ctx context.Context, tx *db.Tx, f *file, before Matter) error {
	for _, t := range f.m.Taken[len(before.Taken):] {
		for name, v := range t.Fields {
			x := f.engine.Fields[name]
			id, ok := v.(string)
			if x.Link == "" || !ok {
				continue
			}
			rel, _ := relation(x.Link)
			other, err := s.load(ctx, tx, f.by, ID(id))
			if err != nil {
				return err
			}
			if err := link(ctx, tx, f, rel, other, ""); err != nil {
				return err
			}
			if rel.ID == mergedInto {
				if err := s.bring(ctx, tx, f, other); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// bring lets the clues of a matter that is merged into another join that one.
func (s *Service) bring(ctx context.Context, tx *db.Tx, f, other *file) error {
	ids, err := texts(ctx, tx, `SELECT clue FROM matter_clue WHERE matter = $1 AND NOT EXISTS (SELECT 1 FROM matter_clue b WHERE b.matter = $2 AND b.clue = matter_clue.clue) ORDER BY clue`, string(f.ID), string(other.ID))
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := addClue(ctx, tx, other, clue.ID(id)); err != nil {
			return err
		}
		other.event("joined", id, law.Date{}, map[string]any{"from": string(f.ID)})
	}
	return s.save(ctx, tx, other, other.m, audit.JoinMatter)
}

// A One says which matters are one case by law.
type One struct {
	By   []string   `yaml:"by" json:"by" nullable:"false" doc:"Fields: open matters of the office in which all of them say the same are one case."`
	On   []string   `yaml:"on" json:"on" nullable:"false" doc:"Steps that are refused while another open matter that has taken one of them says the same."`
	Law  []law.Ref  `yaml:"law" json:"law" nullable:"false" doc:"Articles that fix it."`
	Says fault.Text `yaml:"says" json:"says" doc:"The sentence for whoever is refused."`
}

// key is what the matter has in common with those that are one case with it; empty if that
// cannot be told yet. Spaces do not count.
func (e Engine) key(facts map[string]any) string {
	if e.One == nil {
		return ""
	}
	var parts []string
	for _, name := range e.One.By {
		v, ok := facts[name].(string)
		if !ok || v == "" {
			return ""
		}
		parts = append(parts, strings.Join(strings.Fields(v), ""))
	}
	return strings.Join(parts, "\x1f")
}

// kept is the key as it is kept: of an open matter that has taken the step.
func (e Engine) kept(m Matter) string {
	if e.One == nil || m.Outcome != "" || !slices.ContainsFunc(m.Taken, func(t Taken) bool { return slices.Contains(e.One.On, t.Step) }) {
		return ""
	}
	return e.key(m.Facts)
}

// twin finds the open matter that is one case with this one, as it would be with the fields.
func (f *file) twin(ctx context.Context, tx *db.Tx, fields map[string]any) error {
	facts := map[string]any{}
	for _, all := range []map[string]any{f.m.Facts, fields} {
		for name, v := range all {
			facts[name] = v
		}
	}
	f.m.Twin = ""
	key := f.engine.key(facts)
	if key == "" {
		return nil
	}
	ids, err := texts(ctx, tx, `SELECT id FROM matter WHERE office = $1 AND procedure = $2 AND same_key = $3 AND id <> $4 ORDER BY id`, string(f.Office), f.Procedure, key, string(f.ID))
	if len(ids) > 0 {
		f.m.Twin = ids[0]
	}
	return err
}

// oneCase refuses a step while another matter is one case with this one.
func (e Engine) oneCase(m Matter, s Step) error {
	if e.One == nil || m.Twin == "" || !slices.Contains(e.One.On, s.ID) {
		return nil
	}
	says := fault.Text{ZH: e.One.Says.ZH + "在办案件：" + m.Twin + "。", EN: e.One.Says.EN + " The open matter is " + m.Twin + "."}
	out := refuse("one", e.cited(fault.Conflict, says, e.One.Law))
	out.Law = e.One.Law
	return out
}
