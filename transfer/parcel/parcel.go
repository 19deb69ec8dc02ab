// Package parcel carries letters and files between networks that do not touch, on a disk or
// through a gateway that lets through one way: one sealed stream, cut into parts that fit the
// carrier. Nothing in it is compressed, so nothing can grow when it is read.
//
// A part is one line of JSON (the [Header]) and then frames: a length in four bytes and a
// piece of the stream, sealed for the recipient and bound to its place, so that no frame can
// be left out, doubled, moved or cut off unseen. The stream is a tar archive: the manifest,
// signed; then letters/000001 and so on; then files/, named by their hash.
package parcel

import (
	"archive/tar"
	"bufio"
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"time"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// A Header stands at the beginning of each part, in the open.
type Header struct {
	Format string `json:"format"` // mingjian-parcel/1
	ID     string `json:"id"`     // p- and 32 hexadecimal digits, the same in every part
	From   string `json:"from"`   // code of the agency
	To     string `json:"to"`     // code of the agency
	Key    string `json:"key"`    // id of the key it is sealed for
	Part   int    `json:"part"`   // 1, 2, 3 …
}

const (
	format       = "mingjian-parcel/1"
	manifestType = "mingjian-parcel+jws"
	pieceSize    = 256 << 10
	maxFrame     = pieceSize + 4096
)

// A Manifest says what is in a parcel. It is signed by the sender.
type Manifest struct {
	ID      string    `json:"id"`
	From    string    `json:"from"`
	To      string    `json:"to"`
	Made    time.Time `json:"made"`
	Letters []string  `json:"letters"` // hash of each, in order
	Files   []string  `json:"files"`   // hash of each
}

// A File is a file that goes along; Open is called once.
type File struct {
	SHA256 string
	Size   int64
	Open   func() (io.ReadCloser, error)
}

// A Content is what goes into a parcel.
type Content struct {
	From, To string
	Letters  [][]byte
	Files    []File
	Made     time.Time
}

// bound is what each frame is bound to: the parcel, its sender and recipient, its number, and
// whether it is the last.
func bound(h Header, n uint64, last bool) []byte {
	b := fmt.Appendf(nil, "%s\x00%s\x00%s\x00%s\x00%d\x00%t", format, h.ID, h.From, h.To, n, last)
	return b
}

// Write writes a parcel signed by key and sealed for to. part opens each part; a part grows to
// about size bytes, 0 for one part of any size. It returns the number of parts.
func Write(c Content, key seal.Key, to seal.Public, size int64, part func(n int) (io.WriteCloser, error)) (int, error) {
	var id [16]byte
	rand.Read(id[:])
	w := &writer{header: Header{Format: format, ID: "p-" + hex.EncodeToString(id[:]), From: c.From, To: c.To, Key: to.ID()}, to: to, size: size, part: part}
	err := writeTar(w, c, key)
	if err == nil {
		err = w.frame(true)
	}
	if w.out != nil {
		err = errors.Join(err, w.out.Close())
	}
	return w.header.Part, err
}

// writer cuts what is written into pieces, seals them and spreads them over parts.
type writer struct {
	header  Header
	to      seal.Public
	size    int64
	part    func(n int) (io.WriteCloser, error)
	out     io.WriteCloser
	written int64  // bytes of this part
	frames  uint64 // so far, over all parts
	piece   bytes.Buffer
}

func (w *writer) Write(b []byte) (int, error) {
	for n := 0; n < len(b); {
		k := min(len(b)-n, pieceSize-w.piece.Len())
		w.piece.Write(b[n : n+k])
		n += k
		if w.piece.Len() == pieceSize {
			if err := w.frame(false); err != nil {
				return n, err
			}
		}
	}
	return len(b), nil
}

// frame seals the piece and writes it, into a new part if this one is full.
func (w *writer) frame(last bool) error {
	sealed, err := w.to.Seal(bound(w.header, w.frames, last), w.piece.Bytes())
	if err != nil {
		return err
	}
	if w.out == nil || w.size > 0 && w.written+int64(len(sealed)) > w.size && w.written > 2048 {
		if err := w.next(); err != nil {
			return err
		}
	}
	frame := append(binary.BigEndian.AppendUint32(nil, uint32(len(sealed))), sealed...)
	if _, err := w.out.Write(frame); err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	w.written += int64(len(frame))
	w.frames++
	w.piece.Reset()
	return nil
}

// next begins the next part.
func (w *writer) next() error {
	if w.out != nil {
		if err := w.out.Close(); err != nil {
			return fmt.Errorf("write parcel: %w", err)
		}
	}
	w.header.Part++
	var err error
	if w.out, err = w.part(w.header.Part); err != nil {
		return err
	}
	head, err := json.Marshal(w.header)
	if err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	n, err := w.out.Write(append(head, '\n'))
	w.written = int64(n)
	if err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	return nil
}

func writeTar(w *writer, c Content, key seal.Key) error {
	m := Manifest{ID: w.header.ID, From: c.From, To: c.To, Made: c.Made.UTC(), Letters: []string{}, Files: []string{}}
	for _, l := range c.Letters {
		m.Letters = append(m.Letters, hash(l))
	}
	for _, f := range c.Files {
		m.Files = append(m.Files, f.SHA256)
	}
	b, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	token, err := key.Write(manifestType, b)
	if err != nil {
		return err
	}
	t := tar.NewWriter(w)
	if err := entry(t, "manifest.jws", int64(len(token)), bytes.NewReader([]byte(token))); err != nil {
		return err
	}
	for i, l := range c.Letters {
		if err := entry(t, fmt.Sprintf("letters/%06d", i+1), int64(len(l)), bytes.NewReader(l)); err != nil {
			return err
		}
	}
	for _, f := range c.Files {
		r, err := f.Open()
		if err != nil {
			return fmt.Errorf("write parcel: %w", err)
		}
		err = entry(t, "files/"+f.SHA256, f.Size, r)
		if err := errors.Join(err, r.Close()); err != nil {
			return err
		}
	}
	if err := t.Close(); err != nil {
		return fmt.Errorf("write parcel: %w", err)
	}
	return nil
}

func entry(t *tar.Writer, name string, size int64, r io.Reader) error {
	err := t.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, Format: tar.FormatPAX})
	if err == nil {
		_, err = io.Copy(t, r)
	}
	if err != nil {
		return fmt.Errorf("write parcel: %s: %w", name, err)
	}
	return nil
}

func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// ReadHeader reads the header of a part and leaves r where the frames begin.
func ReadHeader(r *bufio.Reader) (Header, error) {
	line, err := r.ReadSlice('\n')
	if err != nil || len(line) > 1024 {
		return Header{}, notParcel(err)
	}
	var h Header
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&h); err != nil || h.Format != format || h.Part < 1 {
		return Header{}, notParcel(err)
	}
	return h, nil
}

func notParcel(err error) error {
	return fault.Invalidf("不是本平台的移送包。", "This is no parcel.").Because(err)
}

// A Reader reads a parcel whose parts stand one behind another.
type Reader struct {
	Header   Header
	Manifest Manifest
	in       *frames
	tar      *tar.Reader
	letters  int // read so far
	files    int
}

// Open begins to read a parcel: it opens what is sealed with the key that keyOf finds, and
// checks the manifest with the keys that keysOf says the sender has. parts are in any order.
func Open(parts []io.Reader, keyOf func(id string) (seal.Key, bool), keysOf func(agency string, at time.Time) ([]seal.Public, error)) (*Reader, error) {
	in, err := inOrder(parts, keyOf)
	if err != nil {
		return nil, err
	}
	p := &Reader{Header: in.header, in: in, tar: tar.NewReader(in)}
	h, err := p.tar.Next()
	if err != nil || h.Name != "manifest.jws" || h.Size > 64<<20 {
		return nil, broken(err)
	}
	token, err := io.ReadAll(p.tar)
	if err != nil {
		return nil, broken(err)
	}
	return p, p.readManifest(string(token), keysOf)
}

// readManifest checks who has signed the manifest, and that it is the one of this parcel.
func (p *Reader) readManifest(token string, keysOf func(string, time.Time) ([]seal.Public, error)) error {
	claimed, err := seal.Unproven(token)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(claimed, &p.Manifest); err != nil {
		return broken(err)
	}
	keys, err := keysOf(p.Manifest.From, p.Manifest.Made)
	if err != nil {
		return err
	}
	if _, _, err := seal.Read(manifestType, token, keys); err != nil {
		return err
	}
	if m, h := p.Manifest, p.Header; m.ID != h.ID || m.From != h.From || m.To != h.To {
		return fault.Forbiddenf("移送包的封面与清单不符。", "The cover of the parcel is not that of its manifest.")
	}
	return nil
}

// broken keeps what a frame said of itself, and calls anything else a damaged parcel.
func broken(err error) error {
	var said *fault.Error
	if errors.As(err, &said) {
		return said
	}
	return fault.Invalidf("移送包已损坏或者不完整。", "The parcel is damaged or not whole.").Because(err)
}

// An Entry is a letter or a file of a parcel.
type Entry struct {
	Letter []byte // if it is a letter
	SHA256 string // if it is a file
	Size   int64
	File   io.Reader // the file, to be read before the next entry
}

var fileName = regexp.MustCompile(`^files/[0-9a-f]{64}$`)

// Next returns the next entry, or [io.EOF] when all that the manifest names were there.
func (p *Reader) Next(maxLetter int64) (Entry, error) {
	h, err := p.tar.Next()
	if errors.Is(err, io.EOF) {
		if m := p.Manifest; p.letters != len(m.Letters) || p.files != len(m.Files) {
			return Entry{}, broken(fmt.Errorf("%d of %d letters, %d of %d files", p.letters, len(m.Letters), p.files, len(m.Files)))
		}
		if _, err := io.Copy(io.Discard, p.in); err != nil { // to the end, behind which nothing may stand
			return Entry{}, broken(err)
		}
		return Entry{}, io.EOF
	}
	if err != nil {
		return Entry{}, broken(err)
	}
	switch {
	case h.Typeflag != tar.TypeReg:
		return Entry{}, broken(fmt.Errorf("%.80q is no plain file", h.Name))
	case p.files < len(p.Manifest.Files) && h.Name == "files/"+p.Manifest.Files[p.files] && fileName.MatchString(h.Name):
		p.files++
		return Entry{SHA256: path.Base(h.Name), Size: h.Size, File: p.tar}, nil
	case p.letters < len(p.Manifest.Letters) && h.Name == fmt.Sprintf("letters/%06d", p.letters+1) && h.Size <= maxLetter:
		b, err := io.ReadAll(p.tar)
		if err != nil || hash(b) != p.Manifest.Letters[p.letters] {
			return Entry{}, broken(err)
		}
		p.letters++
		return Entry{Letter: b}, nil
	}
	return Entry{}, broken(fmt.Errorf("%.80q is not expected", h.Name))
}
