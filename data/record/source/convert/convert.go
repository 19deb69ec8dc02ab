// Package convert reads what this program cannot read itself with programs that an
// office may have installed: LibreOffice for documents of old word processors, and
// Tesseract for pictures of pages. Each run has a folder and a process group of its
// own, is not told where the user's files are, and ends within its time.
package convert

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The Debian packages that hold the programs.
const (
	OfficePackage = "libreoffice-writer-nogui"
	OCRPackages   = "tesseract-ocr tesseract-ocr-chi-sim"
)

// limit is how long one run may take. LibreOffice needs some ten seconds for its first
// document, Tesseract some five a page.
const limit = 3 * time.Minute

// mostOutput is how many bytes a program may write to its standard output.
const mostOutput = 64 << 20

// The reasons why something was not converted, besides the end of its context.
var (
	ErrAbsent = errors.New("the program for it is not installed")
	ErrFailed = errors.New("the program for it could not read it")
	ErrSlow   = errors.New("the program for it took too long")
)

// Tools are the programs that are installed, by their paths.
type Tools struct {
	Office string // LibreOffice, or ""
	OCR    string // Tesseract with simplified Chinese, or ""
}

// Find looks for the programs.
func Find(ctx context.Context) Tools {
	var t Tools
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			t.Office = path
			break
		}
	}
	path, err := exec.LookPath("tesseract")
	if err != nil {
		return t
	}
	languages, err := run(ctx, job{program: path, args: []string{"--list-langs"}})
	if err == nil && slices.Contains(strings.Fields(string(languages)), language) {
		t.OCR = path
	}
	return t
}

// A job is one run of a program in an empty folder.
type job struct {
	program string
	args    []string
	input   string // name of the file with the input, or "" if there is none
	bytes   []byte // the input
	output  string // name of the file to return, or "" for the standard output
}

// run does the job and returns its output.
func run(ctx context.Context, j job) ([]byte, error) {
	dir, err := os.MkdirTemp("", "mingjian-convert-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for the conversion: %w", err)
	}
	defer os.RemoveAll(dir)
	if j.input != "" {
		if err := os.WriteFile(filepath.Join(dir, j.input), j.bytes, 0o600); err != nil {
			return nil, fmt.Errorf("write the file to convert: %w", err)
		}
	}
	inner, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(inner, j.program, j.args...)
	cmd.Dir = dir
	cmd.Env = []string{
		"PATH=/usr/local/bin:/usr/bin:/bin", "HOME=" + dir, "TMPDIR=" + dir, "LC_ALL=C.UTF-8",
		"OMP_THREAD_LIMIT=1",                                              // more threads make Tesseract slower, not faster
		"http_proxy=http://127.0.0.1:9", "https_proxy=http://127.0.0.1:9", // nobody answers there
	}
	out := &capped{left: mostOutput, full: cancel}
	cmd.Stdout = out
	cmd.WaitDelay = time.Second
	ownGroup(cmd)
	err = cmd.Run()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case out.left < 0:
		return nil, fmt.Errorf("%w: it wrote more than %d bytes", ErrFailed, mostOutput)
	case inner.Err() != nil:
		return nil, ErrSlow
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFailed, err)
	case j.output == "":
		return out.held.Bytes(), nil
	}
	return read(filepath.Join(dir, j.output))
}

// read returns the file that a program wrote.
func read(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > mostOutput {
		return nil, ErrFailed // LibreOffice reports success also where it wrote nothing
	}
	return os.ReadFile(name)
}

// A capped buffer refuses more than it may hold.
type capped struct {
	held bytes.Buffer // not embedded: its ReadFrom would go round Write
	left int
	full func() // called when there is too much
}

// Write writes, or fails if there is too much.
func (c *capped) Write(p []byte) (int, error) {
	if c.left -= len(p); c.left < 0 {
		c.full()
		return 0, errors.New("wrote too much")
	}
	return c.held.Write(p)
}
