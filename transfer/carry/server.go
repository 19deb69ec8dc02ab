package carry

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/box"
	"github.com/mingjian/mingjian/transfer/dispatch"
	"github.com/mingjian/mingjian/transfer/node"
)

// A Carrier carries for one agency.
type Carrier struct {
	Self  *node.Self
	Box   *box.Box
	Files box.Files
	Log   *slog.Logger
	Now   func() time.Time

	// Checkpoint returns the newest checkpoint of the audit log, which partners witness once a
	// day; nil if they do not.
	Checkpoint func() (string, error)

	strangers strangers
	talkers   talkers
}

// Handler answers partners. POST /letters takes letters and gives those that wait, each text in
// a letter of its own; POST /gathered does so with many texts in a letter, which the first
// version did not know. HEAD, GET and PUT /files/{sha256} give and take the files that
// dispatches name.
func (c *Carrier) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /letters", c.partner(c.letters(box.Single)))
	mux.HandleFunc("POST "+gathered, c.partner(c.letters(box.Gathered)))
	mux.HandleFunc("HEAD /files/{sha256}", c.partner(c.giveFile))
	mux.HandleFunc("GET /files/{sha256}", c.partner(c.giveFile))
	mux.HandleFunc("PUT /files/{sha256}", c.partner(c.takeFile))
	return mux
}

// ServerTLS returns the settings of the listener: only confirmed partners get in.
func (c *Carrier) ServerTLS(ctx context.Context) (*tls.Config, error) {
	return c.Self.TLS(c.Now(), func(public []byte) error {
		_, err := c.Box.PartnerBy(ctx, public)
		if kind, _ := fault.Split(err); err != nil && kind != fault.Internal && c.strangers.rare(c.Now()) {
			return c.suspect(ctx, box.OfConnection, "unknown", dispatch.Hash(string(public)), err)
		}
		return err
	})
}

// suspect records what an honest partner does not do, and returns it.
func (c *Carrier) suspect(ctx context.Context, kind box.AlarmKind, peer, object string, why error) error {
	if err := c.Box.Suspect(context.WithoutCancel(ctx), kind, peer, object, why); err != nil {
		c.Log.ErrorContext(ctx, "an alarm could not be raised", "err", err)
	}
	return why
}

// strangers are those who knock without a key that is known. Anybody on the network can, as
// often as they like: one a minute is recorded.
type strangers struct {
	mu   sync.Mutex
	last time.Time
}

func (s *strangers) rare(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.last) < time.Minute && !now.Before(s.last) {
		return false
	}
	s.last = now
	return true
}

// partner finds out who calls, and answers failures without telling more than a sentence.
func (c *Carrier) partner(serve func(w http.ResponseWriter, r *http.Request, peer string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.TLS == nil {
			http.Error(w, "TLS is needed", http.StatusBadRequest)
			return
		}
		public, err := node.PeerKey(*r.TLS)
		if err == nil {
			var p node.Partner
			if p, err = c.Box.PartnerBy(r.Context(), public); err == nil {
				err = serve(w, r, p.Card.Code)
			}
		}
		if err != nil {
			c.fail(w, r, err)
		}
	}
}

func (c *Carrier) fail(w http.ResponseWriter, r *http.Request, err error) {
	kind, says := fault.Split(err)
	status := map[fault.Kind]int{fault.Invalid: http.StatusBadRequest, fault.Forbidden: http.StatusForbidden, fault.NotFound: http.StatusNotFound, fault.Conflict: http.StatusConflict}[kind]
	if status == 0 {
		status = http.StatusInternalServerError
	}
	level := slog.LevelWarn
	if status == http.StatusNotFound {
		level = slog.LevelDebug // is how a partner learns that a file is still to come
	}
	c.Log.Log(r.Context(), level, "a partner was not served", "method", r.Method, "status", status, "err", err)
	http.Error(w, says.EN, status)
}

// letters takes what the partner sends and gives what waits for it, receipts first.
func (c *Carrier) letters(form box.Form) func(w http.ResponseWriter, r *http.Request, peer string) error {
	return func(w http.ResponseWriter, r *http.Request, peer string) error {
		letters, err := readLetters(http.MaxBytesReader(w, r.Body, maxMessage+4*maxLetters))
		if err != nil {
			return err
		}
		if err := fromPeer(peer, letters); err != nil {
			return c.suspect(r.Context(), box.OfLetter, peer, "", err)
		}
		want, err := strconv.Atoi(r.URL.Query().Get("want"))
		if err != nil || want < 1 || want > maxLetters {
			want = maxLetters
		}
		got, post, err := c.Box.Answer(r.Context(), peer, max(1, want-1), form, letters...)
		if err != nil {
			return err
		}
		c.warn(r.Context(), peer, got)
		w.Header().Set("Content-Type", mediaType)
		return writeLetters(w, fitting(post.Letters))
	}
}

// fromPeer refuses letters that say to be from somebody else than the partner, or to hold more
// than belongs in one message.
func fromPeer(peer string, letters [][]byte) error {
	texts := 0
	for _, l := range letters {
		o, err := dispatch.ReadOutside(l)
		if err == nil && o.From != peer {
			return fault.Forbiddenf("封装件不是 %s 的。", "A letter is not from %s.", peer)
		}
		texts += o.Texts()
	}
	if texts > maxLetters {
		return fault.Invalidf("一次送来 %d 件，超过上限 %d 件。", "%d dispatches came at once, more than %d.", texts, maxLetters)
	}
	return nil
}

// take takes letters that the partner says are from it.
func (c *Carrier) take(ctx context.Context, peer string, letters [][]byte) error {
	if err := fromPeer(peer, letters); err != nil {
		return err
	}
	got, err := c.Box.Accept(ctx, letters...)
	if err != nil {
		return err
	}
	c.warn(ctx, peer, got)
	return nil
}

func (c *Carrier) warn(ctx context.Context, peer string, got box.Delivery) {
	for _, err := range got.Refused {
		c.Log.WarnContext(ctx, "a letter was refused", "peer", peer, "err", err)
	}
}

func (c *Carrier) giveFile(w http.ResponseWriter, r *http.Request, peer string) error {
	hash := r.PathValue("sha256")
	// A partner asks for what we sent it, and whether we have what it sent us.
	_, sent, err := c.Box.Named(r.Context(), peer, hash, false)
	if err != nil {
		return err
	}
	_, came, err := c.Box.Named(r.Context(), peer, hash, true)
	if err != nil {
		return err
	}
	if !sent && (!came || r.Method != http.MethodHead) {
		return c.suspect(r.Context(), box.OfFile, peer, hash, fault.NotFoundf("对方索取没有移送给它的文件。", "It asked for a file that was not sent to it."))
	}
	if !sent { // whether it is here from elsewhere is not for the partner to know
		there, err := c.Box.Came(r.Context(), peer, hash)
		if err != nil {
			return err
		}
		if !there {
			return fault.NotFoundf("文件尚未收到。", "The file has not come yet.")
		}
	}
	f, err := c.Files.Open(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	if sent && came && r.Method == http.MethodHead { // it has the file from here and will not send it
		if err := c.Box.Carried(r.Context(), peer, hash, true); err != nil {
			return err
		}
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

func (c *Carrier) takeFile(w http.ResponseWriter, r *http.Request, peer string) error {
	hash := r.PathValue("sha256")
	size, ok, err := c.Box.Named(r.Context(), peer, hash, true)
	if err != nil {
		return err
	}
	if !ok {
		return c.suspect(r.Context(), box.OfFile, peer, hash, fault.NotFoundf("没有移送提到这一文件。", "No dispatch names this file."))
	}
	if _, _, err := c.Files.Put(r.Body, hash, size); fault.Is(err, fault.Invalid) {
		return c.suspect(r.Context(), box.OfFile, peer, hash, err) // changed, or larger than was signed
	} else if err != nil {
		return err
	}
	if err := c.Box.Carried(r.Context(), peer, hash, true); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// What a partner answered instead of what was asked for.
var (
	errStatus   = errors.New("the partner answered")
	errNotFound = fmt.Errorf("%w", errStatus) // it has no such thing, or knows no such path
)
