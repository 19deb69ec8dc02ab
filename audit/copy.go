package audit

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/transparency-dev/tessera/api/layout"
	"golang.org/x/mod/sumdb/note"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// Noted returns how many entries the database knows to be in the log.
func Noted(ctx context.Context, d *db.DB) (n int64, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COALESCE(MAX(place), 0) FROM audit_outbox`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count what is in the log: %w", err)
	}
	return n, nil
}

// Waiting returns how many entries wait in the outbox for their place in the log.
func Waiting(ctx context.Context, d *db.DB) (n int64, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*) FROM audit_outbox WHERE place = 0`).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count what waits for the log: %w", err)
	}
	return n, nil
}

// CopyTo writes the first n entries of a log, as a log of its own, into an empty folder,
// while the log may be growing. Its checkpoint is signed over just these entries: a copy of
// the database that notes n places and this copy of the log are exactly in step, and what
// others hold of the log up to there fits it. A log that is not sound is copied as it lies,
// and what was found is returned: a copy must not mend what an auditor has to see.
func CopyTo(ctx context.Context, at Place, n int64, to string) ([]Finding, error) {
	if err := os.MkdirAll(to, 0o700); err != nil {
		return nil, fmt.Errorf("copy the log: %w", err)
	}
	if n == 0 {
		return nil, nil // it begins with the next act
	}
	if err := covered(ctx, at.Dir, n); err != nil {
		return nil, err
	}
	v, err := newVerifier(at.Dir)
	if err != nil {
		return nil, err
	}
	v.run(Check{})
	if v.size < n && len(v.verdict.Findings) == 0 {
		v.find(v.size+1, "", "日志没有数据库所说的第 %d 条：日志被截断过。", "The log has no entry %d, which the database says is there: it was cut.", v.size+1)
	}
	if len(v.verdict.Findings) > 0 {
		if err := copyAsItLies(at.Dir, to); err != nil {
			return nil, fmt.Errorf("copy the log as it is: %w", err)
		}
		return v.verdict.Findings, nil
	}
	if err := v.cut(n, at.Key, to); err != nil {
		return nil, fmt.Errorf("copy the log: %w", err)
	}
	copied, err := Verify(Check{Dir: to, Key: v.verdict.Key})
	if err != nil {
		return nil, err
	}
	return copied.Findings, nil
}

// copyAsItLies copies a log that may be growing: what it notes of its size before the entries, so
// that all it speaks of is there. What vanishes meanwhile was a temporary file, or an earlier version.
func copyAsItLies(from, to string) (err error) {
	root, err := os.OpenRoot(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	log := root.FS()
	for _, name := range []string{sweptName, layout.CheckpointPath, ".state", "."} {
		err := fs.WalkDir(log, filepath.ToSlash(name), func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) || err == nil && !e.Type().IsRegular() {
				return nil
			}
			if err != nil {
				return err
			}
			content, err := fs.ReadFile(log, path)
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err != nil {
				return err
			}
			return writeNew(filepath.Join(to, filepath.FromSlash(path)), content)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeNew writes a file that is not there yet; one that is stays.
func writeNew(path string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Close())
}

// covered waits until the published checkpoint covers n entries: it follows what was
// written into the log by a moment.
func covered(ctx context.Context, dir string, n int64) error {
	ctx, cancel := context.WithTimeout(ctx, settling/2)
	defer cancel()
	for {
		text, err := Checkpoint(dir)
		if err != nil {
			return err
		}
		var size int64
		if _, rest, ok := strings.Cut(text, "\n"); ok {
			_, _ = fmt.Sscanf(rest, "%d\n", &size) // what cannot be read is found by the check that follows
		}
		if size >= n || text != "" && size == 0 {
			return nil
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.Canceled) {
				return ctx.Err()
			}
			return nil // the check that follows says that it was cut
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// cut writes the first n entries with their hashes, and a checkpoint over them.
func (v *verifier) cut(n int64, keyFile, to string) error {
	part := &verifier{dir: to, size: n, entries: v.entries[:n]}
	part.build()
	part.root = rootOf(part.levels[0])
	files, err := part.files(v.verdict.Key, keyFile)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(to, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			return err
		}
	}
	return nil
}

// files returns the files of the log, by name: c2sp.org/tlog-tiles, and what the program
// itself notes of its size.
func (v *verifier) files(public, keyFile string) (map[string][]byte, error) {
	private, err := os.ReadFile(keyFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Invalidf("操作记录的签名密钥 %s 不在，无法签发备份的检查点。", "The signing key %s of the log is gone; the checkpoint of the copy cannot be signed.", filepath.Base(keyFile)).Because(err)
	}
	if err != nil {
		return nil, err
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(private)))
	if err != nil {
		return nil, err
	}
	checkpoint, err := note.Sign(&note.Note{Text: fmt.Sprintf("%s\n%d\n%s\n", signer.Name(), v.size, base64.StdEncoding.EncodeToString(v.root))}, signer)
	if err != nil {
		return nil, err
	}
	state, err := json.Marshal(treeNote{v.size, v.root})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{layout.CheckpointPath: checkpoint, publicKey: []byte(public + "\n"), ".state/treeState": state}
	for i := 0; i < len(v.entries); i += layout.EntryBundleWidth {
		var bundle []byte
		list := v.entries[i:min(i+layout.EntryBundleWidth, len(v.entries))]
		for _, e := range list {
			bundle = append(binary.BigEndian.AppendUint16(bundle, uint16(len(e))), e...) // it was read with such a length
		}
		files[layout.EntriesPath(uint64(i/layout.EntryBundleWidth), uint8(len(list)%layout.EntryBundleWidth))] = bundle
	}
	for level, hashes := range v.levels {
		for i := 0; i < len(hashes); i += layout.TileWidth {
			var tile []byte
			list := hashes[i:min(i+layout.TileWidth, len(hashes))]
			for _, h := range list {
				tile = append(tile, h...)
			}
			files[layout.TilePath(uint64(level), uint64(i/layout.TileWidth), uint8(len(list)%layout.TileWidth))] = tile
		}
	}
	return files, nil
}
