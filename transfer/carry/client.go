package carry

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/node"
)

// A Call is what one conversation with a partner carried.
type Call struct {
	Sent, Came int // letters
	Files      int // in both directions
}

// roundsAtOnce bounds one conversation: a partner that always has more is called again.
const roundsAtOnce = 1000

// Sync talks with a partner until neither side has anything for the other. What could not be
// delivered is noted with the reason.
func (c *Carrier) Sync(ctx context.Context, p node.Partner) (call Call, err error) {
	if p.Card.Address == "" {
		return Call{}, fault.Conflictf("机构 %s 没有接收地址；请用移送包（mingjian transfer pack）。", "%s has no address; use a parcel (mingjian transfer pack).", p.Card.Code)
	}
	client, err := c.client(p)
	if err != nil {
		return Call{}, err
	}
	if call, err = c.talk(ctx, client, p); err == nil {
		call.Files, err = c.syncFiles(ctx, client, p)
	}
	if err != nil {
		client.CloseIdleConnections() // the next try begins anew
	}
	return call, err
}

// talk exchanges letters until neither side has any. Where the line breaks, fewer at a time
// are tried, at last one: what gets through counts.
func (c *Carrier) talk(ctx context.Context, client *http.Client, p node.Partner) (call Call, err error) {
	atOnce, came, form := maxLetters, 0, c.formOf(p)
	var before []string // ids that were sent in the round before
	for range roundsAtOnce {
		post, err := c.Box.Waiting(ctx, p.Card.Code, max(1, atOnce-1))
		if err != nil {
			return call, err
		}
		switch {
		case post.Empty() && came == 0 && before != nil:
			return call, nil
		case len(post.IDs) > 0 && slices.Equal(post.IDs, before) && !post.Receipts() && came == 0:
			return call, c.tried(ctx, post.IDs, errors.New("the partner gave no receipt"))
		}
		sent, n, err := c.give(ctx, client, p, post, form, atOnce)
		if form == box.Gathered && errors.Is(err, errNotFound) {
			form = box.Single
			c.single(p)
			sent, n, err = c.give(ctx, client, p, post, form, atOnce)
		}
		if err != nil && ctx.Err() == nil && atOnce > 1 && !errors.Is(err, errStatus) {
			atOnce, before = max(1, atOnce/4), nil
			continue
		}
		if err != nil {
			return call, c.tried(ctx, post.IDs, err)
		}
		before, came = append([]string{}, post.IDs...), n
		call.Sent, call.Came = call.Sent+sent, call.Came+n
	}
	return call, nil
}

// tried notes why dispatches could not be delivered.
func (c *Carrier) tried(ctx context.Context, ids []string, why error) error {
	return errors.Join(why, c.Box.Tried(context.WithoutCancel(ctx), ids, why))
}

// A talker is the client for one partner while its card names the same address and key.
type talker struct {
	*http.Client
	address string
	key     []byte
	single  time.Time // when it said that it does not know gathered letters
}

// talkers are kept from one call to the next: shaking hands costs more than most letters.
type talkers struct {
	mu sync.Mutex
	of map[string]talker // by code
}

// idle is how long a connection is kept that nobody uses. It is shorter than [Every], so that
// regular calls find out whether the line still holds, and bursts do without.
const idle = 20 * time.Second

// client returns an HTTP client that talks to that partner and nobody else.
func (c *Carrier) client(p node.Partner) (*http.Client, error) {
	c.talkers.mu.Lock()
	defer c.talkers.mu.Unlock()
	old, ok := c.talkers.of[p.Card.Code]
	if ok && old.address == p.Card.Address && bytes.Equal(old.key, p.Card.TLS) {
		return old.Client, nil
	}
	settings, err := c.Self.TLS(c.Now(), func(public []byte) error {
		if !bytes.Equal(public, p.Card.TLS) {
			return fmt.Errorf("at the address of %s answers somebody else", p.Card.Code)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if ok {
		old.CloseIdleConnections()
	}
	transport := &http.Transport{TLSClientConfig: settings, Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true,
		TLSHandshakeTimeout: 20 * time.Second, ResponseHeaderTimeout: 5 * time.Minute, MaxIdleConnsPerHost: 4, IdleConnTimeout: idle}
	if c.talkers.of == nil {
		c.talkers.of = map[string]talker{}
	}
	c.talkers.of[p.Card.Code] = talker{Client: &http.Client{Transport: transport}, address: p.Card.Address, key: p.Card.TLS}
	return c.talkers.of[p.Card.Code].Client, nil
}

// hangUp closes the connections that nobody uses.
func (c *Carrier) hangUp() {
	c.talkers.mu.Lock()
	defer c.talkers.mu.Unlock()
	for _, t := range c.talkers.of {
		t.CloseIdleConnections()
	}
}

// newVersion is how long a partner is taken for one of the first version: it may be replaced
// by a newer any day.
const newVersion = time.Hour

// formOf returns the form of letters that a partner understands, as far as it is known.
func (c *Carrier) formOf(p node.Partner) box.Form {
	c.talkers.mu.Lock()
	defer c.talkers.mu.Unlock()
	if said := c.talkers.of[p.Card.Code].single; !said.IsZero() && c.Now().Sub(said) < newVersion {
		return box.Single
	}
	return box.Gathered
}

// single notes that a partner does not know gathered letters.
func (c *Carrier) single(p node.Partner) {
	c.talkers.mu.Lock()
	defer c.talkers.mu.Unlock()
	t := c.talkers.of[p.Card.Code]
	t.single = c.Now()
	c.talkers.of[p.Card.Code] = t
}

// give seals and sends what waits, and takes what comes back. It returns how many texts went
// and how many came.
func (c *Carrier) give(ctx context.Context, client *http.Client, p node.Partner, post box.Post, form box.Form, want int) (sent, came int, err error) {
	if post, err = c.Box.Seal(post, form); err != nil {
		return 0, 0, err
	}
	letters := fitting(post.Letters)
	came, err = c.round(ctx, client, p, letters, form, want)
	return textsIn(letters), came, err
}

// round sends letters and takes those of the answer, which have at most as many texts as asked
// for. It returns how many came.
func (c *Carrier) round(ctx context.Context, client *http.Client, p node.Partner, letters [][]byte, form box.Form, want int) (int, error) {
	var body bytes.Buffer
	if err := writeLetters(&body, letters); err != nil {
		return 0, err
	}
	path := "/letters"
	if form == box.Gathered {
		path = gathered
	}
	answer, err := c.ask(ctx, client, p, http.MethodPost, path+"?want="+strconv.Itoa(want), &body)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	back, err := readLetters(io.LimitReader(answer.Body, maxMessage+4*maxLetters))
	if err != nil {
		return 0, err
	}
	return textsIn(back), c.take(ctx, p.Card.Code, back)
}

// ask makes a request; an answer that is not of the two hundreds is an error.
func (c *Carrier) ask(ctx context.Context, client *http.Client, p node.Partner, method, path string, body io.Reader) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, strings.TrimSuffix(p.Card.Address, "/")+path, body)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", p.Card.Code, err)
	}
	r.Header.Set("Content-Type", mediaType)
	answer, err := client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", p.Card.Code, err)
	}
	if answer.StatusCode >= 300 {
		says, _ := io.ReadAll(io.LimitReader(answer.Body, 500))
		answer.Body.Close()
		err := errStatus
		if answer.StatusCode == http.StatusNotFound {
			err = errNotFound
		}
		return nil, fmt.Errorf("call %s: %w %d: %.200s", p.Card.Code, err, answer.StatusCode, bytes.TrimSpace(says))
	}
	return answer, nil
}

// syncFiles gives the partner the files it lacks and fetches those that are to come.
func (c *Carrier) syncFiles(ctx context.Context, client *http.Client, p node.Partner) (n int, err error) {
	for _, incoming := range []bool{false, true} {
		list, err := c.Box.Missing(ctx, p.Card.Code, incoming)
		if err != nil {
			return n, err
		}
		for _, m := range list {
			carry := c.giveTo
			if incoming {
				carry = c.fetchFrom
			}
			if err := carry(ctx, client, p, m); err != nil {
				return n, err
			}
			if err := c.Box.Carried(ctx, p.Card.Code, m.SHA256, incoming); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

func (c *Carrier) giveTo(ctx context.Context, client *http.Client, p node.Partner, m box.Missing) error {
	if has, err := c.ask(ctx, client, p, http.MethodHead, "/files/"+m.SHA256, nil); err == nil {
		return has.Body.Close()
	}
	f, err := c.Files.Open(m.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	answer, err := c.ask(ctx, client, p, http.MethodPut, "/files/"+m.SHA256, f)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}

func (c *Carrier) fetchFrom(ctx context.Context, client *http.Client, p node.Partner, m box.Missing) error {
	answer, err := c.ask(ctx, client, p, http.MethodGet, "/files/"+m.SHA256, nil)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	_, _, err = c.Files.Put(answer.Body, m.SHA256, m.Size)
	return err
}
