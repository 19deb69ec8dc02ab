package web

import (
	"context"
	"slices"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/identity"
)

// Identities is what this package needs of linkage: the pairs that it leaves to people.
type Identities interface {
	// Pairs returns one page of pairs, the most probable first.
	Pairs(ctx context.Context, f PairFilter) (PairList, error)
	// Pair returns one pair with what speaks for and against it, or NotFound.
	Pair(ctx context.Context, id string) (IdentityPair, error)
	// Entities returns to which entities mentions belong now, each once; none before linkage
	// has run.
	Entities(ctx context.Context, mentions ...Spot) ([]string, error)
}

// A PairFilter chooses pairs; its zero value is the first page of all.
type PairFilter struct {
	Query, Kind string
	Linked      bool     // pairs that linkage has merged, by which mentions belong to their entity
	Entity      string   // of this entity; with Linked only
	Without     []string // of none of these entities
	From, Limit int
}

// A PairList is one page of pairs.
type PairList struct {
	Pairs  []PairRow
	Total  int
	Linked bool
}

// A PairRow is two mentions that may be one person or organisation.
type PairRow struct {
	ID          string  `json:"id" doc:"Id of the pair."`
	Kind        string  `json:"kind" enum:"person,organisation" doc:"What they are."`
	Left        Side    `json:"left" doc:"One mention."`
	Right       Side    `json:"right" doc:"The other."`
	Probability float64 `json:"probability" doc:"That they are one, 0 to 1."`
	Bits        float64 `json:"bits" doc:"The evidence in all, in bits."`
	Why         string  `json:"why" enum:"weak,masked,conflict,chain,identifier,words,weights,decision" doc:"Why linkage did not merge them (weak, masked, conflict, chain), or by what it did: the same identifier, the same words, match weights, or a decision."`
}

// A Spot is where a record names somebody.
type Spot struct {
	Dataset string `json:"dataset" doc:"Name of the standard."`
	Record  string `json:"record" doc:"Id of the record."`
	Mention string `json:"mention" doc:"Its part in the record."`
}

// A Side is one mention of a pair.
type Side struct {
	Mention  Spot       `json:"mention" doc:"Where it stands."`
	Title    fault.Text `json:"title" doc:"Name of the data set and of its part in the record."`
	Entity   string     `json:"entity" doc:"Id of the entity it belongs to now."`
	Name     string     `json:"name" doc:"Name of that entity."`
	Mentions int64      `json:"mentions" doc:"How many mentions that entity has."`
}

// An IdentityPair is a pair with what speaks for and against it.
type IdentityPair struct {
	PairRow
	Prior  float64     `json:"prior" doc:"Evidence before anything is compared, in bits. Prior and bits of the rows add up to bits."`
	Rows   []PairTrait `json:"rows" nullable:"false" doc:"What was compared."`
	Masked bool        `json:"masked" doc:"Personal traits are masked."`
	Clues  []PairClue  `json:"clues" nullable:"false" doc:"Clues about either entity: what a decision may change when models run again."`
}

// A PairClue is a clue about one of the two entities of a pair.
type PairClue struct {
	ID      clue.ID    `json:"id" doc:"Id of the clue."`
	Model   fault.Text `json:"model" doc:"Title of the supervision model."`
	Subject string     `json:"subject" doc:"Name of the entity."`
	Risk    float64    `json:"risk" doc:"Risk coefficient, 0 to 1."`
}

// A PairTrait is one trait of both mentions and what its comparison adds.
type PairTrait struct {
	Trait string     `json:"trait" doc:"name, id_no, born_on …"`
	Left  Cell       `json:"left" doc:"As the left record has it."`
	Right Cell       `json:"right" doc:"As the right record has it."`
	Level fault.Text `json:"level" doc:"How alike they are; empty if nothing was compared."`
	Bits  float64    `json:"bits" doc:"What that adds to the evidence, in bits; negative if it speaks against."`
}

// An IdentityPage is one page of pairs.
type IdentityPage struct {
	Items  []PairRow `json:"items" nullable:"false" doc:"The most probable first."`
	Next   *string   `json:"next" doc:"Cursor of the next page; null on the last."`
	Total  int       `json:"total" doc:"Pairs under the filter."`
	Linked bool      `json:"linked" doc:"Whether linkage has run on the present snapshot."`
}

func (s *Server) listIdentities(ctx context.Context, c caller, in *struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Pairs on a page."`
	Query  string `query:"q" maxLength:"200" doc:"Part of a name. The search is recorded."`
	Kind   string `query:"kind" enum:"person,organisation" doc:"Only these; empty for both."`
	Merged bool   `query:"merged" doc:"The pairs that linkage has merged instead, least sure first. Needs q or entity."`
	Entity string `query:"entity" maxLength:"64" doc:"merged: of this entity."`
}) (*struct{ Body IdentityPage }, error) {
	from, err := offsetOf(in.Cursor)
	if err != nil {
		return nil, err
	}
	if in.Merged && in.Query == "" && in.Entity == "" {
		return nil, fault.Invalidf("请写明姓名或主体，再查看已归为同一主体的提及。", "Name somebody, or an entity, to see which mentions were linked.")
	}
	tied, err := s.tiedSubjects(ctx, c)
	if err != nil {
		return nil, err
	}
	l, err := s.Identities.Pairs(ctx, PairFilter{Query: in.Query, Kind: in.Kind, Linked: in.Merged, Entity: in.Entity, Without: tied, From: from, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	if err := s.searched(ctx, c, "identities", in.Query, l.Total); err != nil {
		return nil, err
	}
	return &struct{ Body IdentityPage }{IdentityPage{list(l.Pairs), nextOffset(from+len(l.Pairs), l.Total), l.Total, l.Linked}}, nil
}

// A PairPath names a pair in a path.
type PairPath struct {
	ID string `path:"id" maxLength:"1024" doc:"Id of the pair."`
}

func (s *Server) getIdentity(ctx context.Context, c caller, in *struct {
	PairPath
	ForQuery
	Purpose string `query:"purpose" maxLength:"500" doc:"Why personal traits have to be seen, with at least 4 characters; without it they are masked. The look is recorded."`
}) (*struct{ Body IdentityPair }, error) {
	of, err := s.lookedFor(ctx, c, in.ForQuery)
	if err != nil {
		return nil, err
	}
	p, err := s.Identities.Pair(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	if err := s.Decisions.Permit(ctx, c.By, p.entities()...); err != nil {
		return nil, err
	}
	open, err := s.opens(ctx, c, "identity "+p.Left.Mention.Record+" "+p.Right.Mention.Record, of, in.Purpose)
	if err != nil {
		return nil, err
	}
	if p.Clues, err = s.cluesAbout(ctx, c, p.PairRow); err != nil {
		return nil, err
	}
	p.Rows, p.Masked = list(p.Rows), !open
	for i, r := range p.Rows {
		if !open && r.Trait != "name" {
			p.Rows[i].Left, p.Rows[i].Right = hidden(r.Left), hidden(r.Right)
		}
	}
	return &struct{ Body IdentityPair }{p}, nil
}

// entities are those of the two mentions, each once.
func (p PairRow) entities() []string {
	return slices.Compact([]string{p.Left.Entity, p.Right.Entity})
}

// cluesAbout lists the clues about the entities of a pair that the caller may see.
func (s *Server) cluesAbout(ctx context.Context, c caller, p PairRow) ([]PairClue, error) {
	found, err := s.Clues.About(ctx, c.By, p.entities())
	if err != nil {
		return nil, err
	}
	clues := []PairClue{}
	for _, x := range found {
		title := fault.Text{ZH: x.Model, EN: x.Model}
		for _, m := range s.Models() {
			if m.ID == x.Model {
				title = m.Title
			}
		}
		clues = append(clues, PairClue{x.ID, title, x.Subject.Name, x.Risk})
	}
	return clues, nil
}

func hidden(c Cell) Cell {
	if c.Text == "" {
		return c
	}
	return Cell{maskText(c.Text), true}
}

// A VerdictRequest decides a pair.
type VerdictRequest struct {
	Verdict identity.Verdict `json:"verdict" enum:"same,different,unsure" doc:"What was decided."`
	Reason  string           `json:"reason" minLength:"1" maxLength:"600" doc:"Why."`
}

func (s *Server) decideIdentity(ctx context.Context, c caller, in *struct {
	PairPath
	Body VerdictRequest
}) (*struct{ Body DecisionRow }, error) {
	p, err := s.Identities.Pair(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	d, err := s.Decisions.Decide(ctx, c.By, identity.Draft{Left: identity.Mention(p.Left.Mention), Right: identity.Mention(p.Right.Mention), Entities: p.entities(), Verdict: in.Body.Verdict, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	return &struct{ Body DecisionRow }{newDecisionRow(d)}, nil
}

// A DecisionRow is one verdict with who gave it, when and why.
type DecisionRow struct {
	ID        string           `json:"id" doc:"Id of the decision."`
	Left      Spot             `json:"left" doc:"One mention."`
	Right     Spot             `json:"right" doc:"The other."`
	Verdict   identity.Verdict `json:"verdict" enum:"same,different,unsure" doc:"What was decided."`
	Reason    string           `json:"reason" doc:"Why."`
	By        string           `json:"by" doc:"Who decided, as others are shown."`
	At        time.Time        `json:"at" doc:"When."`
	UndoneAt  *time.Time       `json:"undone_at" doc:"When it was taken back; null while it is in force."`
	UndoneWhy string           `json:"undone_why" doc:"Why it was taken back; empty while it is in force."`
}

func newDecisionRow(d identity.Decision) DecisionRow {
	row := DecisionRow{ID: d.ID, Left: Spot(d.Left), Right: Spot(d.Right), Verdict: d.Verdict, Reason: d.Reason, By: d.Display, At: d.At, UndoneWhy: d.UndoneWhy}
	if !d.InForce() {
		row.UndoneAt = &d.UndoneAt
	}
	return row
}

// Decisions are what was decided about who is who.
type Decisions struct {
	Items []DecisionRow `json:"items" nullable:"false" doc:"The newest first, those taken back included."`
	Next  *string       `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listDecisions(ctx context.Context, c caller, in *struct {
	Cursor string `query:"cursor" maxLength:"1024" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Decisions on a page."`
}) (*struct{ Body Decisions }, error) {
	all, err := s.Decisions.List(ctx, c.By, in.Cursor, in.Limit)
	if err != nil {
		return nil, err
	}
	out := Decisions{Items: []DecisionRow{}}
	for _, d := range all {
		out.Items = append(out.Items, newDecisionRow(d))
	}
	if len(all) == in.Limit {
		out.Next = next(all[len(all)-1].ID)
	}
	return &struct{ Body Decisions }{out}, nil
}

func (s *Server) undoDecision(ctx context.Context, c caller, in *struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of the decision."`
	Reason string `query:"reason" required:"true" minLength:"1" maxLength:"600" doc:"Why it is taken back."`
}) (*struct{ Body DecisionRow }, error) {
	d, err := s.Decisions.Get(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	entities, err := s.Identities.Entities(ctx, Spot(d.Left), Spot(d.Right))
	if err != nil {
		return nil, err
	}
	d, err = s.Decisions.Undo(ctx, c.By, in.ID, in.Reason, entities...)
	if err != nil {
		return nil, err
	}
	return &struct{ Body DecisionRow }{newDecisionRow(d)}, nil
}
