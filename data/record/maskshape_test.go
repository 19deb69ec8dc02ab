package record

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// shape is what masking must not change of a judgment: everything that was read, one line for
// each value, but for where it stands, how sure the reader is and what the masker hides. Of words
// that may name somebody only that there are some counts; what is written in ASCII (kinds, sides,
// dates, numbers, codes) and what names no person is compared whole.
func shape(j Judgment) []string {
	b, err := json.Marshal(j)
	if err != nil {
		panic(err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		panic(err)
	}
	var out []string
	outline(&out, "", "", v)
	for _, p := range j.Parties { // those that are written in ASCII
		for _, name := range append([]string{p.Name, p.LegalRep, p.Follows, p.Formerly}, agentNames(p)...) {
			for i, line := range out {
				if name != "" && strings.HasSuffix(line, " = "+name) {
					out[i] = strings.TrimSuffix(line, name) + "…"
				}
			}
		}
	}
	return out
}

func agentNames(p Party) []string {
	var out []string
	for _, a := range p.Agents {
		out = append(out, a.Name)
	}
	return out
}

// outline appends the lines of one value to out.
func outline(out *[]string, path, key string, v any) {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if !slices.Contains(hiddenKeys, k) && !strings.HasSuffix(k, "span") {
				outline(out, path+"."+k, k, v[k])
			}
		}
	case []any:
		for i, x := range v {
			outline(out, fmt.Sprintf("%s[%d]", path, i), key, x)
		}
	case string:
		if !slices.Contains(wholeKeys, key) && strings.ContainsFunc(v, func(c rune) bool { return c >= utf8.RuneSelf }) {
			v = "…"
		}
		*out = append(*out, path+" = "+v)
	default:
		*out = append(*out, fmt.Sprint(path, " = ", v))
	}
}

// hiddenKeys are not compared: where things stand, and what a copy has no more.
var hiddenKeys = []string{"id", "spans", "confidence", "bands", "passages", "born_on", "address", "id_number", "masked", "identifiers", "defects"}

// wholeKeys are words that name no person.
var wholeKeys = []string{"court", "case_no", "cause", "role_text", "law", "article", "appeal_court", "type", "term", "rate"}

// reshaped returns the fields, without their values, in which two shapes differ.
func reshaped(a, b []string) []string { return append(lost(a, b), lost(b, a)...) }

// lost returns the fields of shape a that b has not or has otherwise.
func lost(a, b []string) []string {
	var out []string
	for _, line := range a {
		if field, _, _ := strings.Cut(line, " = "); !slices.Contains(b, line) && !slices.Contains(out, field) {
			out = append(out, field)
		}
	}
	return out
}
