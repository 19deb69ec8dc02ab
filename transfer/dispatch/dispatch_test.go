package dispatch

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

func newKey(t testing.TB, suite seal.Suite) seal.Key {
	t.Helper()
	k, err := seal.New(suite, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// offer is a dispatch as a procuratorate would send it.
func offer(t testing.TB) Dispatch {
	t.Helper()
	data, err := json.Marshal(Offer{
		Summary: Summary{
			Model: fault.Text{ZH: "职业放贷人虚假诉讼", EN: "Professional lender"}, ModelID: "civil/professional-lender", Version: 3,
			Subject: "person", Risk: 0.83, Cases: 41, Courts: []string{"青石县人民法院"}, Amount: 3_200_000,
			Indicators: []fault.Text{{ZH: "同一原告密集起诉", EN: "many suits of one plaintiff"}},
		},
		Due: "2026-02-05", Basis: []Law{{"人民检察院民事诉讼监督规则", "2021", "120"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return Dispatch{
		ID: "d-" + strings.Repeat("0a", 16), From: "330102-jcy", To: "330102-ga", Kind: ClueOffer, Version: 1,
		Exchange: "x-" + strings.Repeat("0b", 16), Sequence: 1, At: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC), Data: data,
		Attachments: []Attachment{{"判决书.txt", "text/plain", 12, strings.Repeat("ab", 32)}},
	}
}

func TestSignedTextIsRead(t *testing.T) {
	for _, suite := range seal.Suites() {
		key := newKey(t, suite)
		d := offer(t)
		text, err := d.Sign(key)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Verify(text, []seal.Public{key.Public()})
		if err != nil {
			t.Fatal(err)
		}
		a, _ := json.Marshal(d)
		b, _ := json.Marshal(got)
		if !bytes.Equal(a, b) {
			t.Errorf("sent %s\nread %s", a, b)
		}
		v, err := got.Read()
		if o, ok := v.(*Offer); err != nil || !ok || o.Summary.Cases != 41 || Due(v) != "2026-02-05" {
			t.Errorf("read %+v, %v", v, err)
		}
		if kept, err := Kept(ClueOffer, text); err != nil || !reflect.DeepEqual(kept, v) {
			t.Errorf("kept %+v, %v", kept, err)
		}
		if _, err := Kept("video-hearing", text); !fault.Is(err, fault.Invalid) {
			t.Errorf("a kind that is not known: %v", err)
		}
		if _, err := Verify(text, []seal.Public{newKey(t, suite).Public()}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("signed by a stranger: %v", err)
		}
	}
}

// The form is that of CloudEvents 1.0: the attributes it asks for, under its names.
func TestIsCloudEvent(t *testing.T) {
	b, err := json.Marshal(offer(t))
	if err != nil {
		t.Fatal(err)
	}
	var e map[string]any
	if err := json.Unmarshal(b, &e); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]any{
		"specversion": "1.0", "source": "urn:mingjian:agency:330102-jcy", "type": "cn.mingjian.clue-offer.v1",
		"datacontenttype": "application/json", "dataschema": "urn:mingjian:dispatch:clue-offer:1",
		"time": "2026-01-05T09:00:00Z", "recipient": "330102-ga", "sequence": "0000000001",
	} {
		if e[name] != want {
			t.Errorf("%s is %v, want %v", name, e[name], want)
		}
	}
	for name, v := range e {
		if strings.ToLower(name) != name || strings.ContainsAny(name, "-_") {
			t.Errorf("%s is no name of an attribute", name)
		}
		if _, single := v.(string); !single && name != "data" {
			t.Errorf("%s is no single value", name)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for name, data := range map[string]string{
		"nothing":         `{}`,
		"no JSON":         `{`,
		"another shape":   `[]`,
		"unknown field":   `{"reason":"不属于本机关管辖","extra":1}`,
		"short reason":    `{"reason":"否"}`,
		"wrong type":      `{"reason":7}`,
		"NUL":             `{"reason":"不属于本机\u0000关管辖"}`,
		"endless reason":  `{"reason":"` + strings.Repeat("长", 4001) + `"}`,
		"null for reason": `{"reason":null}`,
	} {
		d := offer(t)
		d.Kind, d.Data = ClueRefuse, json.RawMessage(data)
		_, err := d.Read()
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
		if err != nil && strings.Contains(err.Error(), "管辖") {
			t.Errorf("%s: the error repeats what was sent: %v", name, err)
		}
	}
	d := offer(t)
	d.Kind, d.Data = ClueRefuse, json.RawMessage(`{"reason":"不属于本机关管辖"}`)
	if _, err := d.Read(); err != nil {
		t.Error(err)
	}
}

func TestEnvelopeRefuses(t *testing.T) {
	for name, spoil := range map[string]func(*Dispatch){
		"id":          func(d *Dispatch) { d.ID = "1" },
		"sender":      func(d *Dispatch) { d.From = "a b" },
		"recipient":   func(d *Dispatch) { d.To = "" },
		"exchange":    func(d *Dispatch) { d.Exchange = "" },
		"sequence":    func(d *Dispatch) { d.Sequence = 0 },
		"answers":     func(d *Dispatch) { d.Answers = "d-2" },
		"time":        func(d *Dispatch) { d.At = time.Time{} },
		"path":        func(d *Dispatch) { d.Attachments[0].Name = "../../etc/passwd" },
		"hash":        func(d *Dispatch) { d.Attachments[0].SHA256 = "0" },
		"endless":     func(d *Dispatch) { d.Data = json.RawMessage(`{"note":"` + strings.Repeat("a", MaxText) + `"}`) },
		"other shape": func(d *Dispatch) { d.Kind = Result },
	} {
		d := offer(t)
		spoil(&d)
		if _, err := d.Sign(newKey(t, seal.Usual)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A kind that a newer program sends is read, and not understood.
func TestNewerKind(t *testing.T) {
	b, err := json.Marshal(offer(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range []string{"cn.mingjian.clue-offer.v2", "cn.mingjian.video-hearing.v1"} {
		var d Dispatch
		if err := json.Unmarshal(bytes.Replace(b, []byte("cn.mingjian.clue-offer.v1"), []byte(typ), 1), &d); err != nil || d.Understood() {
			t.Errorf("%s: %v, understood %v", typ, err, d.Understood())
		}
	}
	if !offer(t).Understood() {
		t.Error("our own kind is not understood")
	}
}

func TestLetter(t *testing.T) {
	for _, suite := range seal.Suites() {
		ours, theirs := newKey(t, seal.Usual), newKey(t, suite)
		text, err := offer(t).Sign(ours)
		if err != nil {
			t.Fatal(err)
		}
		letter, err := Enclose(text, "330102-jcy", "330102-ga", theirs.Public())
		if err != nil {
			t.Fatal(err)
		}
		has := func(k seal.Key) func(string) (seal.Key, bool) {
			return func(id string) (seal.Key, bool) { return k, id == k.Public().ID() }
		}
		if o, got, err := Open(letter, has(theirs)); err != nil || len(got) != 1 || got[0] != text || o.To != "330102-ga" {
			t.Errorf("opened %+v, %v", o, err)
		}
		if _, _, err := Open(letter, has(ours)); !fault.Is(err, fault.Forbidden) {
			t.Errorf("opened without the key: %v", err)
		}
		swapped := bytes.Replace(letter, []byte("330102-ga"), []byte("330102-fy"), 1)
		if _, _, err := Open(swapped, has(theirs)); !fault.Is(err, fault.Invalid) {
			t.Errorf("opened with another recipient: %v", err)
		}
		if bytes.Contains(letter, []byte("professional")) {
			t.Error("the letter can be read on the way")
		}
	}
}

// A letter of the second form holds many texts; how many is bound to what is sealed.
func TestLetterOfMany(t *testing.T) {
	for _, suite := range seal.Suites() {
		key := newKey(t, suite)
		has := func(id string) (seal.Key, bool) { return key, id == key.Public().ID() }
		var texts []string
		for range 3 {
			text, err := offer(t).Sign(key)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, text)
		}
		letter, err := EncloseMany(texts, "330102-jcy", "330102-ga", key.Public())
		if err != nil {
			t.Fatal(err)
		}
		if o, got, err := Open(letter, has); err != nil || !slices.Equal(got, texts) || o.Texts() != 3 {
			t.Errorf("opened %+v, %d texts, %v", o, len(got), err)
		}
		for _, change := range [][2]string{{`"count":3`, `"count":2`}, {`"count":3`, `"count":0`}, {`"count":3`, `"count":-3`}, {`"count":3`, `"count":501`}, {`,"count":3`, ``}, {"letter/2", "letter/1"}, {"letter/2", "letter/3"}} {
			if _, got, err := Open(bytes.Replace(letter, []byte(change[0]), []byte(change[1]), 1), has); !fault.Is(err, fault.Invalid) || got != nil {
				t.Errorf("opened with %s: %v", change[1], err)
			}
		}
		outside := Outside{Format: manyFormat, From: "330102-jcy", To: "330102-ga", Key: key.Public().ID(), Count: 2}
		lie, err := enclose(outside, strings.Join(texts, "\n"), key.Public())
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := Open(lie, has); !fault.Is(err, fault.Invalid) {
			t.Errorf("three pass for two: %v", err)
		}
	}
}

func TestSchemas(t *testing.T) {
	for _, k := range append(Kinds(), Receipt, Checkpoint) {
		b, err := k.Schema()
		if err != nil || len(b) == 0 {
			t.Errorf("%s has no schema: %v", k, err)
		}
		var doc map[string]any
		if err := json.Unmarshal(b, &doc); err != nil || doc["$id"] != "urn:mingjian:dispatch:"+string(k)+":1" {
			t.Errorf("%s: %v, %v", k, doc["$id"], err)
		}
	}
	if b, err := Kind("none").Schema(); b != nil || err != nil {
		t.Errorf("a kind that is none has a schema: %s, %v", b, err)
	}
}

// FuzzOpen reads what a stranger sends before anything was proven.
func FuzzOpen(f *testing.F) {
	key := newKey(f, seal.Usual)
	text, err := offer(f).Sign(key)
	if err != nil {
		f.Fatal(err)
	}
	letter, err := Enclose(text, "330102-jcy", "330102-ga", key.Public())
	if err != nil {
		f.Fatal(err)
	}
	many, err := EncloseMany([]string{text, text}, "330102-jcy", "330102-ga", key.Public())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(letter)
	f.Add(many)
	f.Add([]byte(text))
	f.Add([]byte(`{"format":"mingjian-letter/1","from":"a","to":"b","key":"k"}` + "\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		_, got, err := Open(b, func(id string) (seal.Key, bool) { return key, id == key.Public().ID() })
		if err == nil && strings.Join(got, "|") != text && strings.Join(got, "|") != text+"|"+text {
			t.Errorf("opened %q", got)
		}
		if d, err := Claimed(string(b)); err == nil {
			if _, err := json.Marshal(d); err != nil {
				t.Errorf("%+v cannot be written: %v", d, err)
			}
		}
	})
}
