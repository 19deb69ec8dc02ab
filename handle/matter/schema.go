package matter

import (
	"reflect"
	"strings"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// Schema returns the JSON Schema (draft 2020-12) of the file of a procedure, for editors
// that understand it. It is read from the types the file is decoded to.
func Schema() map[string]any {
	s := schema{defs: map[string]any{}}
	root := s.object(reflect.TypeFor[Procedure]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "mingjian procedure"
	root["$defs"] = s.defs
	return root
}

// A schema is one being written.
type schema struct{ defs map[string]any }

// needed are the keys without which a type means nothing.
var needed = map[string][]string{
	"Procedure": {"id", "version", "branch", "title", "summary", "basis", "origins", "states", "outcomes", "steps", "cases"},
	"Field":     {"title", "schema"}, "State": {"id", "title"}, "Deadline": {"id", "title", "whose"},
	"Paper": {"id", "title"}, "Rule": {"id", "title", "on", "must", "law", "says"}, "Outcome": {"id", "title"},
	"Statistic": {"id", "title", "counts"}, "One": {"by", "on", "law", "says"}, "Mark": {"law", "says"}, "Step": {"id", "title", "by"}, "Approval": {"by"}, "ToDo": {"title", "for"},
	"Case": {"name", "origin", "run"}, "Turn": {"step", "on"}, "Ref": {"law", "version", "article"}, "Text": {"zh", "en"},
}

// choices are the values of fields that allow only some.
func choices(typ, key string) []string {
	switch typ + "." + key {
	case "Procedure.branch":
		return Branches()
	case "Procedure.origins", "Case.origin":
		return Origins()
	case "Deadline.whose":
		return Whose()
	case "Field.link":
		return ids(Relations(), func(r Relation) string { return r.ID })
	case "Statistic.stage":
		all := []string{}
		for _, x := range Stages() {
			all = append(all, string(x))
		}
		return all
	case "Approval.by":
		return []string{"leader", Committee}
	case "Step.by", "ToDo.for":
		return roles()
	}
	return nil
}

// object is the schema of a struct. A key that it does not have is a mistake there too.
func (s schema) object(t reflect.Type) map[string]any {
	properties := map[string]any{}
	for f := range fieldsOf(t) {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if key == "" || key == "-" {
			continue
		}
		p := s.of(f.Type)
		if doc := f.Tag.Get("doc"); doc != "" {
			p["description"] = doc
		}
		if values := choices(t.Name(), key); values != nil {
			if items, ok := p["items"].(map[string]any); ok {
				items["enum"] = values
			} else {
				p["enum"] = values
			}
		}
		properties[key] = p
	}
	out := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if keys := needed[t.Name()]; len(keys) > 0 {
		out["required"] = keys
	}
	return out
}

func fieldsOf(t reflect.Type) func(func(reflect.StructField) bool) {
	return func(yield func(reflect.StructField) bool) {
		for i := range t.NumField() {
			if !yield(t.Field(i)) {
				return
			}
		}
	}
}

// of is the schema of a type.
func (s schema) of(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[law.Date]():
		return map[string]any{"type": "string", "format": "date"}
	case t == reflect.TypeFor[fault.Text]():
		return s.ref(t)
	case t == reflect.TypeFor[Need]():
		return map[string]any{"anyOf": []any{
			map[string]any{"type": "string"},
			map[string]any{"type": "object", "additionalProperties": map[string]any{"enum": needStates()}, "minProperties": 1, "maxProperties": 1},
		}}
	}
	switch t.Kind() {
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.of(t.Elem())}
	case reflect.Struct:
		return s.ref(t)
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	}
	return map[string]any{}
}

func (s schema) ref(t reflect.Type) map[string]any {
	if _, made := s.defs[t.Name()]; !made {
		s.defs[t.Name()] = true // a type may hold itself
		s.defs[t.Name()] = s.object(t)
	}
	return map[string]any{"$ref": "#/$defs/" + t.Name()}
}
