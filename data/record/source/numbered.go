package source

import (
	"bytes"
	"fmt"

	"github.com/mingjian/mingjian/data/charset"
)

// Line reads the line n, counted from 1, of the file of JSON Lines called path, as Read
// reads it: for readers that hold the lines of one file on several machines. d is nil for
// an empty line, which is no document and no fault.
func Line(line []byte, path string, n int) (d *Document, bad *Unread) {
	if n == 1 {
		line = bytes.TrimPrefix(line, []byte(charset.MarkUTF8))
	}
	at := fmt.Sprintf("%s:%d", path, n)
	if len(line) > MaxDocument {
		return nil, &Unread{at, saysTooBig(at, MaxDocument)}
	}
	if line = bytes.TrimSpace(line); len(line) == 0 {
		return nil, nil
	}
	got, why := parseLine(line, at, fmt.Sprintf("%s-%d", baseName(path), n))
	switch {
	case why != nil:
		return nil, &Unread{at, *why}
	case blank(got.Text):
		return nil, &Unread{at, saysEmpty(at)}
	case !usableID(got.ID):
		return nil, &Unread{at, saysID(at)}
	}
	return &got, nil
}
