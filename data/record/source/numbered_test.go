package source_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/mingjian/mingjian/data/record/source"
)

// TestLineIsRead: what Line says of each line is what Read says of the file.
func TestLineIsRead(t *testing.T) {
	lines := [][]byte{
		[]byte("\xef\xbb\xbf" + `{"id": "a", "text": "判决书"}`),
		[]byte(`{"text": "没有编号"}`),
		nil,
		[]byte(`{"id": "b"`),
		[]byte(`{"id": 12, "text": " "}`),
		[]byte(`  {"id": "c", "text": "裁定书"}` + "\r"),
		[]byte(`{"id": "", "text": "空编号"}`),
		[]byte(`{"title": "没有正文"}`),
	}
	file := filepath.Join(t.TempDir(), "文书.jsonl")
	if err := os.WriteFile(file, bytes.Join(lines, []byte("\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	type read struct {
		doc source.Document
		bad *source.Unread
	}
	var want, got []read
	for d, bad := range source.Read(t.Context(), []string{file}, nil) {
		want = append(want, read{d, bad})
	}
	for i, line := range lines {
		switch d, bad := source.Line(line, file, i+1); {
		case bad != nil:
			got = append(got, read{bad: bad})
		case d != nil:
			got = append(got, read{doc: *d})
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}
