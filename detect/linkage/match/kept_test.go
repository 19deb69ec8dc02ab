package match_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"testing"

	"github.com/cespare/xxhash/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/detect/linkage/matchtest"
	"github.com/mingjian/mingjian/fault"
)

func saved(t testing.TB, r interface{ Save(io.Writer) error }) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Save(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func opened(t testing.TB, files ...[]byte) *match.Kept {
	t.Helper()
	k, err := match.Open(files...)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func added(t testing.TB, k *match.Kept, table *match.Table, o match.AddOptions) *match.Addition {
	t.Helper()
	a, err := k.Add(context.Background(), table, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestAdd adds to a register in several steps: what was found stays, what is added is as
// right as if all had been linked at once.
func TestAdd(t *testing.T) {
	rows, person, masked := register(t, 11, 6000)
	r := link(t, tableOf(t, matchtest.Headings, rows[:5000]), match.Options{Seed: 1})
	files := [][]byte{saved(t, r)}
	k := opened(t, files...)
	if diff := cmp.Diff(entities(r), k.Assignments()); diff != "" {
		t.Fatal(diff)
	}
	if k.Len() != 5000 || k.Entities() != r.Counts.Entities || k.Masked() != r.Counts.Masked {
		t.Errorf("%d mentions, %d entities, %d masked", k.Len(), k.Entities(), k.Masked())
	}
	before := k.Assignments()
	for from := 5000; from < 6000; from += 250 {
		a := added(t, k, tableOf(t, matchtest.Headings, rows[from:from+250]), match.AddOptions{})
		if len(a.Assignments) != 250 || a.Assignments[0].ID != rows[from][0] {
			t.Fatalf("%d assignments, the first %+v", len(a.Assignments), a.Assignments[0])
		}
		files = append(files, saved(t, a))
		k = opened(t, files...)
		now := k.Assignments()
		for _, x := range append(a.Assignments, a.Renamed...) {
			if now[x.ID] != x.Entity {
				t.Fatalf("%s was told to be %s and is %s", x.ID, x.Entity, now[x.ID])
			}
			before[x.ID] = x.Entity
		}
		if diff := cmp.Diff(before, now); diff != "" {
			t.Fatalf("what was not told changed:\n%s", diff)
		}
		for _, p := range a.Pairs[:20] {
			if e, err := a.Explain(p.A, p.B); err != nil || e.Together != p.Merged {
				t.Errorf("%v: %+v", err, e)
			}
		}
	}
	p, c := accuracy(before, person, func(id string) bool { return !masked[id] })
	if p < 0.999 || c < 0.97 || k.Additions() != 4 || k.First() != 5000 || k.Len() != 6000 {
		t.Errorf("precision %.5f, recall %.4f, %d additions to %d of %d", p, c, k.Additions(), k.First(), k.Len())
	}
	count := map[string]int{}
	for _, e := range before {
		count[e]++
	}
	if k.Entities() != len(count) {
		t.Errorf("%d entities, counted %d", k.Entities(), len(count))
	}
	for _, row := range rows[4900:5100] {
		list := k.Members(row[0])
		if m, ok := k.Member(row[0]); !ok || m.Entity != before[row[0]] || m.Values[0] != row[1] || len(list) != count[m.Entity] {
			t.Fatalf("%s: %+v in %d", row[0], m, len(list))
		}
		if masked[row[0]] && len(list) > 1 {
			t.Errorf("the masked mention %s was merged", row[0])
		}
	}
	if _, err := k.Add(t.Context(), tableOf(t, matchtest.Headings, rows[5999:]), match.AddOptions{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a mention that is there already: %v", err)
	}
	if _, err := k.Add(t.Context(), match.NewTable(), match.AddOptions{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("other columns: %v", err)
	}
}

// TestAddAgreesWithLink compares what is found step by step with what is found at once. What
// holds: two unmasked mentions of one valid number, without contradiction, are together in
// both; different valid numbers are together in neither; and of the pairs that either joins
// almost all are joined by both.
func TestAddAgreesWithLink(t *testing.T) {
	rows, _, masked := register(t, 15, 9000)
	whole := link(t, tableOf(t, matchtest.Headings, rows), match.Options{Seed: 1})
	files := [][]byte{saved(t, link(t, tableOf(t, matchtest.Headings, rows[:7500]), match.Options{Seed: 1}))}
	contradicted := map[string]bool{}
	for _, c := range whole.Conflicts {
		contradicted[c.A], contradicted[c.B] = true, true
	}
	for from := 7500; from < len(rows); from += 500 {
		a := added(t, opened(t, files...), tableOf(t, matchtest.Headings, rows[from:from+500]), match.AddOptions{Workers: from / 500 % 3})
		for _, c := range a.Conflicts {
			contradicted[c.A], contradicted[c.B] = true, true
		}
		files = append(files, saved(t, a))
	}
	once, steps := entities(whole), opened(t, files...).Assignments()
	of := map[string][]string{}
	numbers := compare.Prepare(compare.Identifier, nil)
	for i, row := range rows {
		numbers.Add(row[4])
		if numbers.Note(int32(i))&compare.Certain != 0 && !masked[row[0]] && !contradicted[row[0]] {
			key := fmt.Sprint(numbers.Key(0, int32(i)))
			of[key] = append(of[key], row[0])
		}
	}
	for _, list := range of {
		for _, id := range list[1:] {
			if once[id] != once[list[0]] || steps[id] != steps[list[0]] {
				t.Errorf("%s and %s bear one number: together at once %t, in steps %t", list[0], id, once[id] == once[list[0]], steps[id] == steps[list[0]])
			}
		}
	}
	for name, found := range map[string]map[string]string{"at once": once, "in steps": steps} {
		bears := map[string]string{}
		for key, list := range of {
			if e := found[list[0]]; bears[e] != "" {
				t.Errorf("%s: one entity bears two numbers", name)
			} else {
				bears[e] = key
			}
		}
	}
	kept, given := accuracy(steps, once, func(string) bool { return true })
	t.Logf("of the pairs joined in steps %.5f are joined at once, of those joined at once %.5f in steps", kept, given)
	if kept < 0.998 || given < 0.998 {
		t.Errorf("of the pairs joined in steps %.5f are joined at once, of those joined at once %.5f in steps", kept, given)
	}
}

// TestAddToNothing: a register may begin empty, or with less than a model needs.
func TestAddToNothing(t *testing.T) {
	rows, _, _ := register(t, 16, 40)
	for n := range 3 {
		k := opened(t, saved(t, link(t, tableOf(t, matchtest.Headings, rows[:n]), match.Options{Seed: 1})))
		a := added(t, k, tableOf(t, matchtest.Headings, rows[n:]), match.AddOptions{})
		if len(a.Assignments) != 40-n {
			t.Errorf("%d of %d", len(a.Assignments), 40-n)
		}
		if none := added(t, k, tableOf(t, matchtest.Headings, nil), match.AddOptions{}); len(none.Assignments) != 0 {
			t.Errorf("nothing new gave %v", none.Assignments)
		}
	}
}

// TestAddDecided: what people kept apart, and what the caller knows, holds for new mentions.
func TestAddDecided(t *testing.T) {
	wen := func(id string) []string {
		return []string{id, "欧阳文静", "1980-02-03", "", "13511112222", "西湖区文三路1号"}
	}
	rows := append(filler(t), wen("a"), wen("b"), []string{"d", "司马建国", "1950-10-10", "", "", ""})
	r := link(t, tableOf(t, small, rows), match.Options{Seed: 1, Decisions: []match.Decision{{A: "a", B: "b", Verdict: match.Different}}})
	k := opened(t, saved(t, r))
	a := added(t, k, tableOf(t, small, [][]string{wen("c"), {"e", "司马健国", "", "", "", ""}}), match.AddOptions{Same: [][2]string{{"e", "d"}, {"a", "b"}, {"e", "nobody"}}})
	now := opened(t, saved(t, r), saved(t, a)).Assignments()
	if now["a"] == now["b"] || now["c"] != now["a"] && now["c"] != now["b"] {
		t.Errorf("a and b were decided to be different, c may be one of them: %s %s %s", now["a"], now["b"], now["c"])
	}
	if now["e"] != now["d"] {
		t.Error("what the caller knows was not followed")
	}
}

// TestAddJoinsTwo: a new mention can show that two entities are one; the larger gives the name.
func TestAddJoinsTwo(t *testing.T) {
	const number = "33010619900101001"
	valid := number
	for _, c := range "0123456789X" {
		if recordResident(number + string(c)) {
			valid = number + string(c)
		}
	}
	rows := append(filler(t), []string{"a", "欧阳文静", "1990-01-01", valid, "", ""}, []string{"b", "欧阳文静", "1990-01-01", valid, "", ""},
		[]string{"c", "欧阳敬文", "", "", "13511112222", "西湖区文三路1号"})
	k := opened(t, saved(t, link(t, tableOf(t, small, rows), match.Options{Seed: 1})))
	before := k.Assignments()
	if before["a"] != before["b"] || before["c"] == before["a"] {
		t.Fatalf("before: %s %s %s", before["a"], before["b"], before["c"])
	}
	a := added(t, k, tableOf(t, small, [][]string{{"x", "欧阳敬文", "", valid, "13511112222", "西湖区文三路1号"}}), match.AddOptions{Same: [][2]string{{"x", "c"}}})
	if len(a.Renamed) != 1 || a.Renamed[0].ID != "c" || a.Renamed[0].Entity != before["a"] || a.Assignments[0].Entity != before["a"] {
		t.Errorf("renamed %+v, new %+v, want %s", a.Renamed, a.Assignments, before["a"])
	}
}

// TestOpenDamaged: no damage goes unnoticed, and none is worse than an error.
func TestOpenDamaged(t *testing.T) {
	rows, _, _ := register(t, 17, 300)
	base := saved(t, link(t, tableOf(t, matchtest.Headings, rows[:280]), match.Options{Seed: 1}))
	more := saved(t, added(t, opened(t, base), tableOf(t, matchtest.Headings, rows[280:]), match.AddOptions{}))
	for name, files := range map[string][][]byte{"nothing": nil, "an addition alone": {more}, "twice": {base, base}, "the addition twice": {base, more, more},
		"cut": {base[:len(base)-9]}, "other": {[]byte("not saved")}, "empty": {nil}} {
		if _, err := match.Open(files...); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	old := bytes.Replace(base, []byte(`"version":2`), []byte(`"version":1`), 1)
	if _, err := match.Open(sealed(old)); !fault.Is(err, fault.Conflict) {
		t.Errorf("another version: %v", err)
	}
}

// sealed gives what was changed a right checksum.
func sealed(b []byte) []byte {
	b = slices.Clone(b)
	return binary.LittleEndian.AppendUint64(b[:len(b)-8], xxhash.Sum64(b[:len(b)-8]))
}

// FuzzOpen changes bytes of what was saved under a right checksum: it is refused, or can be
// worked with.
func FuzzOpen(f *testing.F) {
	rows, _, _ := register(f, 18, 60)
	base := saved(f, link(f, tableOf(f, matchtest.Headings, rows[:50]), match.Options{Seed: 1}))
	more := saved(f, added(f, opened(f, base), tableOf(f, matchtest.Headings, rows[50:55]), match.AddOptions{}))
	fresh := rows[55:]
	for i := range 40 {
		f.Add(uint32(i*len(base)/40), byte(1<<(i%8)), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, at uint32, flip byte, first bool) {
		files := [][]byte{base, more}
		n := 1
		if first {
			n = 0
		}
		b := slices.Clone(files[n])
		b[16+int(at)%(len(b)-24)] ^= flip
		files[n] = sealed(b)
		k, err := match.Open(files...)
		if err != nil {
			return
		}
		a, err := k.Add(context.Background(), tableOf(t, matchtest.Headings, fresh), match.AddOptions{})
		if err != nil {
			return
		}
		k.Assignments()
		k.Members(fresh[0][0])
		if err := a.Save(io.Discard); err != nil {
			t.Error(err)
		}
	})
}

// TestKeptVersion: what was kept by other keys or comparisons would be wrong to go on with.
func TestKeptVersion(t *testing.T) {
	h := xxhash.New()
	for _, kind := range compare.Kinds() {
		values := []string{"", "王小明", "王晓明", "王某", "欧阳文静", "Anna Smith", "330106199001010017", "1990-01-01", "1990年2月3日", "13812345678", "0571-87654321",
			"浙江省杭州市西湖区文三路12号3幢501室", "杭州明鉴科技有限公司", "330106", "310000", "a.b@example.com", "男"}
		c := compare.Prepare(kind, values)
		for i := range int32(len(values)) {
			for way := range compare.Ways(kind) {
				fmt.Fprintln(h, c.Key(way, i))
			}
			for j := range i {
				fmt.Fprintln(h, c.Level(i, j))
			}
			fmt.Fprintln(h, c.Note(i))
		}
	}
	const want = "4f56d3865298cfee"
	if got := fmt.Sprintf("%016x", h.Sum64()); got != want {
		t.Errorf("keys or levels have changed (%s): raise keptVersion, then put the new sum here", got)
	}
}
