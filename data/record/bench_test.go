package record

import "testing"

// BenchmarkParse measures the reader on real documents, one after the other on one core.
func BenchmarkParse(b *testing.B) {
	docs := samples(b, shared(b), "judgments.jsonl")
	size := 0
	for _, d := range docs {
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, d := range docs {
			Parse(d.ID, d.Text)
		}
	}
	b.ReportMetric(float64(len(docs)*b.N)/b.Elapsed().Seconds(), "docs/s")
}
