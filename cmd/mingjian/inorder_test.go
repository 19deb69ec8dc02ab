package main

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record/source"
)

// countTo yields so many documents, every seventh of which is none.
func countTo(n int) iter.Seq2[source.Document, *source.Unread] {
	return func(yield func(source.Document, *source.Unread) bool) {
		for i := range n {
			id := strconv.Itoa(i)
			if i%7 == 3 {
				if !yield(source.Document{}, &source.Unread{Source: id}) {
					return
				}
			} else if !yield(source.Document{ID: id, Source: id, Text: strings.Repeat("字", i%50)}, nil) {
				return
			}
		}
	}
}

// The order is that of the input, and a document at which the reader fails costs no other.
func TestEachInOrder(t *testing.T) {
	fails := func(docs []source.Document) ([]string, error) {
		out := make([]string, len(docs))
		for i, d := range docs {
			if d.ID == "100" {
				panic("index out of range")
			}
			out[i] = d.ID
		}
		return out, nil
	}
	n := 0
	err := eachInOrder(t.Context(), countTo(1000), fails, func(id string, bad *source.Unread) error {
		if bad != nil {
			if id = bad.Source; n != 100 && n%7 != 3 {
				t.Errorf("document %d is unread", n)
			}
		}
		if id != strconv.Itoa(n) {
			t.Fatalf("document %d comes as %s", n, id)
		}
		n++
		return nil
	})
	if err != nil || n != 1000 {
		t.Errorf("%d documents, %v", n, err)
	}
}

// The first error ends the run: of the maker at its document, of emit, of the context.
func TestEachInOrderEnds(t *testing.T) {
	wrong := errors.New("wrong")
	one := func(d source.Document) (string, error) {
		if d.ID == "50" {
			return "", wrong
		}
		return d.ID, nil
	}
	n := 0
	if err := eachInOrder(t.Context(), countTo(1000), each(one), func(string, *source.Unread) error { n++; return nil }); !errors.Is(err, wrong) || n != 50 {
		t.Errorf("%v after %d documents", err, n)
	}
	if err := eachInOrder(t.Context(), countTo(1000), each(one), func(string, *source.Unread) error { return wrong }); !errors.Is(err, wrong) {
		t.Errorf("emit fails: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := eachInOrder(ctx, countTo(1000), each(one), func(string, *source.Unread) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
