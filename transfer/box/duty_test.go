package box

import (
	"testing"

	"github.com/mingjian/mingjian/law"
	"github.com/mingjian/mingjian/transfer/node"
)

// TestDuties: the rules that are known stand in the register of laws, and bind procuratorates only.
func TestDuties(t *testing.T) {
	register, err := law.Load()
	if err != nil {
		t.Fatal(err)
	}
	if n := len(DutiesOf(node.Procuratorate)); n != 1 {
		t.Errorf("%d duties of a procuratorate", n)
	}
	for _, d := range DutiesOf(node.Procuratorate) {
		if _, ok := register.Get(d.Law.Law, d.Law.Version, d.Law.Article); !ok {
			t.Errorf("%+v is not in the register of laws", d.Law)
		}
	}
	for _, k := range []node.Kind{node.Court, node.Police, node.Registry} {
		if list := DutiesOf(k); len(list) != 0 {
			t.Errorf("%s has %+v", k, list)
		}
	}
}
