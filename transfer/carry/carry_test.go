package carry

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/tls"
	"io"
	"log/slog"
	mathrand "math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/db/dbtest"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
	"github.com/mingjian/mingjian/transfer/seal"
)

// An office is an agency on the network.
type office struct {
	*Carrier
	t       testing.TB
	db      *db.DB
	by      access.Account
	handler func(http.Handler) http.Handler // what stands before its own; nil for nothing
}

// newOffice sets an agency up. With listen it answers on a real socket, through wrap.
func newOffice(t testing.TB, code string, kind node.Kind, listen bool, wrap func(net.Listener) net.Listener) *office {
	t.Helper()
	a := node.Agency{Code: code, Name: fault.Text{ZH: "青石县某机关" + code, EN: "Office " + code}, Kind: kind}
	var l net.Listener
	if listen {
		var err error
		if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
		a.Address = "https://" + l.Addr().String()
	}
	self, err := node.Init(filepath.Join(t.TempDir(), "node"), a, seal.Usual, dbtest.Monday.AddDate(0, 0, -7), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	d := dbtest.Open(t)
	c := &Carrier{Self: self, Box: box.New(d, self), Files: box.NewFiles(filepath.Join(t.TempDir(), "files")), Log: slog.New(slog.DiscardHandler), Now: d.Now}
	o := &office{c, t, d, access.Account{ID: "a-1", Display: "承办人", Role: access.Handler, Office: access.Home}, nil}
	if listen {
		o.serve(l, wrap)
	}
	return o
}

func (o *office) serve(l net.Listener, wrap func(net.Listener) net.Listener) {
	settings, err := o.ServerTLS(context.Background())
	if err != nil {
		o.t.Fatal(err)
	}
	if wrap != nil {
		l = wrap(l)
	}
	own := o.Handler()
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.handler != nil {
			o.handler(own).ServeHTTP(w, r)
			return
		}
		own.ServeHTTP(w, r)
	})
	srv := &http.Server{Handler: answer, TLSConfig: settings, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, slog.LevelError)}
	go srv.ServeTLS(l, "", "")
	o.t.Cleanup(func() { srv.Close() })
}

// meet lets two offices know each other.
func meet(a, b *office) {
	a.t.Helper()
	for _, p := range [][2]*office{{a, b}, {b, a}} {
		ctx := context.Background()
		err := p[0].db.InTx(ctx, func(tx *db.Tx) error {
			card, err := p[1].Self.WriteCard(tx.Now)
			if err != nil {
				return err
			}
			if _, err := node.Add(ctx, tx, p[0].by, card); err != nil {
				return err
			}
			_, err = node.Confirm(ctx, tx, p[0].by, p[1].Self.Card.Code, p[1].Self.Card.Fingerprint())
			return err
		})
		if err != nil {
			a.t.Fatal(err)
		}
	}
}

func (o *office) offer(to string, files ...dispatch.Attachment) string {
	o.t.Helper()
	data := &dispatch.Offer{Due: "2026-02-05", Basis: []dispatch.Law{}, Summary: dispatch.Summary{Model: fault.Text{ZH: "虚假劳资纠纷", EN: "Sham wages"},
		ModelID: "civil/sham-wages", Version: 1, Subject: "person", Courts: []string{}, Indicators: []fault.Text{}}}
	var x box.Exchange
	ctx := context.Background()
	err := o.db.InTx(ctx, func(tx *db.Tx) (err error) {
		x, err = o.Box.Open(ctx, tx, o.by, box.Start{To: to, Kind: dispatch.ClueOffer, Data: data, Attachments: files})
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return x.ID
}

func (o *office) step(id string, k dispatch.Kind) {
	o.t.Helper()
	ctx := context.Background()
	err := o.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := o.Box.Send(ctx, tx, o.by, id, k, &dispatch.Notice{}, 0)
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) state(id string) dispatch.State {
	v, err := o.Box.Get(context.Background(), o.by, id)
	if err != nil {
		return dispatch.None
	}
	return v.State
}

// call syncs with another office by the card of it.
func (o *office) call(other *office) (Call, error) {
	p, err := o.Box.Partner(context.Background(), other.Self.Card.Code)
	if err != nil {
		o.t.Fatal(err)
	}
	return o.Sync(context.Background(), p)
}

func (o *office) attach(name, content string) dispatch.Attachment {
	o.t.Helper()
	path := filepath.Join(o.t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	a, err := o.Files.Attach(path)
	if err != nil {
		o.t.Fatal(err)
	}
	return a
}

func (o *office) holds(a dispatch.Attachment) string {
	f, err := o.Files.Open(a.SHA256)
	if err != nil {
		return ""
	}
	defer f.Close()
	b, _ := io.ReadAll(f)
	return string(b)
}

// One agency listens, the other sits behind a gateway that lets nothing in: it calls, and by
// that gives and fetches, files too.
func TestBothWaysOverOneCall(t *testing.T) {
	court := newOffice(t, "330102-fy", node.Court, true, nil)
	inside := newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	meet(court, inside)
	up, down := inside.attach("借条.txt", "今借到"), court.attach("卷宗.txt", strings.Repeat("卷", 100_000))
	one, two := inside.offer("330102-fy", up), court.offer("330102-jcy", down)
	call, err := inside.call(court)
	if err != nil || call.Sent < 2 || call.Came < 2 || call.Files != 2 {
		t.Fatalf("%+v, %v", call, err)
	}
	if court.state(one) != dispatch.Offered || inside.state(two) != dispatch.Offered {
		t.Errorf("the court has %q, the procuratorate %q", court.state(one), inside.state(two))
	}
	if court.holds(up) != "今借到" || inside.holds(down) != strings.Repeat("卷", 100_000) {
		t.Error("the files did not come")
	}
	court.step(one, dispatch.ClueAccept)
	if _, err := inside.call(court); err != nil {
		t.Fatal(err)
	}
	if inside.state(one) != dispatch.Accepted {
		t.Errorf("the procuratorate has %q", inside.state(one))
	}
	if call, err := inside.call(court); err != nil || call != (Call{}) {
		t.Errorf("when nothing is left, %+v goes, %v", call, err)
	}
	if _, err := court.call(inside); !fault.Is(err, fault.Conflict) {
		t.Errorf("called an agency without an address: %v", err)
	}
}

// A partner of the first version knows letters of one text only, asks for them and gets them.
func TestFirstVersion(t *testing.T) {
	var asked, refused atomic.Int64
	court := newOffice(t, "330102-fy", node.Court, true, nil)
	jcy := newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	first := func(h http.Handler) http.Handler { // has no path for gathered letters
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			if r.URL.Path == gathered {
				refused.Add(1)
				http.NotFound(w, r)
				return
			}
			h.ServeHTTP(w, r)
		})
	}
	court.handler = first
	meet(court, jcy)
	var there []string
	for range 5 {
		there = append(there, jcy.offer("330102-fy"))
	}
	back := court.offer("330102-jcy")
	for range 2 {
		if _, err := jcy.call(court); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range there {
		if court.state(id) != dispatch.Offered {
			t.Errorf("%s has not arrived", id)
		}
	}
	if jcy.state(back) != dispatch.Offered || refused.Load() != 1 || asked.Load() < 4 {
		t.Errorf("%q came back, %d of %d were refused", jcy.state(back), refused.Load(), asked.Load())
	}
	if n := court.alarms(); len(n) > 0 {
		t.Errorf("an older partner raises alarms: %v", n)
	}
	ctx := context.Background()
	p, err := jcy.Box.Partner(ctx, "330102-fy")
	if err != nil {
		t.Fatal(err)
	}
	if jcy.formOf(p) != box.Single {
		t.Error("it is forgotten at once what an older partner said")
	}
	jcy.Now = func() time.Time { return dbtest.Monday.Add(2 * newVersion) }
	if jcy.formOf(p) != box.Gathered {
		t.Error("it is not asked again")
	}
}

// More texts than belong in one message are refused, in however few letters.
func TestTooMuchAtOnce(t *testing.T) {
	court, jcy := newOffice(t, "330102-fy", node.Court, true, nil), newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	meet(court, jcy)
	letter, err := dispatch.EncloseMany(make([]string, dispatch.MaxCount), "330102-jcy", "330102-fy", court.Self.Card.Current())
	if err != nil {
		t.Fatal(err)
	}
	if err := fromPeer("330102-jcy", [][]byte{letter}); err != nil {
		t.Error(err)
	}
	if err := fromPeer("330102-jcy", [][]byte{letter, letter}); !fault.Is(err, fault.Invalid) {
		t.Errorf("%v", err)
	}
}

// Nobody gets in without a confirmed key, and nobody passes for the one who was called.
func TestStrangers(t *testing.T) {
	court := newOffice(t, "330102-fy", node.Court, true, nil)
	jcy, thief := newOffice(t, "330102-jcy", node.Procuratorate, false, nil), newOffice(t, "330102-jcy", node.Procuratorate, true, nil)
	meet(court, jcy)
	ctx := context.Background()

	// the thief knows the court, the court does not know the thief
	p, err := jcy.Box.Partner(ctx, "330102-fy")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := thief.Sync(ctx, p); err == nil {
		t.Error("a stranger got in")
	}
	// at the address of the court answers the thief
	p.Card.Address = thief.Self.Card.Address
	meetOneWay(t, thief, jcy)
	jcy.offer("330102-fy")
	if _, err := jcy.Sync(ctx, p); err == nil || !strings.Contains(err.Error(), "somebody else") {
		t.Errorf("talked to another: %v", err)
	}
	// no certificate at all
	anonymous := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	if answer, err := anonymous.Post(court.Self.Card.Address+"/letters", mediaType, nil); err == nil {
		answer.Body.Close()
		t.Errorf("an anonymous caller got %s", answer.Status)
	}
}

// meetOneWay lets a know b.
func meetOneWay(t *testing.T, a, b *office) {
	t.Helper()
	ctx := context.Background()
	err := a.db.InTx(ctx, func(tx *db.Tx) error {
		card, err := b.Self.WriteCard(tx.Now)
		if err == nil {
			_, err = node.Add(ctx, tx, a.by, card)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A partner gets no file that was not sent to it, and leaves none that it did not name.
func TestFilesAreForThoseNamed(t *testing.T) {
	court := newOffice(t, "330102-fy", node.Court, true, nil)
	jcy, ga := newOffice(t, "330102-jcy", node.Procuratorate, false, nil), newOffice(t, "330102-ga", node.Police, false, nil)
	meet(court, jcy)
	meet(court, ga)
	secret := court.attach("卷宗.txt", "合议庭评议笔录")
	court.offer("330102-jcy", secret)
	ctx := context.Background()
	p, err := ga.Box.Partner(ctx, "330102-fy")
	if err != nil {
		t.Fatal(err)
	}
	client, err := ga.client(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, ask := range []struct{ method, hash string }{
		{http.MethodGet, secret.SHA256}, {http.MethodHead, secret.SHA256}, {http.MethodPut, secret.SHA256},
		{http.MethodPut, strings.Repeat("0", 64)}, {http.MethodGet, "..%2Fcard.json"},
	} {
		if answer, err := ga.ask(ctx, client, p, ask.method, "/files/"+ask.hash, bytes.NewReader([]byte("x"))); err == nil {
			answer.Body.Close()
			t.Errorf("%s %s was answered", ask.method, ask.hash)
		}
	}
	// a letter in the name of another
	jcy.offer("330102-fy")
	post, err := jcy.Box.Outgoing(ctx, "330102-fy", 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ga.round(ctx, client, p, post.Letters, box.Gathered, maxLetters); err == nil || court.entries(audit.TakeDispatch) > 0 {
		t.Errorf("a letter of another was taken: %v", err)
	}
}

func (o *office) entries(verb audit.Verb) (n int) {
	o.t.Helper()
	list, err := audit.NewLog(o.db).List(context.Background(), audit.Filter{Limit: 100_000})
	if err != nil {
		o.t.Fatal(err)
	}
	for _, e := range list {
		if e.Verb == verb {
			n++
		}
	}
	return n
}

// A cutting listener cuts connections after a random number of bytes, in either direction.
type cutting struct {
	net.Listener
	mu   sync.Mutex
	r    *mathrand.Rand
	cuts atomic.Int64
}

func (l *cutting) Accept() (net.Conn, error) {
	conn, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return &cut{Conn: conn, cuts: &l.cuts, left: 2_500 + l.r.IntN(12_000)}, nil
}

type cut struct {
	net.Conn
	cuts *atomic.Int64
	mu   sync.Mutex
	left int
}

func (c *cut) spend(n int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left > 0 && c.left <= n {
		c.cuts.Add(1)
	}
	c.left -= n
	return c.left > 0
}

func (c *cut) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if !c.spend(n) {
		c.Close()
		return 0, net.ErrClosed
	}
	return n, err
}

func (c *cut) Write(b []byte) (int, error) {
	if !c.spend(len(b)) {
		c.Close()
		return 0, net.ErrClosed
	}
	return c.Conn.Write(b)
}

// Over lines that are cut at any byte, everything arrives once.
func TestCutLines(t *testing.T) {
	lines := &cutting{r: mathrand.New(mathrand.NewPCG(7, 20260105))}
	court := newOffice(t, "330102-fy", node.Court, true, func(l net.Listener) net.Listener { lines.Listener = l; return lines })
	jcy := newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	meet(court, jcy)
	var there, back []string
	for range 30 {
		there, back = append(there, jcy.offer("330102-fy")), append(back, court.offer("330102-jcy"))
		jcy.call(court) // may be cut
	}
	for tries := 0; ; tries++ {
		if _, err := jcy.call(court); err == nil {
			break
		} else if tries == 200 {
			t.Fatal(err)
		}
	}
	for _, id := range there {
		if court.state(id) != dispatch.Offered {
			t.Errorf("%s has not arrived at the court", id)
		}
	}
	for _, id := range back {
		if jcy.state(id) != dispatch.Offered {
			t.Errorf("%s has not arrived at the procuratorate", id)
		}
	}
	if n, m := court.entries(audit.TakeDispatch), jcy.entries(audit.TakeDispatch); n != len(there) || m != len(back) {
		t.Errorf("%d and %d took effect, of %d each", n, m, len(there))
	}
	if lines.cuts.Load() < 10 {
		t.Errorf("only %d lines were cut", lines.cuts.Load())
	}
}

// The loop delivers without being asked, and ends when it is told to.
func TestRun(t *testing.T) {
	court, jcy := newOffice(t, "330102-fy", node.Court, true, nil), newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	meet(court, jcy)
	id := jcy.offer("330102-fy")
	jcy.Checkpoint = func() (string, error) { return "origin\n1\nroot\n", nil }
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- jcy.Run(ctx, 10*time.Millisecond) }()
	deadline := time.After(time.Minute)
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	witnessed := func() int {
		list, err := court.Box.Checkpoints(context.Background(), "330102-jcy", true, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	for court.state(id) != dispatch.Offered || witnessed() == 0 {
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("it has not arrived after a minute")
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if n := witnessed(); n != 1 {
		t.Errorf("%d checkpoints were sent in one day", n)
	}
}

func TestLettersAreFramed(t *testing.T) {
	letters := [][]byte{[]byte("一"), {}, bytes.Repeat([]byte("二"), 1000)}
	var b bytes.Buffer
	if err := writeLetters(&b, letters); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	got, err := readLetters(bytes.NewReader(whole))
	if err != nil || len(got) != 3 || !bytes.Equal(got[2], letters[2]) {
		t.Errorf("read %d letters, %v", len(got), err)
	}
	for n := 1; n < len(whole); n++ {
		if got, err := readLetters(bytes.NewReader(whole[:n])); err == nil && len(got) == 3 {
			t.Errorf("%d of %d bytes pass for whole", n, len(whole))
		}
	}
	if _, err := readLetters(bytes.NewReader([]byte{0xff, 0xff, 0xff, 0xff})); !fault.Is(err, fault.Invalid) {
		t.Errorf("a letter without end: %v", err)
	}
	many := make([][]byte, maxLetters+5)
	if n := len(fitting(many)); n != maxLetters {
		t.Errorf("%d letters in one message", n)
	}
}

func FuzzReadLetters(f *testing.F) {
	f.Add([]byte{0, 0, 0, 1, 'a'})
	f.Add([]byte{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		letters, err := readLetters(bytes.NewReader(b))
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := writeLetters(&again, letters); err != nil || !bytes.Equal(again.Bytes(), b) {
			t.Errorf("%q is written %q, %v", b, again.Bytes(), err)
		}
	})
}
