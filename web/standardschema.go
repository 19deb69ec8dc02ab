package web

import (
	"fmt"

	"github.com/mingjian/mingjian/data/standard"
)

// jsonSchema returns a JSON Schema (2020-12) of one row of a delivery, for agencies that
// check what they send before they send it. Codes are listed with all the ways in which
// the import understands them.
func jsonSchema(st standard.Standard) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range st.Columns() {
		properties[f.Name] = fieldSchema(f)
		if f.Required || f.Key {
			required = append(required, f.Name)
		}
	}
	return map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         fmt.Sprintf("urn:mingjian:standard:%s:%d", st.Name, st.Version),
		"title":       st.Title.ZH,
		"description": st.Note.ZH,
		"type":        "object",
		"properties":  properties,
		"required":    required,
	}
}

func fieldSchema(f standard.Field) map[string]any {
	p := map[string]any{"title": f.Title.ZH, "type": f.Type}
	switch f.Type {
	case standard.TypeText:
		p["type"] = "string"
	case standard.TypeDate:
		p["type"], p["format"] = "string", "date"
	}
	if codes := written(f); len(codes) > 0 {
		p["enum"] = codes
	}
	for key, value := range map[string]string{"x-unit": f.Unit, "x-format": string(f.Format), "x-refers": f.Refers,
		"x-sensitivity": string(f.Sensitivity), "x-least": f.Least, "x-most": f.Most} {
		if value != "" {
			p[key] = value
		}
	}
	return p
}

// written lists the codes of a field and the other ways to write them.
func written(f standard.Field) []string {
	all := append([]string{}, f.Codes...)
	for _, w := range f.Words {
		for _, other := range append([]string{w.Title.ZH}, w.Aliases...) {
			if other != "" && other != w.Code {
				all = append(all, other)
			}
		}
	}
	return all
}
