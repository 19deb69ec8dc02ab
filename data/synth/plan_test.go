package synth

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func plan(t interface{ Fatal(...any) }, o Options) *County {
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCountyHolds checks what must be true of every county, of any seed and size.
func TestCountyHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := plan(t, Options{Seed: rapid.Uint64().Draw(t, "seed"), Documents: rapid.IntRange(20, 200).Draw(t, "documents")})
		for _, s := range c.w.suits {
			for _, fault := range faults(s) {
				t.Errorf("%s (%s): %s", s.no, s.topic, fault)
			}
		}
		checkNumbers(t, c.w.suits)
	})
}

// faults lists what is wrong with the plan of a suit.
func faults(s *suit) (out []string) {
	must := func(ok bool, format string, args ...any) {
		if !ok {
			out = append(out, fmt.Sprintf(format, args...))
		}
	}
	must(s.begun != 0 && s.begun < s.filed, "begun %s, filed %s", s.begun.iso(), s.filed.iso())
	must(s.due == 0 || s.begun < s.due && s.due < s.filed, "due %s between %s and %s", s.due.iso(), s.begun.iso(), s.filed.iso())
	must(s.filed <= s.heard && s.heard <= s.decided, "filed %s, heard %s, decided %s", s.filed.iso(), s.heard.iso(), s.decided.iso())
	must(s.filed.working() == s.filed && s.decided.working() == s.decided, "filed or decided on a weekend")
	must(s.award >= 0 && s.award <= s.sum && s.paid < s.sum || s.topic == "divorce", "sum %d, paid %d, award %d", s.sum, s.paid, s.award)
	must((s.basis == nil) == (s.paper <= mediationPaper || s.paper == orderPaper), "basis does not fit the paper")
	if s.basis != nil {
		must(s.basis.decided < s.filed, "filed %s before its basis was decided %s", s.filed.iso(), s.basis.decided.iso())
	}
	must(len(s.claims) > 0 && len(s.oppose) > 0, "a side is empty")
	for _, p := range slices.Concat(s.claims, s.oppose) {
		if p.person == nil {
			continue
		}
		grown := p.person.born + 16*365
		must(grown < s.begun, "%s born %s, story begins %s", p.person.name, p.person.born.iso(), s.begun.iso())
		must(p.person.number == withCheck(p.person.number[:17]), "resident ID does not check")
		must(p.person.number[6:14] == p.person.born.digits(), "resident ID and birth date differ")
		must((p.person.number[16]-'0')%2 == 0 == p.person.woman, "resident ID and sex differ")
	}
	return out
}

// checkNumbers asks that case numbers run 1, 2, 3 … in each series, by date of filing.
func checkNumbers(t *rapid.T, suits []*suit) {
	seen := map[string]bool{}
	highest, count := map[string]int{}, map[string]int{}
	for _, s := range suits {
		if seen[s.no] || seen[s.id] {
			t.Errorf("%s or its id is there twice", s.no)
		}
		seen[s.no], seen[s.id] = true, true
		i := strings.LastIndex(s.no, s.paper.typeCode()) + len(s.paper.typeCode())
		var n int
		if _, err := fmt.Sscanf(s.no[i:], "%d号", &n); err != nil {
			t.Fatalf("%s: %v", s.no, err)
		}
		highest[s.no[:i]] = max(highest[s.no[:i]], n)
		count[s.no[:i]]++
	}
	for series, n := range highest {
		if count[series] != n {
			t.Errorf("%s has %d numbers up to %d", series, count[series], n)
		}
	}
}

// TestTruthIsInThePapers asks that each truth names papers that exist and people whom
// those papers name, and that every kind of wrong and look-alike is there.
func TestTruthIsInThePapers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := plan(t, Options{Seed: rapid.Uint64().Draw(t, "seed"), Documents: 120})
		text := map[string]string{}
		for d := range c.Documents() {
			text[d.ID] = d.Text
		}
		for x := range c.Truth() {
			all := ""
			for i, id := range x.Documents {
				if text[id] == "" {
					t.Fatalf("%s %s: no document %s", x.Class, x.Subject.Name, id)
				}
				if no := strings.NewReplacer("（", "(", "）", ")"); !strings.Contains(no.Replace(text[id]), no.Replace(x.Cases[i])) {
					t.Errorf("document %s does not bear number %s", id, x.Cases[i])
				}
				all += text[id]
			}
			for _, name := range x.People {
				if !strings.Contains(all, name) {
					t.Errorf("%s: nobody called %s in its papers", x.Class, name)
				}
			}
		}
	})
}

func TestMix(t *testing.T) {
	c := plan(t, Options{Seed: 4, Documents: 10000})
	classes, papers := map[string]int{}, map[string]int{}
	for x := range c.Truth() {
		classes[x.Class]++
		papers[x.Kind] += len(x.Documents)
	}
	for _, class := range []string{"professional_lender", "batch_clone", "no_confrontation", "collusive_single",
		"bank", "micro_lender", "property_manager", "insurer_subrogation", "utility_telecom", "mass_wage", "professional_buyer",
		"friend_loan", "trade_supplier", "generous_individual", "honest_lawyer", "namesake", "developer_title", "family_mediation", "npl_manager"} {
		if classes[class] == 0 {
			t.Errorf("no %s was planted", class)
		}
	}
	if share := float64(papers[Wrong]) / float64(c.Len()); share < 0.015 || share > 0.07 {
		t.Errorf("%.3f of the papers belong to a wrong, want a few in a hundred", share)
	}
	if papers[Lookalike] < 8*papers[Wrong] {
		t.Errorf("%d papers of look-alikes beside %d of wrongs, want clearly more", papers[Lookalike], papers[Wrong])
	}
	if c.Len() < 10000 || c.Len() > 10100 {
		t.Errorf("%d papers, want about 10000", c.Len())
	}
}

// TestHonestPapersDiffer asks that loans between ordinary people are told in words of
// their own: a planted batch must be the exception.
func TestHonestPapersDiffer(t *testing.T) {
	c := plan(t, Options{Seed: 4, Documents: 8000})
	planted := map[*suit]bool{}
	for _, pl := range c.w.plots {
		for _, s := range pl.suits {
			planted[s] = planted[s] || pl.truth.Kind == Wrong
		}
	}
	wr := newWriter(c.w)
	seen := map[string]int{}
	n, same := 0, 0
	for _, s := range c.w.suits {
		if s.topic != "loan" || s.paper != judgmentPaper || planted[s] {
			continue
		}
		_, facts, _ := strings.Cut(string(wr.write(s)), "事实")
		facts = strings.NewReplacer(s.claims[0].name(), "", s.oppose[0].name(), "").Replace(facts)
		key := strings.Map(func(r rune) rune {
			if r < 128 {
				return -1
			}
			return r
		}, facts)
		n++
		if seen[key]++; seen[key] > 1 {
			same++
		}
	}
	if n < 500 || same*50 > n {
		t.Errorf("%d of %d honest loan judgments repeat another but for names and numbers", same, n)
	}
}
