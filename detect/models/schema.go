package models

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// The types that a model's files decode to are read from their source, comments and all,
// so that what an editor tells an author is what the code says.
//
//go:embed model.go cases.go near.go cycle.go connect.go reach.go overlap.go yield.go
var sources embed.FS

// Schema returns the JSON Schema (draft 2020-12) of model.yaml or, with cases, of
// cases.yaml, for editors that understand it.
func Schema(cases bool) (map[string]any, error) {
	s := schema{types: map[string]*ast.TypeSpec{}, docs: map[string]string{}, defs: map[string]any{}}
	if err := s.read(); err != nil {
		return nil, err
	}
	root := "Model"
	if cases {
		root = "caseFile"
	}
	out := s.object(root)
	out["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	out["title"] = map[bool]string{false: "mingjian model.yaml", true: "mingjian cases.yaml"}[cases]
	out["$defs"] = s.defs
	return out, nil
}

// A schema is one being written.
type schema struct {
	types map[string]*ast.TypeSpec
	docs  map[string]string
	defs  map[string]any
}

func (s schema) read() error {
	files, err := sources.ReadDir(".")
	if err != nil {
		return err
	}
	for _, f := range files {
		b, err := sources.ReadFile(f.Name())
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), f.Name(), b, parser.ParseComments)
		if err != nil {
			return fmt.Errorf("read the types of a model: %w", err)
		}
		for _, d := range tree.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE {
				continue
			}
			for _, spec := range g.Specs {
				t := spec.(*ast.TypeSpec)
				s.types[t.Name.Name], s.docs[t.Name.Name] = t, oneLine(g.Doc.Text())
			}
		}
	}
	return nil
}

func oneLine(comment string) string { return strings.Join(strings.Fields(comment), " ") }

// object is the schema of a struct. A field that it does not have is a mistake there too.
func (s schema) object(name string) map[string]any {
	properties, required := map[string]any{}, []string{}
	out := map[string]any{"type": "object", "description": s.docs[name], "properties": properties, "additionalProperties": false}
	for _, f := range s.types[name].Type.(*ast.StructType).Fields.List {
		if f.Tag == nil {
			continue
		}
		tag, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			continue
		}
		key, option, _ := strings.Cut(reflect.StructTag(tag).Get("yaml"), ",")
		switch {
		case key == "-":
		case option == "inline":
			out["additionalProperties"] = s.of(f.Type.(*ast.MapType).Value)
		default:
			p := s.of(f.Type)
			if says := oneLine(f.Doc.Text() + " " + f.Comment.Text()); says != "" {
				p["description"] = says
			}
			properties[key] = p
			if name == "Model" && slices.Contains([]string{"id", "version", "branch", "title", "harm", "point", "basis", "inputs", "rule", "score", "exclusions", "summary"}, key) {
				required = append(required, key)
			}
		}
	}
	if len(required) > 0 {
		out["required"] = required
	}
	s.choose(name, properties)
	return out
}

// choose writes out the values of fields that allow only some.
func (s schema) choose(name string, properties map[string]any) {
	for field, values := range map[string][]string{
		"Model.branch":   {"civil", "criminal", "administrative", "public-interest"},
		"Parameter.type": {"integer", "number", "text", "boolean", "date", "texts"},
		"Parameter.unit": Units(),
		"Measure.unit":   Units(),
		"Aggregate.take": {"rows", "distinct", "sum", "min", "max", "median", "share", "list"},
		"Measure.take":   {"cases", "share", "rows", "distinct", "sum", "min", "max", "median", "list"},
		"Against.kind":   {"fact", "missing"},
		"Case.kind":      Kinds(),
	} {
		of, key, _ := strings.Cut(field, ".")
		if p, ok := properties[key].(map[string]any); ok && of == name {
			p["enum"] = values
		}
	}
}

// of is the schema of a type.
func (s schema) of(t ast.Expr) map[string]any {
	switch x := t.(type) {
	case *ast.StarExpr:
		return s.of(x.X)
	case *ast.ArrayType:
		return map[string]any{"type": "array", "items": s.of(x.Elt)}
	case *ast.MapType:
		return map[string]any{"type": "object", "additionalProperties": s.of(x.Value)}
	case *ast.SelectorExpr: // fault.Text, the only type from elsewhere
		return map[string]any{"type": "object", "required": []string{"zh", "en"}, "additionalProperties": false,
			"properties": map[string]any{"zh": map[string]any{"type": "string"}, "en": map[string]any{"type": "string"}}}
	case *ast.Ident:
		return s.named(x.Name)
	}
	return map[string]any{}
}

func (s schema) named(name string) map[string]any {
	switch name {
	case "string":
		return map[string]any{"type": []string{"string", "number", "boolean"}} // YAML reads 1 and true for themselves
	case "int":
		return map[string]any{"type": "integer"}
	case "float64":
		return map[string]any{"type": "number"}
	case "bool":
		return map[string]any{"type": "boolean"}
	case "any":
		return map[string]any{}
	}
	t, ok := s.types[name]
	if !ok {
		return map[string]any{}
	}
	if _, isStruct := t.Type.(*ast.StructType); !isStruct {
		out := s.of(t.Type)
		out["description"] = s.docs[name]
		return out
	}
	if _, made := s.defs[name]; !made {
		s.defs[name] = true // a type may hold itself
		s.defs[name] = s.object(name)
	}
	return map[string]any{"$ref": "#/$defs/" + name}
}
