package carry

import (
	"bytes"
	"compress/gzip"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
)

// alarms counts those that nobody has seen to, by kind.
func (o *office) alarms() map[box.AlarmKind]int64 {
	o.t.Helper()
	list, _, _, err := o.Box.Alarms(context.Background(), box.AlarmFilter{Open: true, Limit: 200})
	if err != nil {
		o.t.Fatal(err)
	}
	n := map[box.AlarmKind]int64{}
	for _, a := range list {
		n[a.Kind] += a.Times
	}
	return n
}

// TestPartnerThatMayNot: what a partner, or a stranger, does on the line that no honest one does
// is refused, recorded and alarmed, and an honest conversation raises nothing.
func TestPartnerThatMayNot(t *testing.T) {
	court := newOffice(t, "330102-fy", node.Court, true, nil)
	jcy, ga := newOffice(t, "330102-jcy", node.Procuratorate, false, nil), newOffice(t, "330102-ga", node.Police, false, nil)
	meet(court, jcy)
	meet(court, ga)
	ctx := context.Background()
	secret := court.attach("卷宗.txt", "合议庭评议笔录")
	court.offer("330102-jcy", secret)
	named := jcy.attach("借条.txt", "今借到")
	jcy.offer("330102-fy", named)
	if _, err := jcy.call(court); err != nil {
		t.Fatal(err)
	}
	if n := court.alarms(); len(n) > 0 {
		t.Fatalf("an honest conversation raised %v", n)
	}
	client := func(o *office) (*http.Client, node.Partner) {
		p, err := o.Box.Partner(ctx, "330102-fy")
		if err != nil {
			t.Fatal(err)
		}
		c, err := o.client(p)
		if err != nil {
			t.Fatal(err)
		}
		return c, p
	}
	try := func(o *office, method, path string, body []byte, header ...string) {
		t.Helper()
		c, p := client(o)
		r, err := http.NewRequestWithContext(ctx, method, p.Card.Address+path, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if len(header) == 2 {
			r.Header.Set(header[0], header[1])
		}
		answer, err := c.Do(r)
		if err != nil {
			return
		}
		defer answer.Body.Close()
		if answer.StatusCode < 300 {
			t.Errorf("%s %s of %s was answered %s", method, path, o.Self.Card.Code, answer.Status)
		}
	}
	try(ga, http.MethodGet, "/files/"+secret.SHA256, nil)                    // what was sent to another
	try(jcy, http.MethodPut, "/files/"+strings.Repeat("0", 64), []byte("x")) // what no dispatch names
	altered := jcy.attach("收条.txt", "今收到")                                   // named, and something else is sent
	jcy.offer("330102-fy", altered)
	post, err := jcy.Box.Outgoing(ctx, "330102-fy", 10)
	if err != nil {
		t.Fatal(err)
	}
	c, p := client(jcy)
	if _, err := jcy.round(ctx, c, p, post.Letters, box.Single, maxLetters); err != nil {
		t.Fatal(err)
	}
	try(jcy, http.MethodPut, "/files/"+altered.SHA256, []byte("今收讫"))
	try(jcy, http.MethodPut, "/files/"+altered.SHA256, bytes.Repeat([]byte("今"), 1000))
	if n := court.alarms()[box.OfFile]; n != 4 {
		t.Errorf("%d of 4 files are alarmed", n)
	}
	if court.holds(altered) != "" {
		t.Error("an altered file was kept")
	}
	// ten million bytes that are ten thousand on the line are not blown up
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	z.Write(make([]byte, 10<<20))
	z.Close()
	before := court.entries(audit.TakeDispatch)
	try(jcy, http.MethodPost, "/letters", bomb.Bytes(), "Content-Encoding", "gzip")
	// a letter in the name of another
	c, p = client(ga)
	if _, err := ga.round(ctx, c, p, post.Letters, box.Single, maxLetters); err == nil {
		t.Error("a letter in the name of another was taken")
	}
	if n := court.alarms()[box.OfLetter]; n != 1 {
		t.Errorf("%d alarms of letters", n)
	}
	// a stranger, who knocks often and is recorded once a minute
	stranger := newOffice(t, "330102-jcy", node.Procuratorate, false, nil)
	meetOneWay(t, stranger, court)
	for range 5 {
		try(stranger, http.MethodPost, "/letters", nil)
	}
	if n := court.alarms()[box.OfConnection]; n != 1 {
		t.Errorf("%d alarms of connections", n)
	}
	if n := court.entries(audit.RefuseAsk); n != 6 {
		t.Errorf("%d of 6 are recorded", n)
	}
	if n := court.entries(audit.TakeDispatch); n != before {
		t.Errorf("%d took effect", n-before)
	}
}
