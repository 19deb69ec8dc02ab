package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/record"
)

// reading measures the reader on one core over the real documents, beside the cost of merely
// checking that the bytes are UTF-8, over documents of growing length, and the memory of parse. To read is to turn a
// text that lies in memory into a Judgment with all fields and spans; taking it out of a file and
// writing it as JSON count apart.
func (b bench) reading() error {
	path := filepath.Join(os.Getenv("MINGJIAN_SHARED"), "data", "judgments.jsonl")
	texts, err := load(path)
	if errors.Is(err, fs.ErrNotExist) {
		b.row("reading, one core", "not measured", path+" is absent")
		return nil
	}
	if err != nil {
		return err
	}
	size := 0
	for _, t := range texts {
		size += len(t)
	}
	mb := float64(size) / 1e6
	work := fmt.Sprintf("%d real documents, %.1f MB", len(texts), mb)
	parse, valid := b.besideChecking(texts)
	b.row("reading, one core", fmt.Sprintf("%.1f MB/s", mb/parse.Seconds()), work)
	alone, _ := b.medians(func() {
		for _, t := range texts {
			record.Parse("x", t)
		}
	}, func() {})
	b.row("reading, one core, a call for each document", fmt.Sprintf("%.1f MB/s", mb/alone.Seconds()), work)
	b.row("reading, one core", fmt.Sprintf("%.0f documents/s", float64(len(texts))/parse.Seconds()), work)
	b.row("checking UTF-8, one core", fmt.Sprintf("%.0f MB/s", mb/valid.Seconds()), work)
	b.row("reading ÷ checking UTF-8", fmt.Sprintf("%.1f ×", parse.Seconds()/valid.Seconds()), work)
	b.row("writing what was read as JSON, one core", fmt.Sprintf("%.0f documents/s", float64(len(texts))/b.writing(texts).Seconds()), work)
	allocations, fields := allocated(texts)
	b.row("allocations", fmt.Sprintf("%.0f a document, %.1f a field", allocations/float64(len(texts)), allocations/fields),
		fmt.Sprintf("%s, %.0f fields", work, fields))
	b.lengths(texts)
	return b.memory(texts)
}

// besideChecking returns the median times of reading all texts and of checking that they are
// UTF-8, each measured in turn, so that both meet the same load of the machine.
func (b bench) besideChecking(texts []string) (parse, valid time.Duration) {
	docs := make([]record.Text, len(texts))
	for i, t := range texts {
		docs[i] = record.Text{ID: "x", Text: t}
	}
	return b.medians(func() {
		record.ParseAll(docs)
	}, func() {
		for _, t := range texts {
			if !utf8.ValidString(t) {
				panic("the sample is not UTF-8")
			}
		}
	})
}

// writing returns the median time of writing what was read of all texts as JSON.
func (b bench) writing(texts []string) time.Duration {
	var read []record.Judgment
	for _, t := range texts {
		read = append(read, record.Parse("x", t))
	}
	median, _ := b.medians(func() {
		for i := range read {
			if _, err := json.Marshal(read[i]); err != nil {
				panic(err) // a judgment holds nothing that JSON cannot
			}
		}
	}, func() {})
	return median
}

// allocated returns how many allocations reading all texts takes, and how many fields it fills.
func allocated(texts []string) (allocations, fields float64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, t := range texts {
		record.Parse("x", t)
	}
	runtime.ReadMemStats(&after)
	for _, t := range texts {
		fields += float64(filled(reflect.ValueOf(record.Parse("x", t))))
	}
	return float64(after.Mallocs - before.Mallocs), fields
}

// filled counts the values that v holds: numbers, words, dates, yes and no; of a list and its
// items each. Empty values and places do not count.
func filled(v reflect.Value) (n int) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return max(1, filled(v.Elem()))
		}
	case reflect.Slice:
		for i := range v.Len() {
			n += filled(v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[record.Span]() {
			return 0
		}
		for i := range v.NumField() {
			n += filled(v.Field(i))
		}
	case reflect.Map: // the places and confidences of the fields
	default:
		if !v.IsZero() {
			return 1
		}
	}
	return n
}

// lengths measures documents from a thousand bytes to two million: what each byte costs must
// not grow with the length. A document is made longer by telling its middle again.
func (b bench) lengths(texts []string) {
	for _, size := range []int{1 << 10, 8 << 10, 64 << 10, 512 << 10, 2 << 20} {
		var long []string
		for i, total := 0, 0; total < 4<<20 && i < 400; i++ {
			t := stretched(texts[i%len(texts)], size)
			long = append(long, t)
			total += len(t)
		}
		total := 0
		for _, t := range long {
			total += len(t)
		}
		parse, _ := b.besideChecking(long)
		b.row(fmt.Sprintf("reading, documents of %d KB", size>>10), fmt.Sprintf("%.1f ns a byte", float64(parse.Nanoseconds())/float64(total)),
			fmt.Sprintf("%d documents, %.1f MB", len(long), float64(total)/1e6))
	}
}

// inputSize is how many bytes the inputs have over which the memory of parse is measured.
const inputSize = 1200 << 20

// memory measures the peak memory of parse over inputs that no memory would hold, of many short
// documents, of real ones and of few long ones: it must not grow with the input.
func (b bench) memory(texts []string) error {
	dir, err := os.MkdirTemp("", "mingjian-bench-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	for _, of := range []struct {
		what string
		size int
	}{{"documents of 1 KB", 1 << 10}, {"the real documents", 0}, {"documents of 2 MB", 2 << 20}} {
		path := filepath.Join(dir, "input.jsonl")
		n, err := writeInput(path, texts, of.size)
		if err != nil {
			return err
		}
		took, peak, err := b.command("parse", path)
		if err != nil {
			return err
		}
		work := fmt.Sprintf("%d documents, %.1f GB: %s", n, float64(inputSize)/1e9, of.what)
		b.row("parse, peak memory", fmt.Sprintf("%d MB", peak), work)
		b.row("parse, all cores", fmt.Sprintf("%.1f MB/s", inputSize/1e6/took.Seconds()), work)
	}
	return nil
}

// writeInput writes documents of about size bytes, or with 0 as they are, over and over until the
// file has inputSize bytes, and returns how many.
func writeInput(path string, texts []string, size int) (n int, err error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(f, 1<<20)
	var some []string
	for i := 0; i < len(texts) && (size < 1<<20 || i < 8); i++ {
		t := texts[i]
		if size > 0 {
			t = stretched(t, size)
		}
		some = append(some, t)
	}
	for written := 0; written < inputSize; n++ {
		line, err := json.Marshal(map[string]string{"id": fmt.Sprint(n), "text": some[n%len(some)]})
		if err != nil {
			return 0, errors.Join(err, f.Close())
		}
		written += len(line) + 1
		_, _ = out.Write(append(line, '\n')) // an error stays until Flush
	}
	return n, errors.Join(out.Flush(), f.Close())
}

// stretched returns the text with its middle lines cut or told again until it has about size bytes.
func stretched(text string, size int) string {
	lines := strings.SplitAfter(text, "\n")
	third := len(lines) / 3
	head, middle, tail := strings.Join(lines[:third], ""), lines[third:2*third], strings.Join(lines[2*third:], "")
	var out strings.Builder
	out.WriteString(head)
	for i := 0; len(middle) > 0 && out.Len()+len(tail) < size; i++ {
		out.WriteString(middle[i%len(middle)])
	}
	out.WriteString(tail)
	if out.Len() > size && size < len(text) {
		return strings.ToValidUTF8(out.String()[:size], "")
	}
	return out.String()
}
