package lake

import (
	"context"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/parquet-go/parquet-go"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// A SharedNumber says how many valid identifiers of one field stand in a register beside more
// than one name, where each has one bearer. A name that changed and a mistake in writing look
// the same as a number that two people use: somebody has to look.
type SharedNumber struct {
	Field   string     `json:"field"` // the number
	Title   fault.Text `json:"title"`
	Name    string     `json:"name"`    // the field of the name
	Numbers int64      `json:"numbers"` // with more than one name
	Records int64      `json:"records"` // that have one of them and a name
}

// sharedNumbers looks through every mention of a register that has both a name and a number.
func (s Snapshot) sharedNumbers(ctx context.Context, std standard.Standard) (all []SharedNumber, err error) {
	for _, m := range std.Mentions {
		for _, trait := range []standard.Trait{standard.TraitIDNo, standard.TraitCreditCode} {
			number, told := std.Field(m.By[trait])
			if !told || slices.ContainsFunc(all, func(n SharedNumber) bool { return n.Field == number.Name }) {
				continue
			}
			x, err := s.sharedNumber(ctx, std, number, m.By[standard.TraitName])
			if err != nil {
				return nil, err
			}
			if x.Numbers > 0 {
				all = append(all, x)
			}
		}
	}
	return all, nil
}

// bearers are the names beside one number.
type bearers struct {
	name    uint64 // hash of the first
	several bool
	records int64
}

func (s Snapshot) sharedNumber(ctx context.Context, std standard.Standard, number standard.Field, name string) (SharedNumber, error) {
	x := SharedNumber{Field: number.Name, Title: number.Title, Name: name}
	known := map[uint64]*bearers{}
	for _, path := range s.Files(std.Name) {
		err := eachPair(ctx, path, number.Name, name, func(number, name string) {
			number, name = oneNumber(number), oneName(name)
			if number == "" || name == "" {
				return
			}
			id, said := xxhash.Sum64String(number), xxhash.Sum64String(name)
			b := known[id]
			if b == nil {
				b = &bearers{name: said}
				known[id] = b
			}
			b.several = b.several || b.name != said
			b.records++
		})
		if err != nil {
			return x, err
		}
	}
	for _, b := range known {
		if b.several {
			x.Numbers++
			x.Records += b.records
		}
	}
	return x, nil
}

// oneNumber is a valid resident ID or credit code in the form that all its spellings share;
// empty if it is none.
func oneNumber(s string) string {
	if s = strings.ToUpper(strings.TrimSpace(s)); record.ResidentID(s) {
		return record.LongResidentID(s)
	} else if record.CreditCode(s) {
		return s
	}
	return ""
}

// oneName is a name without what its spellings differ in; empty if it is masked.
func oneName(s string) string {
	if strings.ContainsAny(s, "某×*＊") {
		return ""
	}
	return strings.ToUpper(strings.NewReplacer(" ", "", "　", "", "·", "", "•", "", "．", "", "（", "(", "）", ")").Replace(s))
}

// eachPair hands the texts of two columns to do, row by row, where both are there.
func eachPair(ctx context.Context, path, a, b string, do func(a, b string)) error {
	p, done, err := openParquet(path)
	if err != nil {
		return err
	}
	defer done()
	columns := columnsOf(p.Schema())
	na, ok1 := columns[a]
	nb, ok2 := columns[b]
	if !ok1 || !ok2 {
		return nil // the file is older than one of the fields
	}
	buffer := make([]parquet.Value, 1024)
	for _, group := range p.RowGroups() {
		first := make([]string, 0, group.NumRows())
		if err := eachPage(ctx, group.ColumnChunks()[na], buffer, true, func(v parquet.Value) { first = append(first, textIn(v)) }); err != nil {
			return err
		}
		i := 0
		if err := eachPage(ctx, group.ColumnChunks()[nb], buffer, true, func(v parquet.Value) {
			if text := textIn(v); text != "" && first[i] != "" {
				do(first[i], text)
			}
			i++
		}); err != nil {
			return err
		}
	}
	return nil
}

// textIn is a copy of a text, empty for none.
func textIn(v parquet.Value) string {
	if v.IsNull() {
		return ""
	}
	return string(v.ByteArray())
}
