package models

import (
	"encoding"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/fault"
)

// shape compares what stands in a file with the type that it is to become, so that every
// misspelt field and every value of the wrong form is told at once, each with its place. The
// decoder alone would stop at the form and say it in the words of Go.
func (l *faultList) shape(n *yaml.Node, t reflect.Type, at place) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case n.Kind == yaml.AliasNode || n.Tag == "!!null": // an alias was looked at where its anchor stands
	case reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		l.scalar(n, t, at)
	case t.Kind() == reflect.Struct:
		l.fields(n, t, at)
	case t.Kind() == reflect.Map:
		for key, value := range l.entries(n, at) {
			l.shape(value, t.Elem(), at.of(key))
		}
	case t.Kind() == reflect.Slice:
		if n.Kind != yaml.SequenceNode {
			l.add(at, "须为列表：[甲, 乙]，或者每项一行、以 - 开头", "must be a list: [a, b], or one item a line that begins with -")
			return
		}
		for i, item := range n.Content {
			l.shape(item, t.Elem(), at.of(i))
		}
	case t.Kind() != reflect.Interface:
		l.scalar(n, t, at)
	}
}

// fields looks at the values of the fields of t.
func (l *faultList) fields(n *yaml.Node, t reflect.Type, at place) {
	known, names, others := fieldsOf(t)
	for key, value := range l.entries(n, at) {
		switch f, ok := known[key]; {
		case ok:
			l.shape(value, f, at.of(key))
		case others != nil:
			l.shape(value, others, at.of(key))
		case key != "<<": // YAML's own: take over what an anchor has
			list := strings.Join(names, ", ")
			l.add(at.of(key), "没有字段“%[1]s”；这里可用的有：%[2]s", "there is no field %[1]q here; there are: %[2]s", key, list)
		}
	}
}

// fieldsOf returns the types of the fields of t by the names that they have in a file, these
// names in the order of the type, and the type of the values under any other name, nil if there
// can be none.
func fieldsOf(t reflect.Type) (known map[string]reflect.Type, names []string, others reflect.Type) {
	known = map[string]reflect.Type{}
	for f := range t.Fields() {
		name, option, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			others = f.Type.Elem()
		case name == "-" || !f.IsExported():
		default:
			if name == "" {
				name = strings.ToLower(f.Name)
			}
			known[name] = f.Type
			names = append(names, name)
		}
	}
	return known, names, others
}

// entries yields the names and values of a mapping; a name that stands twice is a fault, and
// counts the first time, for else the decoder would read nothing of the mapping.
func (l *faultList) entries(n *yaml.Node, at place) func(func(string, *yaml.Node) bool) {
	return func(yield func(string, *yaml.Node) bool) {
		if n.Kind != yaml.MappingNode {
			l.add(at, "须由“名称: 值”组成", "must consist of entries “name: value”")
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); {
			key := n.Content[i].Value
			if seen[key] {
				l.list = append(l.list, Fault{l.file, n.Content[i].Line, at.of(key).String(), fault.Text{ZH: "写了两次", EN: "stands here twice"}})
				n.Content = slices.Delete(n.Content, i, i+2)
				continue
			}
			seen[key] = true
			i += 2
			if !yield(key, n.Content[i-1]) {
				return
			}
		}
	}
}

// scalar looks at a single value.
func (l *faultList) scalar(n *yaml.Node, t reflect.Type, at place) {
	if n.Kind == yaml.ScalarNode && n.Decode(reflect.New(t).Interface()) == nil {
		return
	}
	zh, en := "文字", "text"
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		zh, en = "整数", "a whole number"
	case reflect.Float64:
		zh, en = "数值", "a number"
	case reflect.Bool:
		zh, en = "true 或 false", "true or false"
	}
	if n.Kind != yaml.ScalarNode {
		l.add(at, "须为%[1]s，而这里是列表或者“名称: 值”", "must be %[2]s; here is a list or entries “name: value”", zh, en)
		return
	}
	l.add(at, "须为%[1]s，而这里是“%[3]s”", "must be %[2]s, not %[3]q", zh, en, n.Value)
}
