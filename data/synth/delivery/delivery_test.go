package delivery

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// told keeps what a delivery tells.
type told struct {
	said        []Said
	spoiled     []Spoiled
	records     []string
	undelivered []string
}

func (t *told) Said(s Said) error              { t.said = append(t.said, s); return nil }
func (t *told) Spoiled(s Spoiled) error        { t.spoiled = append(t.spoiled, s); return nil }
func (t *told) Record(_ int, _, _, row string) { t.records = append(t.records, row) }
func (t *told) Undelivered(_ int, s string)    { t.undelivered = append(t.undelivered, s) }

func sheet(st Style) *Sheet {
	return &Sheet{Standard: "death", File: "f", Roles: []string{"person"}, Style: st, Columns: []Column{
		{Heading: "姓名", Field: "name", Role: 0, Kind: Name, Needed: true},
		{Heading: "证件号", Field: "id_no", Role: 0, Kind: ID},
		{Heading: "日期", Field: "died_on", Role: -1, Kind: Date, Needed: true},
		{Heading: "金额（万元）", Field: "amount", Role: -1, Kind: Wan},
	}}
}

// rows are n records of one person, one a day.
func rows(n int) func(func(*Row) bool) {
	return func(yield func(*Row) bool) {
		for i := range n {
			r := &Row{Cells: []Cell{{S: "王志强", Has: true}, {S: "331902197001011234", Has: true}, {N: int64(i + 1), Has: true}, {N: 123450, Has: true}},
				Who: []string{"P0000001"}, On: int64(i + 1), Plots: []int{0}}
			if !yield(r) {
				return
			}
		}
	}
}

// deliver returns the files of a delivery by name, and what it told.
func deliver(t *testing.T, s *Sheet, n int) (map[string]string, *told, Counts) {
	t.Helper()
	files, tell := map[string]string{}, &told{}
	create := func(name string, write func(io.Writer) error) error {
		var b bytes.Buffer
		err := write(&b)
		files[name] = b.String()
		return err
	}
	c, err := s.Deliver(context.Background(), create, 1, rows(n), tell)
	if err != nil {
		t.Fatal(err)
	}
	return files, tell, c
}

func TestDeliver(t *testing.T) {
	s := sheet(Style{Format: "csv", Comma: '|', Dates: "dots", Title: "登记表", Note: "注", Total: true})
	s.Gaps = []Gap{{From: 3, Until: 4}}
	files, tell, c := deliver(t, s, 60)
	lines := strings.Split(strings.TrimSpace(files["f.csv"]), "\n")
	if lines[0] != "登记表" || lines[1] != "姓名|证件号|日期|金额（万元）" || !strings.HasSuffix(lines[2], "|1970.01.02|0.12345") {
		t.Errorf("begins %q", lines[:3])
	}
	if c.Missing != 2 || len(tell.undelivered) != 2 || c.Rows < 58 || len(tell.records) != 58 {
		t.Errorf("counts %+v, %d records", c, len(tell.records))
	}
	if len(lines) != 2+c.Rows+c.Spoiled || lines[len(lines)-2] != "合计|||" || lines[len(lines)-1] != "注|||" {
		t.Errorf("%d lines end %q", len(lines), lines[len(lines)-2:])
	}
	reasons := map[string]bool{}
	for _, x := range tell.spoiled {
		reasons[x.Reason] = true
	}
	if !reasons["total"] || !reasons["note"] || !reasons["missing"] && !reasons["unreadable"] {
		t.Errorf("spoiled %+v", tell.spoiled)
	}
}

func TestMendedFileHasNoSlips(t *testing.T) {
	s := sheet(Style{Format: "csv", Comma: ',', Dates: "iso"})
	s.Mend = true
	files, tell, _ := deliver(t, s, 3000)
	lines := strings.Split(strings.TrimSpace(files["f_补正.csv"]), "\n")
	if len(lines) != 1+keeps {
		t.Fatalf("%d lines, want %d", len(lines), 1+keeps)
	}
	for _, l := range lines[1:] {
		if !strings.HasPrefix(l, "王志强,331902197001011234,") {
			t.Errorf("%q is not corrected", l)
		}
	}
	last := tell.said[len(tell.said)-1]
	if last.File != "f_补正.csv" || last.Slips != "" {
		t.Errorf("tells %+v", last)
	}
}

// Nothing is corrected in a list so short that no row of it has a slip.
func TestNothingToMend(t *testing.T) {
	s := sheet(Style{Format: "csv", Comma: ',', Dates: "iso"})
	s.Mend = true
	files, _, c := deliver(t, s, 1)
	if _, ok := files["f_补正.csv"]; ok || c.Files != 1 {
		t.Errorf("%d files: %q", c.Files, files)
	}
}

func TestSlipsAreTold(t *testing.T) {
	s := sheet(Style{Format: "csv", Comma: ',', Dates: "iso", Old: true, Masked: true})
	files, tell, _ := deliver(t, s, 5000)
	lines := strings.Split(files["f.csv"], "\n")
	slips, masked := 0, 0
	for _, x := range tell.said {
		n := 0
		for _, c := range x.Row {
			n = 10*n + int(c-'0')
		}
		f := strings.Split(lines[n-1], ",")
		wrong := f[0] != "王志强" || f[1] != "331902197001011234" && f[1] != "３３１９０２１９７００１０１１２３４"
		if wrong != (x.Slips != "" || x.Masked) {
			t.Fatalf("%q is told as %+v", lines[n-1], x)
		}
		if x.Masked {
			masked++
		} else if wrong {
			slips++
		}
	}
	if slips < 500 || masked < 300 {
		t.Errorf("%d slips and %d masked of 5000", slips, masked)
	}
}

func TestWriting(t *testing.T) {
	for _, c := range []struct {
		style Style
		kind  Kind
		cell  Cell
		want  string
	}{
		{Style{Dates: "zh"}, Date, Cell{N: 19853, Has: true}, "2024年5月10日"},
		{Style{Dates: "digits"}, Month, Cell{N: 19853, Has: true}, "202405"},
		{Style{Dates: "time"}, Date, Cell{N: 0, Has: true}, "1970-01-01 00:00:00"},
		{Style{Format: "csv"}, Yuan, Cell{N: 12305, Has: true}, "123.05"},
		{Style{Format: "csv"}, Yuan, Cell{N: 0, Has: true}, "0.00"},
		{Style{Format: "xlsx"}, Yuan, Cell{N: 12300, Has: true}, "123"},
		{Style{}, Wan, Cell{N: 1, Has: true}, "0.000001"},
		{Style{}, Wan, Cell{N: 250000000, Has: true}, "250"},
		{Style{Sexes: "digits"}, Sex, Cell{S: "女", Has: true}, "2"},
		{Style{}, Count, Cell{N: 7, Has: true, wide: true}, "７"},
		{Style{}, Text, Cell{S: "x"}, ""},
	} {
		if got := newScribe(c.style).text(c.kind, c.cell); got != c.want {
			t.Errorf("%v is written %q, want %q", c.cell, got, c.want)
		}
	}
}

// TestMistypes: a name that is mistyped differs and stays as long; a number differs in
// one place or two neighbours.
func TestMistypes(t *testing.T) {
	s := newSoiler(sheet(Style{}), Usual(), rand.New(rand.NewPCG(1, 2)))
	for range 200 {
		if got, ok := s.mistype([]rune("李建华")); !ok || got == "李建华" || len([]rune(got)) != 3 {
			t.Fatalf("李建华 mistyped as %q", got)
		}
		const id = "331902197001011234"
		got := s.misnumber([]byte(id))
		n := 0
		for i := range id {
			if id[i] != got[i] {
				n++
			}
		}
		if n < 1 || n > 2 || len(got) != 18 {
			t.Fatalf("%s mistyped as %s", id, got)
		}
	}
}

func TestConfusionsGoBothWays(t *testing.T) {
	c := readConfusions()
	for a, list := range c {
		if slices.Contains(list, a) {
			t.Errorf("%c is mistaken for itself", a)
		}
	}
	if !slices.Contains(c['伟'], '炜') || !slices.Contains(c['炜'], '伟') {
		t.Error("伟 and 炜 are not mistaken for each other")
	}
}
