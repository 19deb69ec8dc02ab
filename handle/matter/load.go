package matter

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

//go:embed library
var library embed.FS

//go:embed papers.yaml
var commonPapers []byte

// All yields every procedure of a procuratorate that comes with the program, each checked, by id.
func All(laws law.Register, c Clock) iter.Seq2[*Procedure, error] { return Of("", laws, c) }

// Of yields the procedures that come with the program for a kind of agency, as cards of agencies
// name it; none for a kind that has none. Those of a procuratorate, and of whoever has not said
// what it is, are the folder itself.
func Of(kind string, laws law.Register, c Clock) iter.Seq2[*Procedure, error] {
	switch kind {
	case "", "procuratorate":
		kind = "."
	case "justice": // answers suggestions as any other administrative agency
		kind = "administration"
	}
	files, err := fs.Sub(library, path.Join("library", kind))
	if err != nil {
		return func(yield func(*Procedure, error) bool) { yield(nil, err) }
	}
	return Load(files, laws, c)
}

// Load yields every procedure in files (NAME.yaml), each checked. A broken one is an error
// that says everything that is wrong with it (*Faults); the ones after it are yielded all
// the same.
func Load(files fs.FS, laws law.Register, c Clock) iter.Seq2[*Procedure, error] {
	return func(yield func(*Procedure, error) bool) {
		found, err := fs.Glob(files, "*.yaml")
		if err != nil {
			yield(nil, fmt.Errorf("list the procedures: %w", err))
			return
		}
		for _, file := range found {
			b, err := fs.ReadFile(files, file)
			if err != nil {
				yield(nil, fmt.Errorf("read procedure %s: %w", file, err))
				return
			}
			p, err := Read(path.Base(file), b, laws, c)
			if !yield(p, err) {
				return
			}
		}
	}
}

// Read decodes and checks the file of one procedure. A key that it does not know is a
// fault: a misspelt rule must not be ignored.
func Read(file string, b []byte, laws law.Register, c Clock) (*Procedure, error) {
	p := &Procedure{laws: laws, Source: b}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(p); err != nil && !errors.Is(err, io.EOF) {
		return p, &Faults{strings.TrimSuffix(file, ".yaml"), decoding(file, err)}
	}
	if err := p.addCommonPapers(); err != nil {
		return p, err
	}
	k := &checker{Procedure: p, file: file, clock: c}
	k.check()
	if len(k.list) == 0 {
		return p, nil
	}
	slices.SortStableFunc(k.list, func(a, b Fault) int { return a.Line - b.Line })
	return p, &Faults{p.ID, slices.Compact(k.list)}
}

// addCommonPapers gives a procedure that makes papers those that all of them have, unless it
// has its own of that id or name. They are no part of the version: a matter that was opened
// with an older text has them too.
func (p *Procedure) addCommonPapers() error {
	if len(p.Papers) == 0 {
		return nil
	}
	var common []Paper
	if err := yaml.Unmarshal(commonPapers, &common); err != nil {
		return fmt.Errorf("read the common papers: %w", err)
	}
	own := slices.Clone(p.Papers)
	for _, c := range common {
		if !slices.ContainsFunc(own, func(x Paper) bool { return x.ID == c.ID || x.Title.ZH == c.Title.ZH }) {
			p.Papers = append(p.Papers, c)
		}
	}
	return nil
}

// A Library is the procedures of an installation, by id.
type Library map[string]*Procedure

// NewLibrary gathers procedures. The first that is broken, or the second of one id, is an
// error.
func NewLibrary(lists ...iter.Seq2[*Procedure, error]) (Library, error) {
	all := Library{}
	for _, list := range lists {
		for p, err := range list {
			if err != nil {
				return nil, err
			}
			if all[p.ID] != nil {
				return nil, fault.Invalidf("办案流程“%s”有两个。", "There are two procedures %q.", p.ID)
			}
			all[p.ID] = p
		}
	}
	return all, nil
}

// All returns every procedure, by id.
func (l Library) All() []*Procedure {
	list := make([]*Procedure, 0, len(l))
	for _, id := range slices.Sorted(maps.Keys(l)) {
		list = append(list, l[id])
	}
	return list
}

// Get returns a procedure, or a fault of kind NotFound.
func (l Library) Get(id string) (*Procedure, error) {
	if p := l[id]; p != nil {
		return p, nil
	}
	return nil, fault.NotFoundf("没有办案流程“%s”。", "There is no procedure %q.", id)
}
