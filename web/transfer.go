package web

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/handle/clue"
	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// transferRoutes is what the API can do with other agencies.
func (s *Server) transferRoutes(api huma.API) {
	one := func(right access.Right) need { return of(access.Dispatch, right, access.ReadDispatches) }
	route(s, api, also(get("/api/exchanges", "list-exchanges", "Exchanges with other agencies, the last changed first", needs(access.ReadDispatches)),
		"Pages follow each other by cursor."), s.listExchanges)
	route(s, api, also(post("/api/exchanges", "open-exchange", "Offer a clue, or send something else, to another agency", needs(access.SendDispatches).inHome()),
		"The clue must be in screening and becomes transferred. 409 if it cannot leave, or the partner is not confirmed.", http.StatusConflict), s.openExchange)
	route(s, api, get("/api/exchanges/{id}", "get-exchange", "One exchange: its life on both sides, its clock, and what can be done next", one(access.ReadDispatches)), s.getExchange)
	route(s, api, also(post("/api/exchanges/{id}/steps", "step-exchange", "Take a step: accept, refuse, return, withdraw, tell …", one(access.SendDispatches).inHome()),
		"409 if the exchange has changed since If-Match, or the step cannot be taken in its state.", http.StatusConflict), s.stepExchange)
	route(s, api, also(get("/api/dispatches/{id}", "get-dispatch", "What one dispatch carries", one(access.ReadDispatches)),
		"Of an offer only the summary, until it is accepted. The look is recorded; the sender is told of the first preview."), s.getDispatch)
	route(s, api, also(get("/api/dispatches/{id}/files/{sha256}", "get-dispatch-file", "A file that goes with a dispatch", one(access.ReadDispatches)),
		"404 while it has not arrived. The look is recorded."), s.getDispatchFile)
	route(s, api, get("/api/kinds", "list-kinds", "Kinds of dispatch with the JSON Schema of what each carries", needs(access.ReadDispatches)), s.listKinds)

	route(s, api, get("/api/node", "get-node", "This agency, with the card to hand to partners", needs(access.ReadNumbers)), s.getNode)
	route(s, api, get("/api/partners", "list-partners", "Other agencies, their keys and whether they are confirmed", needs(access.ReadNumbers)), s.listPartners)
	const later = "A new partner counts once its fingerprint is confirmed. The act is recorded."
	route(s, api, also(post("/api/partners", "add-partner", "Read the card of another agency", needs(access.ManagePartners).inHome()), later, http.StatusConflict), s.addPartner)
	route(s, api, also(post("/api/partners/{code}/confirmations", "confirm-partner", "Say that the fingerprint was compared by another way", needs(access.ManagePartners).inHome()),
		"409 if it is not that of the card. The act is recorded.", http.StatusConflict), s.confirmPartner)
	route(s, api, also(post("/api/partners/{code}/ends", "end-partner", "Stop the exchange with a partner", needs(access.ManagePartners).inHome()), "What was exchanged stays. The act is recorded."), s.endPartner)

	route(s, api, also(get("/api/alarms", "list-alarms", "What a partner, or somebody who passes for one, should not have done", needs(access.ReadNumbers).inHome()),
		"The last first. open tells how many nobody has seen to."), s.listAlarms)
	route(s, api, also(post("/api/alarms/{id}/findings", "see-to-alarm", "Say what was found about an alarm", needs(access.ManagePartners).inHome()),
		"What happens from then on raises a new one. The act is recorded.", http.StatusConflict), s.seeToAlarm)
}

// exchanging returns the box of this agency.
func (s *Server) exchanging() (*box.Box, error) {
	if s.Box == nil {
		return nil, fault.Conflictf("本机构尚未设立，不能与其他机构往来；请由系统管理员运行 mingjian node init 并重新启动。", "This agency has not been set up for exchange; an administrator runs mingjian node init and starts the program again.")
	}
	return s.Box, nil
}

// An ExchangeRow is one exchange in the list.
type ExchangeRow struct {
	box.Exchange
	PeerName    fault.Text `json:"peer_name" doc:"Name of the other agency."`
	OpenedTitle fault.Text `json:"opened_title" doc:"What opened it, in words."`
	StateTitle  fault.Text `json:"state_title" doc:"Where it stands, in words."`
	Overdue     bool       `json:"overdue" doc:"An answer was asked for by a day before today and has not come."`
}

// exchangeRow returns x as the list shows it.
func (s *Server) exchangeRow(x box.Exchange, names map[string]fault.Text) ExchangeRow {
	return ExchangeRow{x, names[x.Peer], x.Opened.In(), x.State.In(), x.Overdue(s.day())}
}

// An ExchangePage is one page of the list.
type ExchangePage struct {
	Items []ExchangeRow `json:"items" nullable:"false" doc:"The exchanges of this page."`
	Next  *string       `json:"next" doc:"Cursor of the next page; null on the last."`
}

func (s *Server) listExchanges(ctx context.Context, c caller, in *struct {
	Cursor  string  `query:"cursor" maxLength:"64" doc:"next of the page before; empty for the first page."`
	Limit   int     `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Exchanges on a page."`
	Side    string  `query:"side" enum:"starter,answerer" doc:"starter: opened by this agency; answerer: by the other. Both if left out."`
	State   string  `query:"state" maxLength:"40" doc:"In this state; empty for all."`
	Peer    string  `query:"peer" maxLength:"40" doc:"With this agency; empty for all."`
	Clue    clue.ID `query:"clue" maxLength:"64" doc:"About this clue; empty for all."`
	Overdue bool    `query:"overdue" doc:"Only those whose answer is overdue."`
}) (*struct{ Body ExchangePage }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	f := box.Filter{Peer: in.Peer, Side: dispatch.Side(in.Side), State: dispatch.State(in.State), Clue: string(in.Clue), Before: in.Cursor, Limit: in.Limit}
	if in.Overdue {
		f.Late = s.day()
	}
	list, after, err := b.List(ctx, c.By, f)
	if err != nil {
		return nil, err
	}
	names, err := s.partnerNames(ctx)
	if err != nil {
		return nil, err
	}
	p := ExchangePage{Items: []ExchangeRow{}, Next: next(after)}
	for _, x := range list {
		p.Items = append(p.Items, s.exchangeRow(x, names))
	}
	return &struct{ Body ExchangePage }{p}, nil
}

// day is today, ISO.
func (s *Server) day() string { return law.DateOf(s.Now()).String() }

func (s *Server) partnerNames(ctx context.Context) (map[string]fault.Text, error) {
	list, err := s.Box.Partners(ctx)
	names := map[string]fault.Text{}
	for _, p := range list {
		names[p.Card.Code] = p.Card.Name
	}
	return names, err
}

// An ExchangeDetail is one exchange with everything that went and came.
type ExchangeDetail struct {
	ExchangeRow
	Items []ExchangeItem `json:"items" nullable:"false" doc:"Every dispatch of both sides with its receipt, in the order in which they were kept here."`
	Next  []NextKind     `json:"next" nullable:"false" doc:"What the caller's agency may do now."`
	Leg   *box.Leg       `json:"leg" doc:"The clock of the answer it waits for, by the law or by what was asked for; null if it waits for none."`
}

// An ExchangeItem is one dispatch of an exchange.
type ExchangeItem struct {
	box.Item
	Title      fault.Text `json:"title" doc:"What it does, in words."`
	FateTitle  fault.Text `json:"fate_title" doc:"What became of it, in words; empty while no receipt has come."`
	Understood bool       `json:"understood" doc:"Whether this program knows the kind in that version; one it does not know is kept and shown as it came."`
}

// A NextKind is a step that can be taken.
type NextKind struct {
	Kind   dispatch.Kind `json:"kind" doc:"What it does."`
	Title  fault.Text    `json:"title" doc:"Its name."`
	Reason bool          `json:"reason" doc:"It must say why."`
}

// An exchangeAnswer is one exchange, with its version as the ETag.
type exchangeAnswer struct {
	ETag string `header:"ETag" doc:"Version of the exchange; a step sends it back as If-Match."`
	Body ExchangeDetail
}

func (s *Server) getExchange(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the exchange."`
}) (*exchangeAnswer, error) {
	return s.exchange(ctx, c, in.ID)
}

func (s *Server) exchange(ctx context.Context, c caller, id string) (*exchangeAnswer, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	v, err := b.Get(ctx, c.By, id)
	if err != nil {
		return nil, err
	}
	names, err := s.partnerNames(ctx)
	if err != nil {
		return nil, err
	}
	d := ExchangeDetail{ExchangeRow: s.exchangeRow(v.Exchange, names), Items: []ExchangeItem{}, Next: []NextKind{}, Leg: v.Leg}
	for _, i := range v.Items {
		d.Items = append(d.Items, ExchangeItem{i, i.Kind.In(), i.Fate.In(), !i.Incoming || i.Fate != dispatch.Unknown})
	}
	if access.May(c.By, access.SendDispatches, access.Home) {
		for _, k := range v.Next() {
			d.Next = append(d.Next, NextKind{k, k.In(), k.NeedsReason()})
		}
	}
	return &exchangeAnswer{`"` + strconv.Itoa(v.Version) + `"`, d}, nil
}

// An ExchangeRequest opens an exchange.
type ExchangeRequest struct {
	To    string         `json:"to" maxLength:"40" doc:"Code of the partner."`
	Kind  dispatch.Kind  `json:"kind" enum:"clue-offer,records-ask,suggestion,protest-request,protest" doc:"What opens it."`
	Clue  clue.ID        `json:"clue,omitempty" maxLength:"64" doc:"clue-offer: the clue, which is being screened."`
	Due   string         `json:"due,omitempty" maxLength:"10" doc:"clue-offer: day by whose end an answer is asked for, ISO."`
	Basis []dispatch.Law `json:"basis,omitempty" maxItems:"50" doc:"clue-offer: by what right."`
	Duty  []dispatch.Law `json:"duty,omitempty" maxItems:"50" doc:"clue-offer: rules by which the recipient may neither refuse nor return it."`
	Whole bool           `json:"whole,omitempty" doc:"clue-offer: the whole clue goes along, for partners that letters reach slowly; it is shown after acceptance all the same."`
	Note  string         `json:"note,omitempty" maxLength:"4000" doc:"clue-offer: what to say."`
	Data  any            `json:"data,omitempty" doc:"The other kinds: what it carries; GET /api/kinds has the schema."`
}

func (s *Server) openExchange(ctx context.Context, c caller, in *struct {
	Body ExchangeRequest
}) (*exchangeAnswer, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	r := in.Body
	var x box.Exchange
	if r.Kind == dispatch.ClueOffer {
		x, err = s.offer(ctx, c, r)
	} else {
		var data any
		if data, err = readData(r.Kind, r.Data); err == nil {
			x, err = b.Begin(ctx, c.By, box.Start{To: r.To, Kind: r.Kind, Data: data})
		}
	}
	if err != nil {
		return nil, err
	}
	return s.exchange(ctx, c, x.ID)
}

func (s *Server) offer(ctx context.Context, c caller, r ExchangeRequest) (box.Exchange, error) {
	if err := s.knownLaw(append(append([]dispatch.Law{}, r.Basis...), r.Duty...)); err != nil {
		return box.Exchange{}, err
	}
	d, err := s.Clues.Get(ctx, c.By, r.Clue)
	if err != nil {
		return box.Exchange{}, err
	}
	title := fault.Text{ZH: d.Model, EN: d.Model}
	if card, ok := s.card(d.Model); ok {
		title = card.Title
	}
	return s.Box.OfferClue(ctx, c.By, r.Clue, box.Offering{To: r.To, Title: title, Due: r.Due, Basis: r.Basis, Duty: r.Duty, Whole: r.Whole, Note: r.Note})
}

// readData reads what a kind carries.
func readData(k dispatch.Kind, data any) (any, error) {
	body, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("read the data of %s: %w", k, err)
	}
	return dispatch.Dispatch{Kind: k, Version: 1, Data: body}.Read()
}

// An ExchangeStep is a step that somebody takes.
type ExchangeStep struct {
	Kind   dispatch.Kind `json:"kind" maxLength:"40" doc:"What it does; GET /api/exchanges/{id} tells what can be done next."`
	Reason string        `json:"reason,omitempty" maxLength:"4000" doc:"Why, of kinds that must say it."`
	Note   string        `json:"note,omitempty" maxLength:"4000" doc:"What to say, of kinds that carry nothing else."`
	Data   any           `json:"data,omitempty" doc:"What it carries instead, of kinds that carry more: plan, result, reply …"`
}

func (s *Server) stepExchange(ctx context.Context, c caller, in *struct {
	ID    string `path:"id" maxLength:"64" doc:"Id of the exchange."`
	Match string `header:"If-Match" maxLength:"40" doc:"ETag of the exchange that the person was looking at."`
	Body  ExchangeStep
}) (*exchangeAnswer, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	seen, err := strconv.Atoi(strings.Trim(strings.TrimPrefix(strings.TrimSpace(in.Match), "W/"), `"`))
	if err != nil || seen < 1 {
		return nil, fault.Invalidf("请求须带 If-Match，写明所见往来的版本（ETag）。", "The request needs If-Match with the ETag of the exchange that was seen.")
	}
	var data any = &dispatch.Notice{Note: in.Body.Note}
	switch {
	case in.Body.Data != nil:
		data, err = readData(in.Body.Kind, in.Body.Data)
	case in.Body.Kind.NeedsReason():
		data = &dispatch.Reasoned{Reason: in.Body.Reason}
	}
	if err != nil {
		return nil, err
	}
	x, err := b.Do(ctx, c.By, box.Step{Exchange: in.ID, Kind: in.Body.Kind, Data: data, Seen: seen})
	if err != nil {
		return nil, err
	}
	return s.exchange(ctx, c, x.ID)
}

func (s *Server) getDispatch(ctx context.Context, c caller, in *struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the dispatch."`
}) (*struct{ Body box.Seen }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	seen, err := b.See(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body box.Seen }{seen}, nil
}

func (s *Server) getDispatchFile(ctx context.Context, c caller, in *struct {
	ID     string `path:"id" maxLength:"64" doc:"Id of the dispatch."`
	SHA256 string `path:"sha256" maxLength:"64" doc:"Hash of the file."`
}) (*huma.StreamResponse, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	list, err := b.Attachments(ctx, c.By, in.ID)
	if err != nil {
		return nil, err
	}
	for _, a := range list {
		if a.SHA256 != in.SHA256 {
			continue
		}
		f, err := s.Files.Open(a.SHA256)
		if err != nil {
			return nil, err
		}
		return &huma.StreamResponse{Body: func(h huma.Context) { sendFile(h, f, a.Name) }}, nil
	}
	return nil, fault.NotFoundf("没有这一附件。", "There is no such attachment.")
}

// sendFile writes a file that was opened, and closes it.
func sendFile(h huma.Context, f *os.File, name string) {
	defer f.Close()
	h.SetHeader("Content-Type", "application/octet-stream")
	h.SetHeader("Content-Disposition", attachment(name))
	h.SetHeader("X-Content-Type-Options", "nosniff")
	io.Copy(h.BodyWriter(), f) //nolint:errcheck // the caller has gone; nobody is left to tell
}

// A KindCard is one kind of dispatch.
type KindCard struct {
	Kind   dispatch.Kind  `json:"kind" doc:"Its name on the wire."`
	Title  fault.Text     `json:"title" doc:"What it does."`
	Opens  bool           `json:"opens" doc:"It opens an exchange."`
	Reason bool           `json:"reason" doc:"It must say why."`
	Schema map[string]any `json:"schema" doc:"JSON Schema of what it carries."`
}

// Kinds is every kind of dispatch.
type Kinds struct {
	Items  []KindCard  `json:"items" nullable:"false" doc:"The kinds, sorted."`
	States []StateName `json:"states" nullable:"false" doc:"Every state that an exchange can have, in the order of its life."`
}

// A StateName is one state of an exchange.
type StateName struct {
	State dispatch.State `json:"state" doc:"Its name on the wire."`
	Title fault.Text     `json:"title" doc:"In words."`
}

func (s *Server) listKinds(context.Context, caller, *struct{}) (*struct{ Body Kinds }, error) {
	out := Kinds{Items: []KindCard{}, States: []StateName{}}
	for _, x := range dispatch.States() {
		out.States = append(out.States, StateName{x, x.In()})
	}
	for _, k := range dispatch.Kinds() {
		text, err := k.Schema()
		if err != nil {
			return nil, fmt.Errorf("write the schema of %s: %w", k, err)
		}
		card := KindCard{Kind: k, Title: k.In(), Opens: k.Opens(), Reason: k.NeedsReason()}
		if err := json.Unmarshal(text, &card.Schema); err != nil {
			return nil, fmt.Errorf("write the schema of %s: %w", k, err)
		}
		out.Items = append(out.Items, card)
	}
	return &struct{ Body Kinds }{out}, nil
}

// A NodeCard is this agency.
type NodeCard struct {
	Card        PartnerCard `json:"card" doc:"Who it is and which keys it uses, as partners see it."`
	Fingerprint string      `json:"fingerprint" doc:"What partners compare by another way."`
	Text        string      `json:"text" doc:"The signed card, to be handed to partners as a file."`
}

func (s *Server) getNode(context.Context, caller, *struct{}) (*struct{ Body NodeCard }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	card, text, err := b.Card(s.Now())
	if err != nil {
		return nil, err
	}
	return &struct{ Body NodeCard }{NodeCard{s.partnerCard(node.Partner{Card: card, Standing: node.Confirmed, Added: card.Made, Changed: card.Made}), card.Fingerprint(), text}}, nil
}

// A PartnerCard is another agency.
type PartnerCard struct {
	Code        string        `json:"code" doc:"Its code."`
	Name        fault.Text    `json:"name" doc:"Its name."`
	Kind        node.Kind     `json:"kind" doc:"What sort of agency it is."`
	KindTitle   fault.Text    `json:"kind_title" doc:"The sort in words."`
	Address     string        `json:"address" doc:"Where it is reached; empty if by parcels only."`
	Standing    node.Standing `json:"standing" enum:"pending,confirmed,ended" doc:"Whether it counts."`
	Fingerprint string        `json:"fingerprint" doc:"Of its newest key, in eight groups. It is compared with the partner by another way before it is confirmed."`
	Number      int           `json:"number" doc:"Number of its card."`
	Keys        []PartnerKey  `json:"keys" nullable:"false" doc:"Its keys, the newest first."`
	Added       time.Time     `json:"added" doc:"When its card was first read."`
	Changed     time.Time     `json:"changed" doc:"When its card or standing last changed."`
	Duties      []box.Duty    `json:"duties" nullable:"false" doc:"Rules by which it may neither refuse nor return clues that are offered to it."`
}

// A PartnerKey is one key of another agency.
type PartnerKey struct {
	ID    string    `json:"id" doc:"Its id."`
	Suite string    `json:"suite" doc:"Algorithms: ed25519 or sm2."`
	From  time.Time `json:"from" doc:"First moment at which it signs."`
	Until time.Time `json:"until" doc:"Moment from which it no longer signs; the zero time if none is set."`
	Now   bool      `json:"now" doc:"It signs now."`
}

func (s *Server) partnerCard(p node.Partner) PartnerCard {
	c := PartnerCard{Code: p.Card.Code, Name: p.Card.Name, Kind: p.Card.Kind, KindTitle: p.Card.Kind.In(), Address: p.Card.Address, Standing: p.Standing,
		Fingerprint: p.Card.Fingerprint(), Number: p.Card.Number, Keys: []PartnerKey{}, Added: p.Added, Changed: p.Changed, Duties: box.DutiesOf(p.Card.Kind)}
	for _, k := range p.Card.Keys {
		c.Keys = append(c.Keys, PartnerKey{k.Public.ID(), string(k.Public.Suite), k.From, k.Until, k.At(s.Now())})
	}
	return c
}

// Partners is every partner.
type Partners struct {
	Items []PartnerCard `json:"items" nullable:"false" doc:"The partners, by code."`
}

func (s *Server) listPartners(ctx context.Context, _ caller, _ *struct{}) (*struct{ Body Partners }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	list, err := b.Partners(ctx)
	if err != nil {
		return nil, err
	}
	out := Partners{Items: []PartnerCard{}}
	for _, p := range list {
		out.Items = append(out.Items, s.partnerCard(p))
	}
	return &struct{ Body Partners }{out}, nil
}

// partnerAnswer answers with a partner that somebody has just changed.
func (s *Server) partnerAnswer(p node.Partner, err error) (*struct{ Body PartnerCard }, error) {
	if err != nil {
		return nil, err
	}
	return &struct{ Body PartnerCard }{s.partnerCard(p)}, nil
}

func (s *Server) addPartner(ctx context.Context, c caller, in *struct {
	Body struct {
		Card string `json:"card" maxLength:"200000" doc:"The text of the card that the partner handed over."`
	}
}) (*struct{ Body PartnerCard }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	return s.partnerAnswer(b.AddPartner(ctx, c.By, in.Body.Card))
}

func (s *Server) confirmPartner(ctx context.Context, c caller, in *struct {
	Code string `path:"code" maxLength:"40" doc:"Code of the partner."`
	Body struct {
		Fingerprint string `json:"fingerprint" minLength:"64" maxLength:"100" doc:"The whole fingerprint as the partner told it, by telephone or face to face; with or without hyphens."`
	}
}) (*struct{ Body PartnerCard }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	return s.partnerAnswer(b.ConfirmPartner(ctx, c.By, in.Code, in.Body.Fingerprint))
}

func (s *Server) endPartner(ctx context.Context, c caller, in *struct {
	Code string `path:"code" maxLength:"40" doc:"Code of the partner."`
}) (*struct{ Body PartnerCard }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	return s.partnerAnswer(b.EndPartner(ctx, c.By, in.Code))
}

// An AlarmPage is one page of alarms.
type AlarmPage struct {
	Items []box.Alarm `json:"items" nullable:"false" doc:"The alarms of this page."`
	Next  *string     `json:"next" doc:"Cursor of the next page; null on the last."`
	Open  int64       `json:"open" doc:"How many nobody has seen to."`
}

func (s *Server) listAlarms(ctx context.Context, _ caller, in *struct {
	Cursor string `query:"cursor" maxLength:"64" doc:"next of the page before; empty for the first page."`
	Limit  int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Alarms on a page."`
	Open   bool   `query:"open" doc:"Only those that nobody has seen to."`
}) (*struct{ Body AlarmPage }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	list, after, open, err := b.Alarms(ctx, box.AlarmFilter{Open: in.Open, Before: in.Cursor, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	return &struct{ Body AlarmPage }{AlarmPage{list, next(after), open}}, nil
}

func (s *Server) seeToAlarm(ctx context.Context, c caller, in *struct {
	ID   string `path:"id" maxLength:"64" doc:"Id of the alarm."`
	Body struct {
		Note string `json:"note" minLength:"4" maxLength:"2000" doc:"What was found."`
	}
}) (*struct{ Body box.Alarm }, error) {
	b, err := s.exchanging()
	if err != nil {
		return nil, err
	}
	a, err := b.SeeTo(ctx, c.By, in.ID, in.Body.Note)
	if err != nil {
		return nil, err
	}
	return &struct{ Body box.Alarm }{a}, nil
}
