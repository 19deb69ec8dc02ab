package web_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/web"
)

// TestEveryCodeOfStandardsHasWords: an agency or unit that the interface has no word for
// would be shown to people as code.
func TestEveryCodeOfStandardsHasWords(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		b, err := os.ReadFile("../ui/src/words/" + lang + ".codes.json")
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]map[string]string
		if err := json.Unmarshal(b, &words); err != nil {
			t.Fatal(err)
		}
		must := func(st standard.Standard, group, code string) {
			if code != "" && words[group][code] == "" {
				t.Errorf("%s: %s has no %s word for the code %q", st.Name, group, lang, code)
			}
		}
		for _, st := range library(t) {
			for group, codes := range codesOf(st) {
				for _, code := range codes {
					must(st, group, code)
				}
			}
		}
	}
}

// codesOf lists the codes of a standard by the group of words they belong to.
func codesOf(st standard.Standard) map[string][]string {
	all := map[string][]string{"owner": {st.Owner}}
	isField := func(name string) bool { _, ok := st.Field(name); return ok }
	for _, f := range st.Fields {
		all["fieldType"] = append(all["fieldType"], string(f.Type))
		all["format"] = append(all["format"], string(f.Format))
		all["unit"] = append(all["unit"], f.Unit)
		all["sensitivity"] = append(all["sensitivity"], string(f.Sensitivity))
	}
	for _, m := range st.Mentions {
		if !isField(m.Kind) {
			all["mention"] = append(all["mention"], m.Kind)
		}
		for trait := range m.By {
			all["trait"] = append(all["trait"], string(trait))
		}
	}
	for _, tie := range st.Ties {
		if !isField(tie.Kind) {
			all["tie"] = append(all["tie"], tie.Kind)
		}
	}
	return all
}

// TestSchemaAsksForWhatTheImportAsksFor: an agency that checks its file by the schema must
// not be told otherwise by the import.
func TestSchemaAsksForWhatTheImportAsksFor(t *testing.T) {
	s := newSite(t)
	for name, st := range library(t) {
		if st.Kind != standard.Register {
			continue
		}
		w := s.as(t, access.Handler, "GET", "/api/standards/"+name+"/schema", "")
		if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="`+name+`.schema.json"` {
			t.Errorf("%s is saved as %s", name, got)
		}
		got := decode[struct {
			Properties map[string]map[string]any
			Required   []string
		}](t, w.Body)
		required := 0
		for _, f := range st.Columns() {
			if got.Properties[f.Name] == nil {
				t.Errorf("%s.%s is not in the schema", name, f.Name)
			}
			if f.Required && len(f.Or) == 0 { // what another field can stand for is asked for by anyOf
				required++
			}
		}
		if len(got.Properties) != len(st.Columns()) || len(got.Required) != required {
			t.Errorf("%s: %d properties, %d required", name, len(got.Properties), len(got.Required))
		}
	}
}

func TestRegistersComeFirst(t *testing.T) {
	got := decode[web.Standards](t, newSite(t).as(t, access.Handler, "GET", "/api/standards", "").Body)
	if len(got.Items) != len(library(t)) || got.Items[0].Kind != standard.Register || got.Items[len(got.Items)-1].Kind != standard.Result {
		t.Errorf("got %+v", got.Items)
	}
}
