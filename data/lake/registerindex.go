package lake

import (
	"context"
	"fmt"

	"github.com/parquet-go/parquet-go"
)

// A placed is what is remembered of one record of a register during an import.
type placed struct {
	print uint64 // hash of the values
	file  int32  // number of its file in the snapshot before; -1 if this import wrote it
	seen  bool   // stands in the file being imported
}

// A registerIndex tells which records of a register there are, and which of the old ones
// have to go.
type registerIndex struct {
	files   []File // of the snapshot before
	records map[recordKey]placed
	dead    []map[recordKey]bool // by file
}

// loadRegister reads the names of all records of a register.
func loadRegister(ctx context.Context, s Snapshot, name string) (registerIndex, error) {
	type named struct {
		RecordID    string `parquet:"record_id"`
		Fingerprint int64  `parquet:"fingerprint"`
	}
	files := s.Manifest.Tables[name]
	x := registerIndex{files: files, records: make(map[recordKey]placed, s.Manifest.Rows()[name]), dead: make([]map[recordKey]bool, len(files))}
	for n, path := range s.Files(name) {
		err := eachRow(ctx, path, func(rows []named) error {
			for _, r := range rows {
				k, ok := parseKey(r.RecordID)
				if !ok {
					return fmt.Errorf("%q names no record", r.RecordID)
				}
				x.records[k] = placed{print: uint64(r.Fingerprint), file: int32(n)}
			}
			return nil
		})
		if err != nil {
			return x, fmt.Errorf("read register %s of snapshot %s: %w", name, s.ID, err)
		}
	}
	return x, nil
}

// drop notes that a record's rows have to go from a file.
func (x registerIndex) drop(k recordKey, file int32) {
	if x.dead[file] == nil {
		x.dead[file] = map[recordKey]bool{}
	}
	x.dead[file][k] = true
}

// rewrite replaces each file of which records were superseded by a copy without them. The
// old files stay for the snapshots that name them.
func (im *registerImporter) rewrite(ctx context.Context) (files []File, changed bool, err error) {
	for n, old := range im.index.files {
		dead := im.index.dead[n]
		if len(dead) == 0 {
			files = append(files, old)
			continue
		}
		changed = true
		was, err := im.parent.Manifest.Import(old.Import)
		if err != nil {
			return nil, false, err
		}
		keep := func(schema *parquet.Schema, k recordKey, row parquet.Row) bool {
			if dead[k] {
				im.compare(schema, k, row, old.Import)
			}
			return !dead[k]
		}
		f, err := im.lake.copyRegister(ctx, old, fmt.Sprintf("tmp/%s-copy-%04d.parquet", im.layout.standard.Name, n+1),
			copying{layout: im.layout, at: was.At, keep: keep})
		if err != nil {
			return nil, false, fmt.Errorf("rewrite %s: %w", old.Name, err)
		}
		if f.Rows > 0 {
			files = append(files, f)
		}
	}
	return files, changed, nil
}

// compare tells in the report in which fields a record differs from the one that supersedes it.
func (im *registerImporter) compare(schema *parquet.Schema, k recordKey, was parquet.Row, importID string) {
	now, ok := im.differ[k]
	if !ok {
		return
	}
	columns := columnsOf(schema)
	s := &im.report.Superseded[now.n]
	s.Import, s.Was = importID, string(was[columns["source_row"]].ByteArray())
	for i, f := range im.layout.fields {
		old, v := parquet.NullValue(), now.row.row[im.layout.of[i]]
		if n, ok := columns[f.Name]; ok {
			old = was[n]
		}
		if !parquet.Equal(old, v) {
			s.Fields = append(s.Fields, f.Name)
		}
	}
}
