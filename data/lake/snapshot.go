package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/mingjian/mingjian/fault"
)

// A Snapshot is the lake as it stood after one import. It never changes and needs no
// lock: its files are only ever added to the folder.
type Snapshot struct {
	ID       string
	Manifest Manifest
	dir      string // of the lake
}

// A Manifest says which files make a snapshot and where their content comes from.
type Manifest struct {
	ID        string            `json:"id"`               // s- and 20 hexadecimal digits, see id
	Parent    string            `json:"parent,omitempty"` // the snapshot before; none before the first
	Created   time.Time         `json:"created"`
	Reader    string            `json:"reader"`    // version of the reader that read the last import
	Documents int64             `json:"documents"` // rows of the tables document and judgment
	Imports   []Import          `json:"imports"`   // oldest first
	Tables    map[string][]File `json:"tables"`    // by table; each table has the same parts in the same order
}

// An Import is where some of the records come from and by what right they are here.
type Import struct {
	ID            string    `json:"id"` // i- and 20 hexadecimal digits, made from what it wrote
	At            time.Time `json:"at"`
	Agency        string    `json:"agency,omitempty"`        // that owns the documents
	Authorisation string    `json:"authorisation,omitempty"` // number of the paper that allows their use
	Purpose       string    `json:"purpose,omitempty"`
	Reader        string    `json:"reader"`  // version of the reader
	Content       string    `json:"content"` // sha256 over id and text of each document read, in order
	Counts
}

// A File is one Parquet file.
type File struct {
	Name   string `json:"name"`   // path below the lake's folder, with slashes
	SHA256 string `json:"sha256"` // of its bytes, hexadecimal
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
}

// Files returns the absolute paths of the Parquet files of table, or nil if the lake
// has no such table.
func (s Snapshot) Files(table string) []string {
	var paths []string
	for _, f := range s.Manifest.Tables[table] {
		paths = append(paths, filepath.Join(s.dir, filepath.FromSlash(f.Name)))
	}
	return paths
}

// Tables returns the absolute paths of all Parquet files, by table.
func (s Snapshot) Tables() map[string][]string {
	all := make(map[string][]string, len(s.Manifest.Tables))
	for table := range s.Manifest.Tables {
		all[table] = s.Files(table)
	}
	return all
}

// Rows returns how many rows each table has.
func (m Manifest) Rows() map[string]int64 {
	rows := make(map[string]int64, len(m.Tables))
	for table, files := range m.Tables {
		for _, f := range files {
			rows[table] += f.Rows
		}
	}
	return rows
}

// Verify reads every file of the snapshot and compares it with the manifest, and the
// manifest with the snapshot's name. All that is wrong is reported at once.
func (s Snapshot) Verify(ctx context.Context) error {
	var wrong []error
	if id := s.Manifest.id(); id != s.ID {
		wrong = append(wrong, fault.New(fault.Internal, "快照 %s 的清单被改动过；请从备份恢复。",
			"The manifest of snapshot %s has been changed; restore it from a backup.", s.ID))
	}
	for _, table := range slices.Sorted(maps.Keys(s.Manifest.Tables)) {
		for _, f := range s.Manifest.Tables[table] {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := f.verify(s.dir); err != nil {
				wrong = append(wrong, fault.New(fault.Internal, "快照 %s 的文件 %s 缺失或与清单不符；请从备份恢复。",
					"File %[2]s of snapshot %[1]s is missing or differs from the manifest; restore it from a backup.", s.ID, f.Name).Because(err))
			}
		}
	}
	return errors.Join(wrong...)
}

func (f File) verify(dir string) error {
	r, err := os.Open(filepath.Join(dir, filepath.FromSlash(f.Name)))
	if err != nil {
		return err
	}
	defer r.Close()
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err != nil {
		return err
	}
	if sum := hex.EncodeToString(h.Sum(nil)); sum != f.SHA256 || n != f.Bytes {
		return fmt.Errorf("%d bytes with sha256 %s, want %d with %s", n, sum, f.Bytes, f.SHA256)
	}
	return nil
}

// id makes the snapshot's name from its content: the hashes of all files, and the
// imports they came from with what was said of them, but no time. So the same imports
// of the same documents give the same name on every machine, and whoever changes a
// manifest is found out.
func (m Manifest) id() string {
	h := sha256.New()
	fmt.Fprintf(h, "parent %s\n", m.Parent)
	for _, i := range m.Imports {
		fmt.Fprintf(h, "import %s %s %q %q %q\n", i.ID, i.Content, i.Agency, i.Authorisation, i.Purpose)
	}
	for _, table := range slices.Sorted(maps.Keys(m.Tables)) {
		for _, f := range m.Tables[table] {
			fmt.Fprintf(h, "file %s %s %d %d\n", f.Name, f.SHA256, f.Rows, f.Bytes)
		}
	}
	return "s-" + short(h.Sum(nil))
}

// short returns the first 20 hexadecimal digits of a hash.
func short(sum []byte) string { return hex.EncodeToString(sum[:10]) }

func readManifest(path string) (m Manifest, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, fmt.Errorf("read manifest: %w", err)
	}
	return m, nil
}
