package duck_test

import (
	"testing"

	"github.com/mingjian/mingjian/detect/engine/duck"
)

// BenchmarkOpen opens an engine with all registers as empty tables, as every case of a
// model does.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		e, err := duck.Open(b.Context(), duck.Options{Threads: 1})
		if err != nil {
			b.Fatal(err)
		}
		e.Close()
	}
}
