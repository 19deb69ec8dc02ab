package synth

import "math/rand/v2"

// Names draws invented names of persons, each part as often as it is borne.
type Names struct{ table *nameTable }

// ReadNames reads the tables of names that the county is peopled from.
func ReadNames() (*Names, error) {
	t, err := readNames()
	return &Names{t}, err
}

// Surname draws a surname.
func (n *Names) Surname(r *rand.Rand) string { return n.table.surnames.draw(dice{r}) }

// Given draws a given name that sounds like one for a woman or a man.
func (n *Names) Given(r *rand.Rand, woman bool) string { return n.table.given(dice{r}, woman) }

// Characters lists the characters of given names.
func (n *Names) Characters() []string { return n.table.last.words }
