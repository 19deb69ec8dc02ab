package web_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/web"
)

// A constant is one string constant of package record.
type constant struct{ name, kind, value string }

// constants reads the string constants of package record off its source.
func constants(t *testing.T) (all []constant) {
	t.Helper()
	files, err := filepath.Glob("../data/record/*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources of data/record: %v", err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				all = append(all, stringsOf(g)...)
			}
		}
	}
	return all
}

func stringsOf(g *ast.GenDecl) (all []constant) {
	for _, s := range g.Specs {
		v := s.(*ast.ValueSpec)
		for i, value := range v.Values {
			lit, ok := value.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				continue
			}
			text, _ := strconv.Unquote(lit.Value)
			c := constant{name: v.Names[i].Name, value: text}
			if id, ok := v.Type.(*ast.Ident); ok {
				c.kind = id.Name
			}
			all = append(all, c)
		}
	}
	return all
}

// TestEveryCodeIsListed compares the codes of the description with the constants of the
// reader: those of a type, or those whose names begin alike.
func TestEveryCodeIsListed(t *testing.T) {
	all := constants(t)
	for _, c := range []struct{ schema, field, constants string }{
		{"Judgment", "doc_type", "DocType"}, {"Judgment", "procedure", "Procedure"}, {"Judgment", "outcome", "Outcome"},
		{"Judgment", "branch", "Branch"}, {"Judgment", "track", "Track"}, {"Judgment", "bench", "Bench"},
		{"Judgment", "spouse", "Spouse[A-Z].*"}, {"PriorCase", "relation", "Relation"},
		{"Party", "role", "Role"}, {"Party", "side", "Side"}, {"Party", "class", "Class[A-Z].*"}, {"Party", "gone", "gone[A-Z].*"},
		{"Party", "kind", "Person|Organisation"}, {"Claim", "kind", "Relief"}, {"Order", "kind", "Relief"},
		{"Evidence", "by", "Said(In|By)[A-Z].*"}, {"Objection", "kind", "Ob[A-Z].*"}, {"Element", "kind", "ElementKind"},
	} {
		meant := regexp.MustCompile("^(" + c.constants + ")$")
		var want []string
		for _, k := range all {
			if k.kind != "" && k.kind == c.constants || k.kind == "" && meant.MatchString(k.name) {
				want = append(want, k.value)
			}
		}
		got := strings.Fields(web.Codes()[c.schema][c.field])
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s.%s is described with\n%v\nbut the constants %s are\n%v", c.schema, c.field, got, c.constants, want)
		}
	}
}

// TestReaderGivesListedCodes reads the documents of the reader's own tests and looks at every
// field that has codes: many codes are written in the reader without a constant.
func TestReaderGivesListedCodes(t *testing.T) {
	files, err := filepath.Glob("../data/record/testdata/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatalf("got %d documents: %v", len(files), err)
	}
	schemas := parsed(t).Components.Schemas
	seen := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(record.Parse("", string(text)))
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]any
		if err := json.Unmarshal(b, &fields); err != nil {
			t.Fatal(err)
		}
		seen += checkCodes(t, schemas, "Judgment", fields)
	}
	if seen < 1000 {
		t.Errorf("looked at %d codes only", seen)
	}
}

// checkCodes looks at the codes of one object and of all that it holds, and counts them.
func checkCodes(t *testing.T, schemas map[string]schema, name string, fields map[string]any) (seen int) {
	t.Helper()
	for field, value := range fields {
		p := schemas[name].Properties[field]
		below := strings.TrimPrefix(p.Ref+p.Items.Ref, "#/components/schemas/")
		switch v := value.(type) {
		case string:
			if p.Enum == nil {
				continue
			}
			seen++
			if !slices.Contains(p.Enum, v) {
				t.Errorf("%s.%s is %q, which is not described", name, field, v)
			}
		case map[string]any:
			seen += checkCodes(t, schemas, below, v)
		case []any:
			for _, item := range v {
				if item, ok := item.(map[string]any); ok {
					seen += checkCodes(t, schemas, below, item)
				}
			}
		}
	}
	return seen
}
