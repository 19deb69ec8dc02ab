package access

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/cedar-policy/cedar-go"
	"github.com/cedar-policy/cedar-go/types"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

//go:embed policy/*.cedar
var policyFiles embed.FS

// A Statement is one rule of the policy with what it says to people.
type Statement struct {
	ID     string
	File   string // where it stands
	Forbid bool   // it forbids; else it permits
	Says   fault.Text
	Law    string // legal basis; may be empty
	Cedar  string // the rule itself
}

// A policy is the statements, in the order of their files, and what decides by them.
type policy struct {
	of         map[Right]*cedar.PolicySet // the statements that can say something of a right; of "", of every right
	statements []Statement
}

// about returns the statements that can say something of a right.
func (p policy) about(right Right) *cedar.PolicySet {
	if set := p.of[right]; set != nil {
		return set
	}
	return p.of[""]
}

// compiled is the policy of this build: constant like a compiled expression.
var compiled = sync.OnceValue(func() policy {
	p, err := readPolicy(policyFiles)
	if err != nil {
		panic(err) // a test reads the same files
	}
	return p
})

// Statements returns the whole policy.
func Statements() []Statement { return slices.Clone(compiled().statements) }

// readPolicy gives each statement the id it was written with: cedar numbers them.
func readPolicy(files fs.FS) (policy, error) {
	var p policy
	var all []*cedar.Policy
	names, err := fs.Glob(files, "policy/*.cedar")
	if err != nil {
		return policy{}, err
	}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return policy{}, err
		}
		list, err := cedar.NewPolicyListFromBytes(name, text)
		if err != nil {
			return policy{}, fmt.Errorf("read the policy: %w", err)
		}
		for _, one := range list {
			s, err := statement(name, one)
			if err != nil {
				return policy{}, err
			}
			if slices.ContainsFunc(p.statements, func(other Statement) bool { return other.ID == s.ID }) {
				return policy{}, fmt.Errorf("%s: two statements are called %s", name, s.ID)
			}
			p.statements, all = append(p.statements, s), append(all, one)
		}
	}
	if len(p.statements) == 0 {
		return policy{}, fmt.Errorf("read the policy: there is none")
	}
	return p, p.sort(all)
}

// sort puts each statement where it is asked: what names rights, to these; what names none, to all.
func (p *policy) sort(all []*cedar.Policy) error {
	p.of = map[Right]*cedar.PolicySet{"": cedar.NewPolicySet()}
	named := make([][]Right, len(all))
	for i, one := range all {
		var err error
		if named[i], err = rightsIn(one); err != nil {
			return err
		}
		for _, r := range named[i] {
			p.of[r] = cedar.NewPolicySet()
		}
	}
	for i, one := range all {
		for right, set := range p.of {
			if named[i] == nil || slices.Contains(named[i], right) {
				set.Add(cedar.PolicyID(p.statements[i].ID), one)
			}
		}
	}
	return nil
}

// rightsIn returns the rights that a statement names as its action, or nil if it is about all.
func rightsIn(one *cedar.Policy) (list []Right, err error) {
	text, err := one.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	type entity struct {
		Type string `json:"type"`
		ID   Right  `json:"id"`
	}
	var scope struct {
		Action struct {
			Op       string   `json:"op"`
			Entity   entity   `json:"entity"`
			Entities []entity `json:"entities"`
		} `json:"action"`
	}
	if err := json.Unmarshal(text, &scope); err != nil {
		return nil, fmt.Errorf("read the policy: %w", err)
	}
	a := scope.Action
	switch {
	case a.Op == "==":
		a.Entities = []entity{a.Entity}
	case a.Op != "in" || len(a.Entities) == 0:
		return nil, nil
	}
	for _, e := range a.Entities {
		if e.Type != "Action" {
			return nil, nil
		}
		list = append(list, e.ID)
	}
	return list, nil
}

func statement(file string, p *cedar.Policy) (Statement, error) {
	notes := p.Annotations()
	s := Statement{ID: string(notes["id"]), File: file, Forbid: p.Effect() == types.Forbid,
		Says: fault.Text{ZH: string(notes["zh"]), EN: string(notes["en"])}, Law: string(notes["law"]), Cedar: string(p.MarshalCedar())}
	if s.ID == "" || s.Says.ZH == "" || s.Says.EN == "" {
		return Statement{}, fmt.Errorf("%s:%d: a statement needs @id, @zh and @en", file, p.Position().Line)
	}
	return s, nil
}

// A Decision is what the policy says of one wish.
type Decision struct {
	Allowed bool
	By      []string   // ids of the statements that decided, sorted; none if nothing permits it
	Says    fault.Text // why not; empty if it is allowed
}

// Decide asks the policy whether by may use right on r. What no statement permits is
// denied, and so is what a statement cannot be asked about.
func Decide(by Account, right Right, r Resource, why Purpose) Decision {
	p := compiled()
	ok, because := cedar.Authorize(p.about(right), entities(by, r), cedar.Request{
		Principal: user(by.ID), Action: cedar.NewEntityUID("Action", types.String(right)), Resource: thing(r),
		Context: types.NewRecord(types.RecordMap{"purpose": types.String(why.Says), "basis": types.String(why.Basis)})})
	d := Decision{Allowed: ok == types.Allow && len(because.Errors) == 0}
	for _, reason := range because.Reasons {
		d.By = append(d.By, string(reason.PolicyID))
	}
	slices.Sort(d.By)
	if !d.Allowed {
		d.Says = right.refusal()
		for _, s := range p.statements {
			if s.Forbid && slices.Contains(d.By, s.ID) {
				d.Says = s.Says
				break
			}
		}
	}
	return d
}

// recused is the statement that keeps somebody from the case of their own people.
const recused = "recusal"

// Check returns nil if by may use right on r. Whoever may not even see it, which needs the
// right sees, is told that there is no such thing; who is kept from it by a tie to a party
// is told so, because they must know to stand aside.
func Check(by Account, right, sees Right, r Resource, why Purpose) error {
	d := Decide(by, right, r, why)
	if d.Allowed {
		return nil
	}
	seen := d
	if sees != right {
		seen = Decide(by, sees, r, why)
	}
	if !seen.Allowed && !slices.Contains(seen.By, recused) {
		return r.Kind.missing()
	}
	return &fault.Error{Kind: fault.Forbidden, Public: d.Says}
}

// May reports whether the actor may use right on everything of one sort in office.
func May(actor Account, right Right, office Office) bool {
	return Decide(actor, right, In(office), Purpose{}).Allowed
}

// Could reports whether there is anything in the actor's own office that they may use
// right on: something they own, handle, or that was sent to them.
func Could(actor Account, right Right) bool {
	best := Resource{Kind: Wide, Office: actor.Office, Members: []string{actor.ID}, Owner: actor.ID, Agency: actor.Department}
	return Decide(actor, right, best, Purpose{"any", "any"}).Allowed
}

// Must returns nil if the actor could use right on something. A path that names one thing
// is not found for whoever could see none of its kind.
func Must(actor Account, right, sees Right, kind Kind) error {
	switch {
	case Could(actor, right):
		return nil
	case kind != Wide && !Could(actor, sees):
		return kind.missing()
	}
	return &fault.Error{Kind: fault.Forbidden, Public: right.refusal()}
}

// Holds returns nil if the actor may use right on what r tells of. Whoever could not see it,
// which needs the right sees, is told that there is no such thing; where nothing is named, why
// they may not.
func (s *Service) Holds(ctx context.Context, by Account, right, sees Right, r Resource) error {
	err := s.db.View(ctx, func(tx *db.Tx) (err error) {
		r, err = Locate(ctx, tx, by, r)
		return err
	})
	if err != nil {
		return err
	}
	why := Purpose{"any", "any"} // whoever uses the right says which
	if r.Kind != Wide {
		return Check(by, right, sees, r, why)
	}
	if d := Decide(by, right, r, why); !d.Allowed {
		return &fault.Error{Kind: fault.Forbidden, Public: d.Says}
	}
	return nil
}

// HoldsHome is Holds for what belongs to [Home], asked where the act is done: of a thing of a
// kind that has no parties, such as an import.
func HoldsHome(by Account, right, sees Right, kind Kind, id string) error {
	return Check(by, right, sees, Resource{Kind: kind, ID: id, Office: Home}, Purpose{})
}

func user(id string) cedar.EntityUID { return cedar.NewEntityUID("User", types.String(id)) }

func thing(r Resource) cedar.EntityUID {
	return cedar.NewEntityUID("Thing", types.String(string(r.Kind)+" "+r.ID))
}

func officeID(o Office) cedar.EntityUID { return cedar.NewEntityUID("Office", types.String(o)) }

// entities are what the statements can ask about.
func entities(by Account, r Resource) cedar.EntityMap {
	role, office := cedar.NewEntityUID("Role", types.String(by.Role)), officeID(r.Office)
	above := make([]cedar.EntityUID, len(r.Above))
	for i, o := range r.Above {
		above[i] = officeID(o)
	}
	about := types.RecordMap{
		"office": office, "members": users(r.Members), "tied": users(r.Tied), "concerned": users(r.Concerned),
		"state": types.String(r.State), "secret": types.Boolean(r.Secret),
	}
	for name, id := range map[types.String]string{"owner": r.Owner, "maker": r.Maker} {
		if id != "" {
			about[name] = user(id)
		}
	}
	if r.Agency != "" {
		about["agency"] = types.String(r.Agency)
	}
	return cedar.EntityMap{
		user(by.ID): {UID: user(by.ID), Parents: cedar.NewEntityUIDSet(role), Attributes: types.NewRecord(types.RecordMap{
			"office": officeID(by.Office), "department": types.String(by.Department), "disabled": types.Boolean(by.Disabled)})},
		thing(r): {UID: thing(r), Parents: cedar.NewEntityUIDSet(office), Attributes: types.NewRecord(about)},
		office:   {UID: office, Parents: cedar.NewEntityUIDSet(above...)},
	}
}

func users(ids []string) types.Set {
	list := make([]types.Value, len(ids))
	for i, id := range ids {
		list[i] = user(id)
	}
	return types.NewSet(list...)
}
