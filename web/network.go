package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/graph"
	"github.com/mingjian/mingjian/detect/scan"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/handle/matter"
)

// Networks gives the network of the present snapshot, or a NotFound fault before the first
// import. The first call after an import takes as long as reading the snapshot.
type Networks func(ctx context.Context) (*graph.Index, error)

// networkRoutes is what the API can do with the network of people, organisations and cases.
func (s *Server) networkRoutes(api huma.API) {
	reads := needs(access.ReadDocuments).inHome()
	route(s, api, also(get("/api/network/subjects", "find-subjects", "People, organisations and agents by name", reads),
		"To begin a network with. Names of people are masked unless they are typed whole or a purpose is stated. The search is recorded."), s.findSubjects)
	route(s, api, also(post("/api/network/pictures", "draw-network", "What surrounds a clue, a matter, a subject or a case", reads),
		"Or a way between two, who shares an agent, money that goes round. Places are counted so that the same question gives the same picture, and nodes that are kept stay where they are. The look is recorded."), s.drawNetwork)
	route(s, api, also(post("/api/matters/{id}/exhibits", "save-exhibit", "Save a network as evidence of a matter", of(access.AMatter, access.HandleMatters, access.ReadMatters)),
		"The file says what was asked, of which snapshot, by whom and when, what was drawn and where, each relation with its first record. It never changes; its hash stands in the evidence. 409 if the matter has changed since If-Match.", http.StatusConflict), s.saveExhibit)
	route(s, api, also(get("/api/matters/{id}/exhibits/{hash}", "get-exhibit", "The file of a saved network", of(access.AMatter, access.ReadMatters, access.ReadMatters)), "The look is recorded."), s.getExhibit)
	route(s, api, also(post("/api/network/evidence", "get-relation", "The records that tell a relation", reads), "At most fifty. "+saysPurpose), s.getRelation)
}

// A NetworkBegin says where a network begins: with one of these.
type NetworkBegin struct {
	Clue    clue.ID   `json:"clue,omitempty" maxLength:"64" doc:"A clue: its subject and its cases."`
	Matter  matter.ID `json:"matter,omitempty" maxLength:"64" doc:"A matter: subjects and cases of its clues."`
	Nodes   []string  `json:"nodes,omitempty" maxItems:"50" doc:"Ids of subjects or court documents."`
	Purpose string    `json:"purpose,omitempty" maxLength:"500" doc:"Why names of people have to be seen, with at least 4 characters; without it they are masked. The look is recorded."`
}

// A NetworkQuestion is what somebody wants to see of a network.
type NetworkQuestion struct {
	NetworkBegin
	Asks   string     `json:"asks,omitempty" enum:"around,path,agent,money" doc:"around (what surrounds it), path (a shortest way between the first two nodes), agent (who shares an agent with it), money (transfers, and money that goes round); around if left out."`
	Steps  int        `json:"steps,omitempty" minimum:"0" maximum:"3" doc:"How far from the beginning; 2 if left out."`
	Kinds  []string   `json:"kinds,omitempty" maxItems:"30" doc:"Relations that are followed and drawn; if left out all but same_agent and agent, which follow from acts_for and party."`
	Limit  int        `json:"limit,omitempty" minimum:"0" maximum:"300" doc:"Nodes that are drawn; 120 if left out."`
	Kept   []KeptNode `json:"kept,omitempty" maxItems:"300" doc:"Nodes that are drawn already: they stay, where they are."`
	Opened []string   `json:"opened,omitempty" maxItems:"300" doc:"Nodes that were opened before, for the total."`
	Open   *OpenNode  `json:"open,omitempty" doc:"A node to be opened now: up to 40 of its neighbours are added."`
}

// A KeptNode is a node that is drawn already.
type KeptNode struct {
	ID string  `json:"id" maxLength:"256" doc:"Id of the node."`
	X  float64 `json:"x" doc:"Where it is drawn."`
	Y  float64 `json:"y" doc:"Where it is drawn."`
}

// An OpenNode asks for the neighbours of a node.
type OpenNode struct {
	Node  string   `json:"node" maxLength:"256" doc:"Id of the node."`
	Kinds []string `json:"kinds,omitempty" maxItems:"30" doc:"By these relations only; all if left out."`
}

// A NetworkView is what is drawn of a network.
type NetworkView struct {
	Snapshot string        `json:"snapshot" doc:"The snapshot it was read from."`
	Start    []string      `json:"start" nullable:"false" doc:"Ids of the nodes it begins with."`
	Nodes    []NetworkNode `json:"nodes" nullable:"false" doc:"What is drawn, those with most relations first."`
	Edges    []NetworkEdge `json:"edges" nullable:"false" doc:"Every relation among them."`
	Total    int           `json:"total" doc:"Nodes there are: within the steps and relations that were asked, neighbours of opened nodes, and what is drawn beyond."`
	Masked   bool          `json:"masked" doc:"Names of people are masked, those that the clue or matter itself shows apart."`
	MayOpen  bool          `json:"may_open" doc:"The caller may see them by stating a purpose."`
	Path     *NetworkPath  `json:"path" doc:"path: the way; null where another question was asked."`
	Rings    []graph.Ring  `json:"rings" nullable:"false" doc:"money: each ring of transfers that comes back, by ids; at most 50."`
	Whole    bool          `json:"whole" doc:"money: false if there was more than could be followed."`
}

// A NetworkPath is how two nodes are connected.
type NetworkPath struct {
	Found bool     `json:"found" doc:"There is a way of at most 8 steps."`
	Nodes []string `json:"nodes" nullable:"false" doc:"Ids from the first to the second."`
	Hubs  []string `json:"hubs" nullable:"false" doc:"Names of nodes that were not gone through because they have more than 60 neighbours."`
}

// A NetworkNode is one node that is drawn.
type NetworkNode struct {
	graph.Named
	X      float64     `json:"x" doc:"Where it is drawn."`
	Y      float64     `json:"y" doc:"Where it is drawn."`
	Steps  int         `json:"steps" doc:"Steps from the beginning; -1 if it was opened farther out."`
	Masked bool        `json:"masked" doc:"The name is masked."`
	Counts []KindCount `json:"counts" nullable:"false" doc:"Its relations by kind."`
	Clues  []NodeClue  `json:"clues" nullable:"false" doc:"Clues about it that the caller may see."`
}

// A KindCount says how many relations of one kind a node has.
type KindCount struct {
	Kind  string `json:"kind" doc:"The relation."`
	Shown int    `json:"shown" doc:"How many are drawn."`
	Of    int    `json:"of" doc:"How many there are."`
}

// A NodeClue is a clue about a node.
type NodeClue struct {
	ID    clue.ID    `json:"id" doc:"Id of the clue."`
	Model fault.Text `json:"model" doc:"Name of the supervision model."`
	Risk  float64    `json:"risk" doc:"Risk coefficient, 0 to 1."`
}

// A NetworkEdge is one relation that is drawn.
type NetworkEdge struct {
	graph.Edge
	SetTitle fault.Text `json:"set_title" doc:"Name of the data set that tells it."`
}

const (
	usualSteps = 2
	usualLimit = 120
	mostNodes  = 300
	mostRings  = 50
)

func (s *Server) drawNetwork(ctx context.Context, c caller, in *struct {
	Body NetworkQuestion
}) (*struct{ Body NetworkView }, error) {
	v, err := s.network(ctx, c, in.Body)
	if err != nil {
		return nil, err
	}
	return &struct{ Body NetworkView }{v}, nil
}

// A beginning is where a network begins, and whose names the reader knows from there.
type beginning struct {
	nodes  []string
	known  map[string]bool
	object string // for the record: the clue, the matter or the first node
	basis  string // of a purpose
	open   bool   // names are shown
}

// network answers a question. The look is recorded.
func (s *Server) network(ctx context.Context, c caller, q NetworkQuestion) (NetworkView, error) {
	// A picture that is saved with a matter shows what is in the lake too, wherever the matter is.
	lake := access.Resource{Kind: access.Document, Office: access.Home}
	if err := s.Accounts.Holds(ctx, c.By, access.ReadDocuments, access.ReadDocuments, lake); err != nil {
		return NetworkView{}, err
	}
	x, err := s.Networks(ctx)
	if err != nil {
		return NetworkView{}, err
	}
	b, err := s.beginning(ctx, c, x, q.NetworkBegin)
	if err != nil {
		return NetworkView{}, err
	}
	v := NetworkView{Snapshot: x.Snapshot, Rings: []graph.Ring{}, Whole: true, MayOpen: access.Could(c.By, access.ReadRecords), Masked: !b.open}
	asked, err := s.asked(ctx, c, x, q, b, &v)
	if err != nil {
		return NetworkView{}, err
	}
	p, err := x.Picture(ctx, asked)
	if err != nil {
		return NetworkView{}, err
	}
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.LookNetwork, Object: b.object, Office: string(c.By.Office), Detail: map[string]string{"nodes": fmt.Sprint(len(p.Nodes))}})
	if err != nil {
		return NetworkView{}, fmt.Errorf("record the look at a network: %w", err)
	}
	return v, s.show(ctx, c, q, b, p, &v)
}

// asked turns a question into what package graph is asked, and puts into v what it is not.
func (s *Server) asked(ctx context.Context, c caller, x *graph.Index, q NetworkQuestion, b beginning, v *NetworkView) (graph.Question, error) {
	out := graph.Question{Start: b.nodes, Steps: q.Steps, Kinds: q.Kinds, Limit: q.Limit, Opened: q.Opened}
	if out.Steps == 0 {
		out.Steps = usualSteps
	}
	if out.Limit == 0 {
		out.Limit = usualLimit
	}
	for _, k := range q.Kept {
		out.Kept = append(out.Kept, k.ID)
	}
	if len(out.Kept) > 0 { // what is drawn stays, and there is room for what is added
		out.Limit = mostNodes
	}
	if q.Open != nil {
		out.Open = graph.Opening{Node: q.Open.Node, Kinds: q.Open.Kinds}
		out.Opened = append(slices.Clone(out.Opened), q.Open.Node)
	}
	if err := s.standsAside(ctx, c, out.Opened...); err != nil {
		return out, err
	}
	switch q.Asks {
	case "agent":
		out.Kinds = []string{"acts_for", "same_agent"}
	case "money":
		out.Kinds, out.Steps = []string{"transfer"}, 3
		rings, whole, err := x.Rings(ctx, b.nodes)
		if err != nil {
			return out, err
		}
		v.Rings, v.Whole = list(rings[:min(len(rings), mostRings)]), whole
		if len(out.Kept) == 0 {
			for _, r := range v.Rings {
				out.Start = append(out.Start, r.Nodes...)
			}
			out.Start = unique(out.Start)
		}
	case "path":
		if len(b.nodes) < 2 {
			return out, fault.Invalidf("请选择两端。", "Choose the two ends of the path.")
		}
		p, err := x.Path(ctx, b.nodes[0], b.nodes[1])
		if err != nil {
			return out, err
		}
		v.Path = &NetworkPath{Found: p.OK, Nodes: list(p.Way.Nodes), Hubs: list(p.Hubs)}
		out.Start, out.Steps, out.Opened = unique(append(slices.Clone(b.nodes[:2]), p.Way.Nodes...)), 0, append(out.Opened, p.Way.Nodes...)
	}
	return out, nil
}

// beginning finds the nodes to begin with. Whoever may not see the clue or the matter is told so.
func (s *Server) beginning(ctx context.Context, c caller, x *graph.Index, n NetworkBegin) (b beginning, err error) {
	b.known = map[string]bool{}
	var clues []clue.ID
	switch {
	case n.Clue != "":
		b.object, b.basis, clues = string(n.Clue), "clue "+string(n.Clue), []clue.ID{n.Clue}
	case n.Matter != "":
		b.object, b.basis = string(n.Matter), "matter "+string(n.Matter)
		d, err := s.Matters.Get(ctx, c.By, n.Matter)
		if err != nil {
			return b, err
		}
		clues = d.Clues
	case len(n.Nodes) == 0:
		return b, fault.Invalidf("请选择从哪条线索、哪个案件或哪个主体开始。", "Say with which clue, matter or subject to begin.")
	default:
		b.object, b.basis = n.Nodes[0], "subject "+n.Nodes[0]
	}
	for _, id := range clues {
		if err := s.beginClue(ctx, c, x, id, &b); err != nil {
			return b, err
		}
	}
	b.nodes = unique(append(b.nodes, n.Nodes...))
	if len(b.nodes) == 0 {
		return b, fault.NotFoundf("该案件没有线索，无从展开关系网络；请从主体开始。", "The matter has no clue to begin a network with; begin with a subject.")
	}
	if err := s.standsAside(ctx, c, b.nodes...); err != nil {
		return b, err
	}
	b.open, err = s.opens(ctx, c, b.basis, cmp.Or(string(n.Clue), string(n.Matter)), n.Purpose)
	return b, err
}

// standsAside refuses to unfold what the caller is tied to: a subject or a case.
func (s *Server) standsAside(ctx context.Context, c caller, nodes ...string) error {
	ties, err := s.Accounts.Ties(ctx, c.By.ID)
	if err != nil {
		return err
	}
	for _, t := range ties {
		if t.Subject != "" && slices.Contains(nodes, t.Subject) || t.Case != "" && slices.Contains(nodes, t.Case) {
			r := access.Resource{Kind: access.Document, Office: c.By.Office, Tied: []string{c.By.ID}}
			return access.Check(c.By, access.ReadDocuments, access.ReadDocuments, r, access.Purpose{})
		}
	}
	return nil
}

// beginClue begins with the subject and the cases of a clue. The page of the clue names the
// parties of those cases, and so does the network.
func (s *Server) beginClue(ctx context.Context, c caller, x *graph.Index, id clue.ID, b *beginning) error {
	d, err := s.Clues.Get(ctx, c.By, id)
	if err != nil {
		return err
	}
	nodes := append([]string{d.Subject.ID}, d.Finding.Documents...)
	b.known[d.Subject.ID] = true
	parties, _, err := x.Edges(ctx, d.Finding.Documents, mostNodes)
	if err != nil {
		return err
	}
	for _, e := range parties {
		b.known[e.From] = true
	}
	found, err := x.Named(ctx, nodes)
	if err != nil {
		return err
	}
	if len(found) == 0 { // about a thing that a register lists: whoever its records name
		if nodes, err = x.Mentioned(ctx, recordsOf(d.Finding)); err != nil {
			return err
		}
	}
	b.nodes = append(b.nodes, nodes...)
	return nil
}

func recordsOf(f scan.Finding) (records [][2]string) {
	for _, r := range f.Records {
		records = append(records, [2]string{r.Dataset, r.RecordID})
	}
	return records
}

// show puts a picture into words and places.
func (s *Server) show(ctx context.Context, c caller, q NetworkQuestion, b beginning, p graph.Picture, v *NetworkView) error {
	ids, kept := []string{}, map[string]graph.Point{}
	for _, k := range q.Kept {
		kept[k.ID] = graph.Point{X: k.X, Y: k.Y}
	}
	entities := []string{}
	for _, n := range p.Nodes {
		ids = append(ids, n.ID)
		if n.Kind != graph.Case {
			entities = append(entities, n.ID)
		}
	}
	about, err := s.Clues.About(ctx, c.By, entities)
	if err != nil {
		return err
	}
	clues := map[string][]NodeClue{}
	for _, k := range about {
		clues[k.Subject.ID] = append(clues[k.Subject.ID], NodeClue{k.ID, s.title(k.Model), k.Risk})
	}
	counts := map[string][]KindCount{}
	for _, k := range p.Counts {
		counts[k.Node] = append(counts[k.Node], KindCount{k.Kind, k.Shown, k.Of})
	}
	at := graph.Place(ids, p.Edges, kept)
	v.Start, v.Nodes, v.Edges, v.Total = []string{}, []NetworkNode{}, []NetworkEdge{}, p.Total
	for _, n := range p.Nodes {
		steps, near := p.Steps[n.ID]
		if !near {
			steps = -1
		}
		node := NetworkNode{Named: n, X: at[n.ID].X, Y: at[n.ID].Y, Steps: steps, Counts: list(counts[n.ID]), Clues: list(clues[n.ID])}
		if steps == 0 {
			v.Start = append(v.Start, n.ID)
		}
		if masks(n, b) {
			node.Name, node.Masked = maskText(n.Name), true
		}
		v.Nodes = append(v.Nodes, node)
	}
	slices.SortStableFunc(v.Nodes, func(a, b NetworkNode) int { return relations(b) - relations(a) })
	for _, e := range p.Edges {
		v.Edges = append(v.Edges, NetworkEdge{e, s.setTitle(e.Dataset)})
	}
	return s.nameHubs(ctx, b, v)
}

// masks reports whether the name of a node is not to be shown: that of a person, before a
// purpose is stated, unless the reader knows it from the clue.
func masks(n graph.Named, b beginning) bool {
	return n.Kind != graph.Case && n.Kind != graph.Organisation && n.Name != "" && !b.open && !b.known[n.ID]
}

func relations(n NetworkNode) (shown int) {
	for _, k := range n.Counts {
		shown += k.Shown
	}
	return shown
}

func (s *Server) setTitle(dataset string) fault.Text {
	if st, ok := s.Standards[dataset]; ok {
		return st.Title
	}
	return fault.Text{ZH: dataset, EN: dataset}
}

// nameHubs writes names for the ids of nodes that a path does not go through.
func (s *Server) nameHubs(ctx context.Context, b beginning, v *NetworkView) error {
	if v.Path == nil || len(v.Path.Hubs) == 0 {
		return nil
	}
	x, err := s.Networks(ctx)
	if err != nil {
		return err
	}
	named, err := x.Named(ctx, v.Path.Hubs)
	if err != nil {
		return err
	}
	v.Path.Hubs = []string{}
	for _, n := range named {
		if masks(n, b) {
			n.Name = maskText(n.Name)
		}
		v.Path.Hubs = append(v.Path.Hubs, n.Name)
	}
	return nil
}

// A SubjectPage is who was found by name.
type SubjectPage struct {
	Items []SubjectRow `json:"items" nullable:"false" doc:"Those that are called exactly so first, then those that most records name; at most 20."`
}

// A SubjectRow is somebody who was found by name.
type SubjectRow struct {
	ID       string           `json:"id" doc:"Id of the subject."`
	Kind     graph.KindOfNode `json:"kind" enum:"person,organisation,agent,case" doc:"What it is."`
	Name     string           `json:"name" doc:"Name, masked as said above."`
	Mentions int              `json:"mentions" doc:"How many records name it."`
}

func (s *Server) findSubjects(ctx context.Context, c caller, in *struct {
	Query   string `query:"q" required:"true" minLength:"2" maxLength:"100" doc:"Part of a name."`
	Purpose string `query:"purpose" maxLength:"500" doc:"Why names of people have to be seen."`
}) (*struct{ Body SubjectPage }, error) {
	x, err := s.Networks(ctx)
	if err != nil {
		return nil, err
	}
	part := strings.TrimSpace(in.Query)
	found, err := x.Find(ctx, part, 20)
	if err != nil {
		return nil, err
	}
	if err := s.searched(ctx, c, "subjects", part, len(found)); err != nil {
		return nil, err
	}
	open, err := s.opens(ctx, c, "subjects", "", in.Purpose)
	if err != nil {
		return nil, err
	}
	out := SubjectPage{Items: []SubjectRow{}}
	for _, n := range found {
		if n.Name != part && masks(n, beginning{open: open}) {
			n.Name = maskText(n.Name)
		}
		out.Items = append(out.Items, SubjectRow{n.ID, n.Kind, n.Name, n.Mentions})
	}
	return &struct{ Body SubjectPage }{out}, nil
}

// A RelationQuestion asks for the records that tell a relation.
type RelationQuestion struct {
	NetworkBegin
	From string `json:"from" minLength:"1" maxLength:"256" doc:"Id of one end."`
	To   string `json:"to" minLength:"1" maxLength:"256" doc:"Id of the other."`
	Kind string `json:"kind" minLength:"1" maxLength:"64" doc:"The relation."`
}

// A RelationRecords is the records that tell a relation.
type RelationRecords struct {
	Items  []RelationRecord `json:"items" nullable:"false" doc:"By data set and record, at most 50."`
	Masked bool             `json:"masked" doc:"Personal cells are masked."`
}

// A RelationRecord is one record that tells a relation.
type RelationRecord struct {
	Dataset  string      `json:"dataset" doc:"Name of the standard."`
	SetTitle fault.Text  `json:"set_title" doc:"Name of the data set."`
	Record   string      `json:"record" doc:"Id of the record."`
	Document string      `json:"document" doc:"Id of the court document that it is part of; empty for a register."`
	Span     []int       `json:"span" nullable:"false" doc:"Characters [start, end) of the document's text; empty if not known."`
	Cells    []NamedCell `json:"cells" nullable:"false" doc:"What the record says."`
}

// A NamedCell is one field of a record with its name.
type NamedCell struct {
	Field string     `json:"field" doc:"Name in the standard."`
	Title fault.Text `json:"title" doc:"Name of the field."`
	Says  fault.Text `json:"says" doc:"The value, in words where it is a code; masked if it is personal and no purpose was stated."`
}

func (s *Server) getRelation(ctx context.Context, c caller, in *struct {
	Body RelationQuestion
}) (*struct{ Body RelationRecords }, error) {
	x, err := s.Networks(ctx)
	if err != nil {
		return nil, err
	}
	b, err := s.beginning(ctx, c, x, in.Body.NetworkBegin)
	if err != nil {
		return nil, err
	}
	if err := s.standsAside(ctx, c, in.Body.From, in.Body.To); err != nil {
		return nil, err
	}
	told, err := x.Told(ctx, in.Body.From, in.Body.To, in.Body.Kind)
	if err != nil {
		return nil, err
	}
	out := RelationRecords{Items: []RelationRecord{}, Masked: !b.open}
	for _, r := range told {
		out.Items = append(out.Items, s.relationRecord(r, b.open))
	}
	return &struct{ Body RelationRecords }{out}, nil
}

func (s *Server) relationRecord(r graph.Told, open bool) RelationRecord {
	out := RelationRecord{Dataset: r.Dataset, SetTitle: s.setTitle(r.Dataset), Record: r.Record, Document: r.Document, Span: []int{}, Cells: []NamedCell{}}
	if r.End > r.Start {
		out.Span = []int{r.Start, r.End}
	}
	st := s.Standards[r.Dataset]
	for _, v := range r.Cells {
		cell := NamedCell{v.Field, fault.Text{ZH: v.Field, EN: v.Field}, fault.Text{ZH: v.Value, EN: v.Value}}
		f, ok := st.Field(v.Field)
		if ok {
			cell.Title = f.Title
		}
		word := slices.IndexFunc(f.Words, func(w standard.Word) bool { return w.Code == v.Value })
		switch {
		case word >= 0:
			cell.Says = f.Words[word].Title
		case !open && !(f.Sensitivity == standard.Public && len(f.Codes) > 0): // a code is one of a few that the standard lists
			masked := maskCell(Cell{Text: v.Value}, f).Text
			cell.Says = fault.Text{ZH: masked, EN: masked}
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}
