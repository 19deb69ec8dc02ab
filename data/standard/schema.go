package standard

import (
	"fmt"
	"slices"
	"strconv"
)

// Schema returns a JSON Schema (2020-12) of one row of a delivery, for agencies that check
// what they send before they send it. Codes are listed with all the ways in which the
// import understands them; a field that is not required may be null or left out. Columns
// that the standard does not have are allowed: the import leaves them out.
func Schema(s Standard) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, f := range s.Columns() {
		properties[f.Name] = fieldSchema(f)
		if f.Required && len(f.Or) == 0 {
			required = append(required, f.Name)
		}
	}
	schema := map[string]any{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"$id":         fmt.Sprintf("urn:mingjian:standard:%s:%d", s.Name, s.Version),
		"title":       s.Title.ZH,
		"description": s.Note.ZH + " " + s.Note.EN,
		"x-title-en":  s.Title.EN,
		"x-owner":     s.Owner,
		"x-key":       names(s.Key()),
		"type":        "object",
		"properties":  properties,
		"required":    required,
	}
	if all := alternatives(s); len(all) > 0 {
		schema["allOf"] = all
	}
	return schema
}

// alternatives says of each field in whose place others will do that one of them must be there.
func alternatives(s Standard) (all []any) {
	for _, f := range s.Columns() {
		if !f.Required || len(f.Or) == 0 {
			continue
		}
		var either []any
		for _, name := range f.Demand() {
			either = append(either, map[string]any{"required": []string{name}, "properties": map[string]any{name: map[string]any{"not": map[string]any{"type": "null"}}}})
		}
		all = append(all, map[string]any{"anyOf": either})
	}
	return all
}

func names(fields []Field) []string {
	list := []string{}
	for _, f := range fields {
		list = append(list, f.Name)
	}
	return list
}

func fieldSchema(f Field) map[string]any {
	p := map[string]any{"title": f.Title.ZH, "description": f.Title.EN}
	kind := string(f.Type)
	switch f.Type {
	case TypeText:
		kind = "string"
	case TypeDate:
		kind = "string"
		p["format"] = "date"
	case TypeInteger, TypeNumber:
		limit(p, "minimum", f.Least)
		limit(p, "maximum", f.Most)
	}
	p["type"] = []string{kind, "null"}
	whole := f.Required && len(f.Or) == 0
	if whole {
		p["type"] = kind
	}
	if pattern := patternOf(f.Format); pattern != "" {
		p["pattern"] = pattern
	}
	if f.Required && kind == "string" {
		p["minLength"] = 1
	}
	if codes := f.written(); len(codes) > 0 {
		all := []any{}
		for _, c := range codes {
			all = append(all, c)
		}
		if !whole {
			all = append(all, nil)
		}
		p["enum"] = all
	}
	for key, value := range map[string]string{"x-unit": f.Unit, "x-format": string(f.Format), "x-refers": f.Refers,
		"x-sensitivity": string(f.Sensitivity), "x-least": f.Least, "x-most": f.Most} {
		if value != "" {
			p[key] = value
		}
	}
	return p
}

func limit(p map[string]any, key, value string) {
	if v, err := strconv.ParseFloat(value, 64); err == nil {
		p[key] = v
	}
}

// patternOf returns what the text of a format must look like. Check digits are for the
// import to look at: what is wrong warns and is not refused.
func patternOf(f Format) string {
	resident, credit := /* #nosec G101 -- forms of numbers */ `[0-9]{17}[0-9Xx]|[0-9]{15}`, `[0-9A-HJ-NPQRTUWXY]{18}`
	switch f {
	case FormatResidentID:
		return "^(?:" + resident + ")$"
	case FormatCreditCode:
		return "^(?:" + credit + ")$"
	case FormatPartyNo:
		return "^(?:" + resident + "|" + credit + ")$"
	case FormatDivision:
		return `^[0-9]{6}(?:[0-9]{3}(?:[0-9]{3})?)?$`
	}
	return ""
}

// written lists the codes of a text and the other ways to write them.
func (f Field) written() []string {
	if f.Type != TypeText {
		return nil
	}
	all := slices.Clone(f.Codes)
	for _, w := range f.Words {
		for _, other := range append([]string{w.Title.ZH}, w.Aliases...) {
			all = add(all, other)
		}
	}
	return all
}
