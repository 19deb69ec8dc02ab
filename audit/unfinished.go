package audit

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/transparency-dev/tessera/api/layout"
)

// dropUnfinished removes from a log that nobody else has open what a program that was killed wrote
// of entries it did not get to note: the storage writes a bundle of entries, then the hashes, then
// how long the log is (.state/treeState). The next program puts other entries in those places, and
// what is left of the first would look as if somebody had changed the log. What the signed
// checkpoint covers is never touched.
func dropUnfinished(dir string) error {
	raw, err := os.ReadFile(filepath.Join(dir, ".state", "treeState"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // a new log
	}
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	size, _, err := treeState(raw)
	if err != nil {
		return nil // verify tells
	}
	if raw, err = os.ReadFile(filepath.Join(dir, layout.CheckpointPath)); err == nil {
		if s, ok := StampOf(string(raw)); ok {
			size = max(size, s.Size)
		}
	}
	if err := dropBeyond(dir, size, layout.EntriesPath); err != nil {
		return err
	}
	for level, hashes := uint64(0), size; level < levels; level, hashes = level+1, hashes/layout.TileWidth {
		at := func(index uint64, part uint8) string { return layout.TilePath(level, index, part) }
		if err := dropBeyond(dir, hashes, at); err != nil {
			return err
		}
	}
	return nil
}

// levels is how many levels of hashes a log can have: 256⁸ entries.
const levels = 8

// dropBeyond removes the files, which hold 256 things each or the first part of them, that hold more
// than the first n.
func dropBeyond(dir string, n int64, at func(index uint64, part uint8) string) error {
	for index := n / layout.TileWidth; ; index++ {
		whole := filepath.Join(dir, at(uint64(index), 0))
		folder := filepath.Dir(filepath.Join(dir, at(uint64(index), 1)))
		gone := os.Remove(whole)
		parts, err := os.ReadDir(folder)
		if errors.Is(gone, fs.ErrNotExist) && errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if gone != nil && !errors.Is(gone, fs.ErrNotExist) || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("open the log: %w", errors.Join(gone, err))
		}
		for _, p := range parts {
			if part, err := strconv.ParseInt(p.Name(), 10, 64); err == nil && index*layout.TileWidth+part > n {
				if err := os.Remove(filepath.Join(folder, p.Name())); err != nil {
					return fmt.Errorf("open the log: %w", err)
				}
			}
		}
	}
}
