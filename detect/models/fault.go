package models

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

// A Fault is one thing that is wrong with a model, and where.
type Fault struct {
	File  string // model.yaml or cases.yaml
	Line  int    // from 1; 0 if it belongs to no line
	Field string // rule[2].filter.where
	Says  fault.Text
}

// Faults is everything that is wrong with one model, in the order of its lines.
type Faults struct {
	Model string
	List  []Fault
}

// Error writes one fault a line.
func (f *Faults) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "model %s:", f.Model)
	for _, x := range f.List {
		fmt.Fprintf(&b, "\n%s:%d: ", x.File, x.Line)
		if x.Field != "" {
			b.WriteString(x.Field + ": ")
		}
		b.WriteString(x.Says.EN)
	}
	return b.String()
}

// A faultList gathers faults and finds the line of each in the file.
type faultList struct {
	file string
	root *yaml.Node
	list []Fault
}

// add notes a fault at a place. Both sentences are formatted with args.
func (l *faultList) add(at place, zh, en string, args ...any) {
	l.list = append(l.list, Fault{l.file, at.line(l.root), at.String(), fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}})
}

// sorted returns the faults by line, without repetitions.
func (l *faultList) sorted() []Fault {
	slices.SortStableFunc(l.list, func(a, b Fault) int { return a.Line - b.Line })
	return slices.Compact(l.list)
}

// A place is a path into a YAML document: names and numbers from the root.
type place []any

// of returns the place of key within p.
func (p place) of(key any) place { return append(slices.Clone(p), key) }

// String writes the place as rule[2].filter.where.
func (p place) String() string {
	var b strings.Builder
	for _, k := range p {
		switch k := k.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", k)
		default:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			fmt.Fprint(&b, k)
		}
	}
	return b.String()
}

// line returns the line of the place or, if it is not there, of the nearest one above.
func (p place) line(n *yaml.Node) int {
	if n == nil {
		return 0
	}
	if n.Kind == yaml.DocumentNode && len(n.Content) > 0 {
		n = n.Content[0]
	}
	line := n.Line
	for _, k := range p {
		if n = child(n, k); n == nil {
			return line
		}
		line = n.Line
	}
	return line
}

func child(n *yaml.Node, key any) *yaml.Node {
	if i, ok := key.(int); ok {
		if n.Kind == yaml.SequenceNode && i < len(n.Content) {
			return n.Content[i]
		}
		return nil
	}
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1]
		}
	}
	return nil
}

// yamlLine is how the decoder says where it failed.
var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// decoding turns an error of the decoder into faults, one for each line it names.
func (l *faultList) decoding(err error) {
	lines := []string{err.Error()}
	if t, ok := err.(*yaml.TypeError); ok { //nolint:errorlint // the decoder returns it unwrapped
		lines = t.Errors
	}
	for _, s := range lines {
		f := Fault{File: l.file}
		if m := yamlLine.FindStringSubmatch(s); m != nil {
			f.Line, _ = strconv.Atoi(m[1])
			s = m[2]
		}
		f.Says = fault.Text{ZH: "不是正确的 YAML（检查缩进、括号和引号）：" + s, EN: "is not YAML (look at indentation, brackets and quotes): " + s}
		l.list = append(l.list, f)
	}
}
