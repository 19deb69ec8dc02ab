package models_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/detect/models"
)

func compiledSchema(t *testing.T, cases bool) *jsonschema.Schema {
	t.Helper()
	schema, err := models.Schema(cases)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("model.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("model.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// asJSON reads YAML as an editor's checker sees it.
func asJSON(t *testing.T, source []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(source, &v); err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestSchemaAcceptsTheLibrary: what the program accepts, an editor accepts.
func TestSchemaAcceptsTheLibrary(t *testing.T) {
	model, cases := compiledSchema(t, false), compiledSchema(t, true)
	for _, m := range all(t) {
		if err := model.Validate(asJSON(t, m.Source)); err != nil {
			t.Errorf("%s: %v", m.ID, err)
		}
		b, err := os.ReadFile("library/" + m.ID + "/cases.yaml")
		if err != nil {
			t.Fatal(err)
		}
		if err := cases.Validate(asJSON(t, b)); err != nil {
			t.Errorf("cases of %s: %v", m.ID, err)
		}
	}
}

// TestSchemaRefuses: what the program refuses by its form, an editor marks.
func TestSchemaRefuses(t *testing.T) {
	model := compiledSchema(t, false)
	if err := model.Validate(asJSON(t, []byte(source))); err != nil {
		t.Fatalf("a right model: %v", err)
	}
	for what, change := range map[string][2]string{
		"an unknown field":       {"version: 1", "version: 1\nversoin: 2"},
		"an unknown branch":      {"branch: civil", "branch: military"},
		"a text without English": {"harm: {zh: 害, en: Harm}", "harm: {zh: 害}"},
		"no legal basis":         {"basis:\n  - {law: 民事诉讼法, version: \"2023-09-01\", article: \"115\"}\n", ""},
		"a misspelt operator":    {"join: {from", "jion: {from"},
		"an unknown unit":        {"unit: cases}\n    - {id: twice", "unit: cows}\n    - {id: twice"},
	} {
		if !strings.Contains(source, change[0]) {
			t.Fatalf("%s: the small model has no %q", what, change[0])
		}
		if err := model.Validate(asJSON(t, []byte(strings.Replace(source, change[0], change[1], 1)))); err == nil {
			t.Errorf("%s is accepted", what)
		}
	}
}
