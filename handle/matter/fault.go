package matter

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

// A Fault is one thing that is wrong with the file of a procedure, and where.
type Fault struct {
	File  string
	Line  int    // from 1; 0 if it belongs to no line
	Field string // steps[2].asks
	Says  fault.Text
}

// Faults is everything that is wrong with one file, in the order of its lines.
type Faults struct {
	Procedure string
	List      []Fault
}

// Error writes one fault a line.
func (f *Faults) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "procedure %s:", f.Procedure)
	for _, x := range f.List {
		fmt.Fprintf(&b, "\n%s:%d: %s: %s", x.File, x.Line, x.Field, x.Says.EN)
	}
	return b.String()
}

// A place is a path into the file: names and numbers from the root.
type place []any

// of returns the place of keys within p.
func (p place) of(keys ...any) place { return append(slices.Clone(p), keys...) }

// String writes the place as steps[2].asks.
func (p place) String() string {
	var b strings.Builder
	for _, k := range p {
		if n, ok := k.(int); ok {
			fmt.Fprintf(&b, "[%d]", n)
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('.')
		}
		fmt.Fprint(&b, k)
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
		if n = below(n, k); n == nil {
			break
		}
		line = n.Line
	}
	return line
}

// below returns what lies under one key of a node; nil if nothing does.
func below(n *yaml.Node, key any) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
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

// whereInYAML is how the decoder says where it failed.
var whereInYAML = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)

// decoding turns an error of the decoder into faults, one for each line it names.
func decoding(file string, err error) (list []Fault) {
	lines := []string{err.Error()}
	if t, ok := err.(*yaml.TypeError); ok { //nolint:errorlint // the decoder returns it unwrapped
		lines = t.Errors
	}
	for _, s := range lines {
		f := Fault{File: file, Says: fault.Text{ZH: "写法有误：" + s, EN: s}}
		if m := whereInYAML.FindStringSubmatch(s); m != nil {
			f.Line, _ = strconv.Atoi(m[1]) // it is digits
			f.Says = fault.Text{ZH: "写法有误：" + m[2], EN: m[2]}
		}
		list = append(list, f)
	}
	return list
}
