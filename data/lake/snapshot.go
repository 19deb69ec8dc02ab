package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
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
	Reader    string            `json:"reader,omitempty"` // version of the reader that read the last import of documents
	Documents int64             `json:"documents"`        // rows of the tables document and judgment
	Imports   []Import          `json:"imports"`          // oldest first
	Tables    map[string][]File `json:"tables"`           // by table; those of documents have the same parts in the same order
	// Quarantine has the files of the rows that were put aside, by the register they were
	// delivered for.
	Quarantine map[string][]File `json:"quarantine,omitempty"`
	// Forgotten tells which imports this snapshot had and has no more. Such a snapshot
	// cannot be opened; the files it still names are those that are left of it.
	Forgotten []Forgotten `json:"forgotten,omitempty"`
}

// A File is one Parquet file.
type File struct {
	Name   string `json:"name"`             // path below the lake's folder, with slashes
	Import string `json:"import,omitempty"` // whose records it holds, all of them; empty if the program worked them out
	SHA256 string `json:"sha256"`           // of its bytes, hexadecimal
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
}

// files yields every file of the manifest, tables first, in the order of their names.
func (m Manifest) files() iter.Seq[File] {
	return func(yield func(File) bool) {
		for _, lists := range []map[string][]File{m.Tables, m.Quarantine} {
			for _, table := range slices.Sorted(maps.Keys(lists)) {
				for _, f := range lists[table] {
					if !yield(f) {
						return
					}
				}
			}
		}
	}
}

// Files returns the absolute paths of the Parquet files of table, or nil if the lake
// has no such table.
func (s Snapshot) Files(table string) []string {
	var paths []string
	for _, f := range s.Manifest.Tables[table] {
		paths = append(paths, s.abs(f.Name))
	}
	return paths
}

// abs turns a name below the lake's folder into a path.
func (s Snapshot) abs(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

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
// manifest with the snapshot's name. All that is wrong is reported at once. Of a snapshot
// of which only something remains, that is verified.
func (s Snapshot) Verify(ctx context.Context) error {
	var wrong []error
	if id := s.Manifest.id(); id != s.ID && len(s.Manifest.Forgotten) == 0 {
		wrong = append(wrong, fault.New(fault.Internal, "快照 %s 的清单被改动过；请从备份恢复。",
			"The manifest of snapshot %s has been changed; restore it from a backup.", s.ID))
	}
	return errors.Join(append(wrong, s.verifyFiles(ctx)...)...)
}

// verifyFiles lists what is wrong with the files of the snapshot.
func (s Snapshot) verifyFiles(ctx context.Context) (wrong []error) {
	for f := range s.Manifest.files() {
		if err := ctx.Err(); err != nil {
			return append(wrong, err)
		}
		if err := f.verify(s.dir); err != nil {
			wrong = append(wrong, fault.New(fault.Internal, "快照 %s 的文件 %s 缺失或与清单不符；请从备份恢复。",
				"File %[2]s of snapshot %[1]s is missing or differs from the manifest; restore it from a backup.", s.ID, f.Name).Because(err))
		}
	}
	return wrong
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
		i.seal(h)
	}
	for _, lists := range []map[string][]File{m.Tables, m.Quarantine} {
		for _, table := range slices.Sorted(maps.Keys(lists)) {
			for _, f := range lists[table] {
				fmt.Fprintf(h, "file %s %s %d %d\n", f.Name, f.SHA256, f.Rows, f.Bytes)
				if f.Import != "" {
					fmt.Fprintf(h, "of %s\n", f.Import)
				}
			}
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
