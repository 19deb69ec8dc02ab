package linkage

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cespare/xxhash/v2"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/linkage/flat"
	"github.com/mingjian/mingjian/detect/linkage/match"
	"github.com/mingjian/mingjian/fault"
)

// rulesVersion is raised when this package comes to read mentions, figures or decisions in
// another way: a state made by other rules is not gone on with.
const rulesVersion = 2

// The growth from which on the parameters are too old, and everything is linked again: a fifth
// of the figures from which they were estimated, in all; or in one crowd, if these are more
// than a few hundred as well. And how many additions a state may have.
const (
	mostGrown     = 0.2
	fewGrown      = 500
	mostAdditions = 64
)

// stateHead is what a file of a state says of itself.
type stateHead struct {
	Version   int         `json:"version"`
	Standards string      `json:"standards"` // who is mentioned where
	Decisions string      `json:"decisions"`
	Crowds    [][2]string `json:"crowds"`
	Conflicts int         `json:"conflicts"` // found up to here
}

// A State is a linkage that was kept: who is who in a snapshot, and by what. New mentions can
// be added to it. It never changes.
type State struct {
	head   stateHead
	files  int
	crowds map[[2]string]*keptCrowd
}

// keptCrowd is a crowd as it was kept.
type keptCrowd struct {
	*match.Kept
	parts   [][]byte // as match wrote them
	members []keptMembers
}

// keptMembers are the mentions of figures that one run added, ordered by figure.
type keptMembers struct {
	of, dataset, part flat.U32
	records, words    flat.Texts
	folds             flat.U64 // hashes of the folded names of organisations
	folded            flat.U32 // and which figures bear them
}

// A Context is what a state rests on besides the records: where one differs, it is no use.
type Context struct {
	Library   standard.Library
	Decisions []Decision
}

func (c Context) standards() (string, error) {
	h := sha256.New()
	for _, s := range sources(c.Library) {
		b, err := json.Marshal(s.mention)
		if err != nil {
			return "", err
		}
		document, _ := refersToJudgment(s.standard)
		fmt.Fprintf(h, "%s %s %s %s\n", s.standard.Name, s.standard.Kind, document, b)
	}
	return hex.EncodeToString(h.Sum(nil)[:12]), nil
}

func (c Context) decisions() string {
	var lines []string
	for _, d := range c.Decisions {
		lines = append(lines, d.Left.key()+"\x1e"+d.Right.key()+"\x1e"+string(d.Verdict))
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:12])
}

// Kept are the tables that mentions are read from: whoever looks for new ones asks for these.
func (c Context) Kept(table string) bool {
	return table == "judgment" || len(c.Library[table].Mentions) > 0
}

// OpenState reads what Answer.Save and then Update.Save of each addition wrote. If the state
// cannot be gone on with the error is fault.Conflict and says why; fault.Invalid if it is
// damaged.
func OpenState(c Context, files ...[]byte) (*State, error) {
	st := &State{crowds: map[[2]string]*keptCrowd{}, files: len(files)}
	standards, err := c.standards()
	if err != nil {
		return nil, err
	}
	for _, b := range files {
		f, err := flat.Open(b)
		if err != nil {
			return nil, damagedState(err)
		}
		if err := json.Unmarshal(f.Bytes("head"), &st.head); err != nil {
			return nil, damagedState(errors.Join(f.Err(), err))
		}
		switch {
		case st.head.Version != rulesVersion:
			return nil, fault.Conflictf("归并规则已更新", "the rules of linkage are newer")
		case st.head.Standards != standards:
			return nil, fault.Conflictf("数据标准中的主体字段已变化", "the standards name other mentions")
		case st.head.Decisions != c.decisions():
			return nil, fault.Conflictf("人工认定有变化", "decisions of people have changed")
		}
		for _, at := range st.head.Crowds {
			if err := st.take(f, at); err != nil {
				return nil, damagedState(err)
			}
		}
		if f.Err() != nil {
			return nil, damagedState(f.Err())
		}
	}
	for at, k := range st.crowds {
		if k.Kept, err = match.Open(k.parts...); err != nil {
			if fault.Is(err, fault.Conflict) {
				return nil, fault.Conflictf("归并规则已更新", "the rules of linkage are newer").Because(err)
			}
			return nil, err
		}
		if err := k.check(at); err != nil {
			return nil, damagedState(err)
		}
	}
	if len(files) == 0 {
		return nil, damagedState(errors.New("there is nothing"))
	}
	return st, nil
}

func damagedState(err error) error {
	return fault.Invalidf("保存的归并状态已损坏", "the saved state is damaged").Because(err)
}

// take adds what a file has of a crowd.
func (st *State) take(f *flat.File, at [2]string) error {
	k := st.crowds[at]
	if k == nil {
		k = &keptCrowd{}
		st.crowds[at] = k
	}
	if name := inCrowd("match", at); f.Has(name) {
		k.parts = append(k.parts, f.Bytes(name))
	}
	m := keptMembers{of: f.U32(inCrowd("of", at)), dataset: f.U32(inCrowd("dataset", at)), part: f.U32(inCrowd("part", at)),
		records: f.Texts(inCrowd("record", at)), words: f.Texts(inCrowd("words", at)), folds: f.U64(inCrowd("fold", at)), folded: f.U32(inCrowd("folded", at))}
	n := m.of.Len()
	if f.Err() != nil || m.dataset.Len() != n || m.part.Len() != n || m.records.Len() != n || !m.of.Ascending() ||
		!m.dataset.Below(m.words.Len()) || !m.part.Below(m.words.Len()) || m.folds.Len() != m.folded.Len() || !m.folds.Ascending() {
		return errors.Join(f.Err(), errors.New("the mentions do not fit"))
	}
	k.members = append(k.members, m)
	return nil
}

// check reports mentions of figures that are not there.
func (k *keptCrowd) check(at [2]string) error {
	for _, m := range k.members {
		if !m.of.Below(k.Len()) || !m.folded.Below(k.Len()) {
			return errors.New("a figure is missing")
		}
	}
	if want := newCrowd(at[1], "").columns(); !slices.Equal(k.Fields(), want) {
		return errors.New("the columns are others")
	}
	return nil
}

func inCrowd(name string, at [2]string) string { return name + "/" + at[0] + "/" + at[1] }

// membersOf returns the mentions of a figure, the earliest run's first and in order.
func (k *keptCrowd) membersOf(figure int) (list []Mention) {
	for _, m := range k.members {
		for i := m.of.Search(uint32(figure)); i < m.of.Len() && int(m.of.At(i)) == figure; i++ {
			list = append(list, Mention{m.words.At(int(m.dataset.At(i))), m.records.At(i), m.words.At(int(m.part.At(i)))})
		}
	}
	return list
}

// bearing returns the figures of organisations whose whole name is this, folded.
func (k *keptCrowd) bearing(folded string) (list []match.Member) {
	h := xxhash.Sum64String(folded)
	for _, m := range k.members {
		for i := m.folds.Search(h); i < m.folds.Len() && m.folds.At(i) == h; i++ {
			if f := k.Numbered(int(m.folded.At(i))); foldedName(f.Values[0]) == folded {
				list = append(list, f)
			}
		}
	}
	return list
}

// Mentions returns how many mentions are kept.
func (st *State) Mentions() (n int) {
	for _, k := range st.crowds {
		for _, m := range k.members {
			n += m.of.Len()
		}
	}
	return n
}

// outgrown says that so many new figures are too many for the parameters there are.
func (st *State) outgrown(all crowds) error {
	first, grown := 0, 0
	tooMuch := st.files > mostAdditions
	for at, k := range st.crowds {
		n := k.Len() - k.First()
		if c := all[at]; c != nil {
			for _, f := range c.figures {
				if !k.Has(f.id) {
					n++
				}
			}
		}
		first, grown = first+k.First(), grown+n
		tooMuch = tooMuch || n > fewGrown && float64(n) > mostGrown*float64(k.First())
	}
	for at, c := range all {
		tooMuch = tooMuch || st.crowds[at] == nil && len(c.figures) > 0
	}
	if tooMuch || float64(grown) > mostGrown*float64(first) {
		return fault.Conflictf("自上次估计参数以来数据增长过多（原有 %d，新增 %d）", "the records have grown too much since the parameters were estimated (%d then, %d since)", first, grown)
	}
	return nil
}

// keeping gathers what a run keeps.
type keeping struct {
	head stateHead
	file flat.Writer
}

func newKeeping(c Context) (*keeping, error) {
	standards, err := c.standards()
	return &keeping{head: stateHead{Version: rulesVersion, Standards: standards, Decisions: c.decisions(), Crowds: [][2]string{}}}, err
}

// crowd keeps what a run found of a crowd: what match has to save, nil for nothing, and the
// mentions of figures, by the number of the figure.
func (w *keeping) crowd(at [2]string, result interface{ Save(io.Writer) error }, members map[int][]Mention, names map[int]string) error {
	w.head.Crowds = append(w.head.Crowds, at)
	if result != nil {
		var b bytes.Buffer
		if err := result.Save(&b); err != nil {
			return err
		}
		w.file.Bytes(inCrowd("match", at), b.Bytes())
	}
	var of, dataset, part []uint32
	var records, words []string
	number := map[string]uint32{}
	word := func(s string) uint32 {
		n, known := number[s]
		if !known {
			n = uint32(len(words))
			number[s], words = n, append(words, s)
		}
		return n
	}
	for _, figure := range slices.Sorted(maps.Keys(members)) {
		for _, m := range members[figure] {
			of, dataset, part, records = append(of, uint32(figure)), append(dataset, word(m.Dataset)), append(part, word(m.Mention)), append(records, m.Record)
		}
	}
	w.file.U32(inCrowd("of", at), of)
	w.file.U32(inCrowd("dataset", at), dataset)
	w.file.U32(inCrowd("part", at), part)
	w.file.Texts(inCrowd("record", at), len(records), func(i int) string { return records[i] })
	w.file.Texts(inCrowd("words", at), len(words), func(i int) string { return words[i] })
	w.fold(at, names)
	return nil
}

// fold keeps which figures bear which whole names, if they are organisations.
func (w *keeping) fold(at [2]string, names map[int]string) {
	type entry struct {
		hash   uint64
		figure uint32
	}
	var list []entry
	for figure, name := range names {
		if folded := foldedName(name); at[1] == organisation && wholeFirm(folded) {
			list = append(list, entry{xxhash.Sum64String(folded), uint32(figure)})
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.figure, b.figure)) })
	folds, folded := make([]uint64, len(list)), make([]uint32, len(list))
	for i, e := range list {
		folds[i], folded[i] = e.hash, e.figure
	}
	w.file.U64(inCrowd("fold", at), folds)
	w.file.U32(inCrowd("folded", at), folded)
}

// wholeFirm reports whether a folded name is the whole name of an organisation.
func wholeFirm(folded string) bool {
	return utf8.RuneCountInString(folded) >= wholeName && !strings.ContainsAny(folded, maskMarks)
}

// save writes the file. It holds personal data in the clear: the caller protects it.
func (w *keeping) save(out io.Writer) error {
	b, err := json.Marshal(w.head)
	if err != nil {
		return err
	}
	w.file.Bytes("head", b)
	if _, err := w.file.WriteTo(out); err != nil {
		return fmt.Errorf("keep linkage: %w", err)
	}
	return nil
}
