package source

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
)

// A Gauge tells how far a reading of files has come, in bytes of the files on disk. Others may
// ask it while the reading goes on. A nil Gauge knows nothing.
type Gauge struct {
	total int64
	done  atomic.Int64
}

// NewGauge returns a gauge for reading paths. With standard input or a pipe among them it
// never knows how far the reading has come.
func NewGauge(paths []string) *Gauge {
	g := &Gauge{}
	for _, p := range paths {
		info, err := os.Stat(p)
		switch {
		case err != nil: // it will be named as unread
		case info.IsDir():
			g.total += sizeOf(p)
		case info.Mode().IsRegular():
			g.total += info.Size()
		}
		if p == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular() {
			return &Gauge{}
		}
	}
	return g
}

// sizeOf returns the bytes of the files in a folder. What it cannot look at counts nothing.
func sizeOf(dir string) (total int64) {
	_ = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || hidden(e.Name()) {
			return nil
		}
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
		return nil
	})
	return total
}

// Share returns how much has been read, from 0 to 1, and whether that is known.
func (g *Gauge) Share() (share float64, known bool) {
	if g == nil || g.total == 0 {
		return 0, false
	}
	return min(1, float64(g.done.Load())/float64(g.total)), true
}

// add notes that n more bytes of a file have been read.
func (g *Gauge) add(n int64) {
	if g != nil {
		g.done.Add(n)
	}
}

// A gauged is a file whose bytes a gauge counts: as they are read in order, and what is left
// when the file is done with.
type gauged struct {
	*os.File
	gauge *Gauge
	size  int64
	read  int64
}

func (f *gauged) Read(b []byte) (int, error) {
	n, err := f.File.Read(b)
	f.read += int64(n)
	f.gauge.add(int64(n))
	return n, err
}

// finish counts the rest: an archive is read here and there, a refused file hardly.
func (f *gauged) finish() { f.gauge.add(max(0, f.size-f.read)) }
