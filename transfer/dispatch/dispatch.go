// Package dispatch is what agencies send each other: its kinds and their life, what each
// carries, and the signed and sealed form in which it travels. A dispatch is a CloudEvent
// (CloudEvents 1.0, JSON format), so that other software can read it, signed as a whole: who
// sends, to whom, what it is and what it answers are part of what is signed.
package dispatch

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Dispatch is one thing that is sent.
type Dispatch struct {
	ID          string          // d- and 32 hexadecimal digits, made by the sender
	From        string          // code of the agency that sends
	To          string          // code of the agency it is for
	Kind        Kind            // what it does
	Version     int             // of the kind's data
	Exchange    string          // the exchange it stands in, made by who opened it; empty for receipts
	Sequence    int             // 1, 2, 3 … of what this side sent in the exchange; 0 for receipts
	Answers     string          // id of the dispatch it answers; may be empty
	At          time.Time       // when it was signed
	Data        json.RawMessage // what it carries, by kind
	Attachments []Attachment    // files that go with it
}

// An Attachment names a file that goes with a dispatch by its hash.
type Attachment struct {
	Name   string `json:"name" doc:"As the sender calls it."`
	Type   string `json:"type" doc:"Media type."`
	Size   int64  `json:"size" doc:"Bytes."`
	SHA256 string `json:"sha256" doc:"Its hash, hexadecimal."`
}

// event is a Dispatch as CloudEvents writes it. Extensions are the lower-case names that
// CloudEvents asks for; the attachments stand in the data, because extensions are single
// values.
type event struct {
	SpecVersion     string    `json:"specversion"`
	ID              string    `json:"id"`
	Source          string    `json:"source"`
	Type            string    `json:"type"`
	Subject         string    `json:"subject,omitempty"`
	Time            time.Time `json:"time"`
	DataContentType string    `json:"datacontenttype"`
	DataSchema      string    `json:"dataschema"`
	Recipient       string    `json:"recipient"`
	Sequence        string    `json:"sequence,omitempty"`
	Answers         string    `json:"answers,omitempty"`
	Data            envelope  `json:"data"`
}

type envelope struct {
	Body        json.RawMessage `json:"body"`
	Attachments []Attachment    `json:"attachments,omitempty"`
}

const (
	source     = "urn:mingjian:agency:"
	typePrefix = "cn.mingjian."
	schemaURN  = "urn:mingjian:dispatch:"
)

// MarshalJSON writes d as a CloudEvent.
func (d Dispatch) MarshalJSON() ([]byte, error) {
	e := event{
		SpecVersion: "1.0", ID: d.ID, Source: source + d.From, Subject: d.Exchange, Time: d.At.UTC(),
		Type:            typePrefix + string(d.Kind) + ".v" + strconv.Itoa(d.Version),
		DataContentType: "application/json",
		DataSchema:      schemaURN + string(d.Kind) + ":" + strconv.Itoa(d.Version),
		Recipient:       d.To, Answers: d.Answers,
		Data: envelope{d.Data, d.Attachments},
	}
	if d.Sequence > 0 {
		e.Sequence = fmt.Sprintf("%010d", d.Sequence)
	}
	return json.Marshal(e)
}

var (
	codeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,39}$`)
	typeForm = regexp.MustCompile(`^cn\.mingjian\.([a-z][a-z-]{0,39})\.v([1-9][0-9]{0,3})$`)
)

// isHex reports whether s is prefix and then n hexadecimal digits in small letters.
func isHex(s, prefix string, n int) bool {
	digits, ok := strings.CutPrefix(s, prefix)
	if !ok || len(digits) != n {
		return false
	}
	for i := range n {
		if c := digits[i]; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func isID(s string) bool { return isHex(s, "d-", 32) }

// UnmarshalJSON reads a CloudEvent as a dispatch. A kind or version that is not known is read
// like any other, attributes that are not known are passed over: what to do with it is for the
// one who keeps it.
func (d *Dispatch) UnmarshalJSON(b []byte) error {
	var e event
	if err := json.Unmarshal(b, &e); err != nil {
		if e = newer(b); e.Type == "" {
			return notDispatch(err)
		}
	}
	typ := typeForm.FindStringSubmatch(e.Type)
	from, ours := strings.CutPrefix(e.Source, source)
	if typ == nil || !ours || e.SpecVersion != "1.0" {
		return notDispatch(fmt.Errorf("type %.80q, source %.80q, specversion %.10q", e.Type, e.Source, e.SpecVersion))
	}
	version, err := strconv.Atoi(typ[2])
	if err != nil {
		return notDispatch(err)
	}
	sequence := 0
	if e.Sequence != "" {
		if sequence, err = strconv.Atoi(e.Sequence); err != nil || sequence < 1 {
			return notDispatch(fmt.Errorf("sequence %.20q", e.Sequence))
		}
	}
	*d = Dispatch{ID: e.ID, From: from, To: e.Recipient, Kind: Kind(typ[1]), Version: version, Exchange: e.Subject,
		Sequence: sequence, Answers: e.Answers, At: e.Time, Data: e.Data.Body, Attachments: e.Data.Attachments}
	return d.check()
}

// newer reads an event whose version puts its data into another form than ours: they are kept
// as they are. It returns an empty one if that is no reason.
func newer(b []byte) event {
	var e struct {
		event
		Data json.RawMessage `json:"data"`
	}
	if json.Unmarshal(b, &e) != nil || strings.HasSuffix(e.Type, ".v1") {
		return event{}
	}
	e.event.Data = envelope{Body: e.Data}
	return e.event
}

func notDispatch(err error) error {
	return fault.Invalidf("不是本平台的移送文本。", "This is no dispatch.").Because(err)
}

// maxName is how many bytes the name of an attachment may have.
const maxName = 255

// check reports whether the envelope is well formed; the data is checked by kind.
func (d Dispatch) check() error {
	standing := d.Kind == Receipt || d.Kind == Checkpoint
	bad := func(what string, value any) error { return notDispatch(fmt.Errorf("%s %.80v", what, value)) }
	switch {
	case !isID(d.ID):
		return bad("id", d.ID)
	case !codeForm.MatchString(d.From):
		return bad("sender", d.From)
	case !codeForm.MatchString(d.To):
		return bad("recipient", d.To)
	case !standing && (!isHex(d.Exchange, "x-", 32) || d.Sequence < 1):
		return bad("exchange", d.Exchange)
	case d.Answers != "" && !isID(d.Answers):
		return bad("answers", d.Answers)
	case d.At.IsZero() || d.At.Year() > 9999:
		return bad("time", d.At)
	case len(d.Attachments) > 1000:
		return bad("attachments", len(d.Attachments))
	}
	for _, a := range d.Attachments {
		if !isHex(a.SHA256, "", 64) || a.Size < 0 || a.Name == "" || len(a.Name) > maxName || strings.ContainsAny(a.Name, "/\\\x00") || !db.Storable(a.Name) {
			return bad("attachment", a.Name)
		}
	}
	return nil
}

// Understood reports whether this program knows the kind in that version.
func (d Dispatch) Understood() bool {
	switch d.Kind {
	case Receipt, Checkpoint:
		return d.Version == 1
	}
	_, ok := steps()[d.Kind]
	return ok && d.Version == 1
}
