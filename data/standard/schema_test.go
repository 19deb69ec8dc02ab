package standard

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func compiled(t *testing.T, s Standard) *jsonschema.Schema {
	t.Helper()
	b, err := json.Marshal(Schema(s))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("x.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("x.json")
	if err != nil {
		t.Fatalf("%s: %v", s.Name, err)
	}
	return schema
}

// TestSchemasAreSchemas: every one compiles, and takes a row of nothing but what is required.
func TestSchemasAreSchemas(t *testing.T) {
	for _, s := range standards(t) {
		row := map[string]any{}
		for _, f := range s.Columns() {
			if f.Required || f.Key {
				row[f.Name] = example(f)
			} else {
				row[f.Name] = nil
			}
		}
		if err := compiled(t, s).Validate(row); err != nil {
			t.Errorf("%s: %v", s.Name, err)
		}
	}
}

// example is a value that f may have.
func example(f Field) any {
	switch {
	case f.Type == TypeDate:
		return "2020-02-29"
	case f.Type == TypeNumber, f.Type == TypeInteger:
		return json.Number("1")
	case f.Type == TypeBoolean:
		return true
	case len(f.Codes) > 0:
		return f.Codes[0]
	case f.Format == FormatResidentID:
		return "11010519491231002X"
	case f.Format == FormatCreditCode, f.Format == FormatPartyNo:
		return "91330106MA27XXXX00"
	}
	return "某"
}

func TestSchemaRefuses(t *testing.T) {
	schema := compiled(t, standards(t)["pension_payment"])
	for text, ok := range map[string]bool{
		`{"name": "王某", "id_no": "11010519491231002X", "month": "2023-05-01", "amount": 1800.5, "status": "停发", "sex": "男"}`: true,
		`{"name": "王某", "month": "2023-05-01", "amount": 1800.5, "internal": 1}`:                                             true,
		`{"id_no": "11010519491231002X", "month": "2023-05-01"}`:                                                             true,
		`{"name": null, "month": "2023-05-01", "amount": 1}`:                                                                 false,
		`{"name": "", "month": "2023-05-01", "amount": 1}`:                                                                   false,
		`{"name": "王某", "month": "2023年5月", "amount": 1}`:                                                                    false,
		`{"name": "王某", "month": "2023-05-01", "amount": "1800元"}`:                                                           false,
		`{"name": "王某", "month": "2023-05-01", "amount": 1, "id_no": "123"}`:                                                 false,
		`{"name": "王某", "month": "2023-05-01", "amount": 1, "sex": "不明"}`:                                                    false,
	} {
		row, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(row); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}
