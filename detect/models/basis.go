package models

import (
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// legalBasis checks that every basis is in the register: an article that exists in that
// version of the law, or one that is marked unverified with its source.
func (b *builder) legalBasis(laws law.Register) {
	b.must(len(b.Basis) > 0, place{"basis"}, "须有法律依据", "a legal basis is needed")
	for i, x := range b.Basis {
		if _, ok := laws.Get(x.Law, x.Version, x.Article); ok {
			continue
		}
		why := laws.Absent(x.Law, x.Version, x.Article)
		b.must(false, place{"basis", i}, "%[1]s", "%[2]s", why.ZH, why.EN)
	}
}

// Cautions returns what must be known of the legal basis of the model: which versions it
// cites were replaced, and by what, and which articles nobody has compared with an
// official text. They do not make the model wrong: an old version is right for old cases.
func (m Model) Cautions(laws law.Register) []fault.Text {
	var all []fault.Text
	for _, x := range m.Basis {
		a, ok := laws.Get(x.Law, x.Version, x.Article)
		if !ok {
			all = append(all, laws.Absent(x.Law, x.Version, x.Article))
			continue
		}
		if says, ok := laws.Caution(a); ok {
			all = append(all, says)
		}
	}
	return all
}
