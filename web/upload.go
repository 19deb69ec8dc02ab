package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// Uploads is where files lie between their arrival and their import.
type Uploads struct {
	Dir string // a folder of their own, in the home
	Max int64  // bytes of one file; 0 means MaxUpload
}

// MaxUpload is how many bytes a file may have that is brought in by the browser.
const MaxUpload = 1 << 30

const (
	maxUploadTime = 30 * time.Minute // for a file to arrive
	keptFor       = 48 * time.Hour   // before a file that nobody imported is removed
	maxName       = 200              // bytes of a file's name that are kept
)

// An Upload is a file of another agency that has arrived and is not imported yet.
type Upload struct {
	ID     string       `json:"id" doc:"Id of the upload."`
	Name   string       `json:"name" doc:"Name of the file, without folders."`
	Size   int64        `json:"size" doc:"Bytes."`
	SHA256 string       `json:"sha256" doc:"Hash of the file."`
	At     time.Time    `json:"at" doc:"When it arrived. It is removed 48 hours later."`
	Mends  string       `json:"mends" doc:"Id of the import whose rows in quarantine it is to mend; empty if none."`
	Sheets []Sheet      `json:"sheets" nullable:"false" doc:"The tables in it."`
	Notes  []fault.Text `json:"notes" nullable:"false" doc:"What a person should know of the file."`
}

// kept is what is written beside a file.
type kept struct {
	Upload
	Account string
	Office  access.Office
}

func (u Uploads) limit() int64 {
	if u.Max > 0 {
		return u.Max
	}
	return MaxUpload
}

// tooLarge says how large a file may be.
func (u Uploads) tooLarge() error {
	return fault.Invalidf("文件超过 %[1]d MB，浏览器上传不了；请在服务器上用 mingjian import table 导入，或拆分后上传。",
		"The file is larger than %[1]d MB, which is the most a browser may send. Import it on the server with mingjian import table, or split it.", max(u.limit()>>20, 1))
}

// keep writes a file that arrives into a folder of its own. The name that it came under is
// shown to people and never used as a path, but for its ending.
func (u Uploads) keep(by access.Account, name, mends string, body io.Reader, at time.Time) (k kept, err error) {
	k = kept{Upload{ID: "u-" + strings.ToLower(rand.Text()), Name: safeName(name), At: at, Mends: mends}, by.ID, by.Office}
	if err := os.MkdirAll(filepath.Dir(u.in(k)), 0o700); err != nil {
		return k, fmt.Errorf("keep an upload: %w", err)
	}
	k.Size, k.SHA256, err = write(u.in(k), io.LimitReader(body, u.limit()+1))
	switch {
	case err == nil && k.Size > u.limit():
		err = u.tooLarge()
	case err == nil && k.Size == 0:
		err = fault.Invalidf("文件是空的。", "The file is empty.")
	}
	if err != nil {
		return k, errors.Join(err, u.drop(k.ID))
	}
	return k, nil
}

// write copies a file and returns its size and hash.
func write(name string, from io.Reader) (int64, string, error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return 0, "", err
	}
	h := sha256.New()
	n, err := io.Copy(io.MultiWriter(f, h), from)
	if err != nil {
		err = fault.Invalidf("文件没有传完，请重新上传。", "The file did not arrive whole; send it again.").Because(err)
	}
	return n, hex.EncodeToString(h.Sum(nil)), errors.Join(err, f.Close())
}

// safeName is the last part of a name, without what no name of a file should have.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || strings.ContainsRune("\u200e\u200f\u202a\u202b\u202c\u202d\u202e", r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	for len(name) > maxName {
		name = name[1:]
		name = strings.ToValidUTF8(name, "")
	}
	if name == "" || name == "." || name == ".." || name == "/" {
		return "file"
	}
	return name
}

// in returns where the file lies. It keeps its name, because readers say it in their
// sentences, in a folder that holds nothing else.
func (u Uploads) in(k kept) string { return filepath.Join(u.Dir, k.ID, "in", k.Name) }

func (u Uploads) noteOf(id string) string { return filepath.Join(u.Dir, id, "upload.json") }

// note writes what is known of a file beside it; only then can it be found.
func (u Uploads) note(k kept) error {
	b, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return os.WriteFile(u.noteOf(k.ID), b, 0o600)
}

var uploadID = regexp.MustCompile(`^u-[a-z0-9]{20,40}$`)

// find returns an upload of by, and where its file lies. To anybody else there is none.
func (u Uploads) find(by access.Account, id string) (k kept, file string, err error) {
	gone := fault.NotFoundf("没有这个上传的文件，可能已过期，请重新上传。", "There is no such upload; it may have expired. Send the file again.")
	if !uploadID.MatchString(id) {
		return k, "", gone
	}
	b, err := os.ReadFile(u.noteOf(id))
	if errors.Is(err, fs.ErrNotExist) {
		return k, "", gone
	}
	if err == nil {
		err = json.Unmarshal(b, &k)
	}
	if err != nil {
		return k, "", fmt.Errorf("read the note of upload %s: %w", id, err)
	}
	if k.Account != by.ID {
		return k, "", gone
	}
	return k, u.in(k), nil
}

// drop removes an upload.
func (u Uploads) drop(id string) error { return os.RemoveAll(filepath.Join(u.Dir, id)) }

// sweep removes what nobody imported.
func (u Uploads) sweep(now time.Time) {
	entries, _ := os.ReadDir(u.Dir) // a folder that is not there has nothing to sweep
	for _, e := range entries {
		if info, err := e.Info(); err == nil && uploadID.MatchString(e.Name()) && now.Sub(info.ModTime()) > keptFor {
			_ = u.drop(e.Name()) // the next sweep tries again
		}
	}
}

// An UploadInput takes the body as it arrives: it is larger than memory should be.
type UploadInput struct {
	Name  string `query:"name" required:"true" minLength:"1" maxLength:"1000" doc:"Name of the file."`
	Mends string `query:"mends" maxLength:"64" doc:"Id of the import whose rows in quarantine the file is to mend."`
	body  io.Reader
	size  int64
}

// Resolve keeps the body for the handler.
func (in *UploadInput) Resolve(c huma.Context) []error {
	in.body, in.size = c.BodyReader(), -1
	if n, err := strconv.ParseInt(c.Header("Content-Length"), 10, 64); err == nil {
		in.size = n
	}
	return nil
}

// uploading describes an operation whose body is a file.
func uploading(op huma.Operation) huma.Operation {
	op.RequestBody = &huma.RequestBody{Required: true, Description: "The file itself: CSV, XLSX, JSON Lines or Parquet.",
		Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: &huma.Schema{Type: "string", Format: "binary"}}}}
	op.DefaultStatus = http.StatusCreated
	op.SkipValidateBody = true
	return op
}

func (s *Server) postUpload(ctx context.Context, c caller, in *UploadInput) (*struct{ Body Upload }, error) {
	if !db.Storable(in.Name) {
		return nil, fault.Invalidf("文件名不能使用。", "The name of the file cannot be used.")
	}
	if in.size > s.Uploads.limit() {
		return nil, s.Uploads.tooLarge()
	}
	s.Uploads.sweep(s.Now())
	k, err := s.Uploads.keep(c.By, in.Name, in.Mends, in.body, s.Now())
	if err != nil {
		return nil, err
	}
	if k.Upload, err = s.opened(ctx, c, k); err != nil {
		return nil, errors.Join(err, s.Uploads.drop(k.ID))
	}
	return &struct{ Body Upload }{k.Upload.whole()}, nil
}

// opened looks into a file that has arrived, records it and lets it be found.
func (s *Server) opened(ctx context.Context, c caller, k kept) (Upload, error) {
	sheets, notes, err := s.Intake.Sheets(ctx, s.Uploads.in(k))
	if err != nil {
		return k.Upload, err
	}
	k.Sheets, k.Notes = sheets, notes
	err = s.Audit.Record(ctx, audit.Entry{Actor: c.By.ID, Verb: audit.Upload, Object: k.SHA256, Office: string(c.By.Office),
		Detail: map[string]string{"bytes": fmt.Sprint(k.Size), "upload": k.ID}})
	if err != nil {
		return k.Upload, err
	}
	return k.Upload, s.Uploads.note(k)
}

// An UploadPath names an upload in a path.
type UploadPath struct {
	ID string `path:"id" maxLength:"64" doc:"Id of the upload."`
}

func (s *Server) getUpload(_ context.Context, c caller, in *UploadPath) (*struct{ Body Upload }, error) {
	k, _, err := s.Uploads.find(c.By, in.ID)
	if err != nil {
		return nil, err
	}
	return &struct{ Body Upload }{k.Upload.whole()}, nil
}

func (s *Server) dropUpload(_ context.Context, c caller, in *UploadPath) (*struct{}, error) {
	if _, _, err := s.Uploads.find(c.By, in.ID); err != nil {
		return nil, err
	}
	return nil, s.Uploads.drop(in.ID)
}

// whole returns the upload with empty lists instead of none.
func (u Upload) whole() Upload {
	u.Sheets, u.Notes = list(u.Sheets), list(u.Notes)
	for i, sheet := range u.Sheets {
		u.Sheets[i].Headings, u.Sheets[i].Notes = list(sheet.Headings), list(sheet.Notes)
		u.Sheets[i].Guesses, u.Sheets[i].Places = list(sheet.Guesses), list(sheet.Places)
	}
	return u
}
