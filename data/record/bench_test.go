package record

import (
	"encoding/json"
	"testing"
	"unicode/utf8"
)

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

// BenchmarkParseAll measures the reader on the same documents, many abreast.
func BenchmarkParseAll(b *testing.B) {
	var docs []Text
	size := 0
	for _, d := range samples(b, shared(b), "judgments.jsonl") {
		docs = append(docs, Text{ID: d.ID, Text: d.Text})
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		ParseAll(docs)
	}
}

// BenchmarkSimilarity measures what bands and passages cost for each character of the
// sections they are made of, and beside it what decoding as many characters costs.
func BenchmarkSimilarity(b *testing.B) {
	var list []*reader
	chars := 0
	for _, d := range samples(b, shared(b), "judgments.jsonl") {
		r := newReader()
		r.read(d.ID, d.Text)
		list = append(list, r)
		r.each(func(p part) { chars += runes(r.of(p.at)) }, tellingSections()...)
	}
	measure := func(name string, do func(*reader)) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				for _, r := range list {
					do(r)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(chars), "ns/char")
		})
	}
	measure("bands and passages", func(r *reader) {
		r.j.Bands, r.j.Passages = nil, nil
		r.readSimilarity()
	})
	measure("decoding", func(r *reader) {
		r.each(func(p part) {
			s := r.of(p.at)
			for i := 0; i < len(s); {
				_, n := utf8.DecodeRuneInString(s[i:])
				i += n
			}
		}, tellingSections()...)
	})
}

// BenchmarkMask measures the masker on real documents that have been read, on one core.
func BenchmarkMask(b *testing.B) {
	docs := samples(b, shared(b), "judgments.jsonl")
	read := make([]Judgment, len(docs))
	size := 0
	for i, d := range docs {
		read[i] = Parse(d.ID, d.Text)
		size += len(d.Text)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for i, d := range docs {
			Mask(read[i], d.Text)
		}
	}
}

// BenchmarkMarshal measures writing what was read as JSON, as parse does, on one core.
func BenchmarkMarshal(b *testing.B) {
	docs := samples(b, shared(b), "judgments.jsonl")
	var read []Judgment
	for _, d := range docs {
		read = append(read, Parse(d.ID, d.Text))
	}
	size := 0
	for b.Loop() {
		size = 0
		for i := range read {
			out, err := json.Marshal(read[i])
			if err != nil {
				b.Fatal(err)
			}
			size += len(out)
		}
	}
	b.SetBytes(int64(size))
}
