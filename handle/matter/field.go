package matter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// celType returns the type of the field in conditions, and false if its schema is of no
// kind that a field can have.
func (f Field) celType() (*cel.Type, bool) {
	switch f.Schema["type"] {
	case "string":
		if f.Schema["format"] == "date" {
			return cel.TimestampType, true
		}
		return cel.StringType, true
	case "integer":
		return cel.IntType, true
	case "number":
		return cel.DoubleType, true
	case "boolean":
		return cel.BoolType, true
	case "array":
		items, ok := f.Schema["items"].(map[string]any)
		return cel.ListType(cel.StringType), ok && items["type"] == "string"
	}
	return nil, false
}

// isDay reports whether the field is a day.
func (f Field) isDay() bool { return f.Schema["type"] == "string" && f.Schema["format"] == "date" }

// compileSchema checks the schema of a field and makes it usable.
func (f Field) compileSchema() (*jsonschema.Schema, error) {
	b, err := json.Marshal(f.Schema)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	c.UseLoader(nothingElsewhere{})
	c.AssertFormat()
	if err := c.AddResource("field.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("field.json")
}

// nothingElsewhere keeps a schema from reading files or addresses.
type nothingElsewhere struct{}

// Load refuses.
func (nothingElsewhere) Load(string) (any, error) {
	return nil, errors.New("a field cannot refer to another file")
}

// maxText is the greatest number of characters of one field, whatever its schema says.
const maxText = 20_000

// value checks what was given for a field and returns it as a fact is kept: a text, an
// int64, a float64, a bool or a []string.
func (p *Procedure) value(name string, v any) (any, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("field %s: %w", name, err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("field %s: %w", name, err)
	}
	f := p.Fields[name]
	if err := p.schemas[name].Validate(doc); err != nil {
		says := fault.Text{ZH: "与要求不符", EN: "is not what is asked"}
		var invalid *jsonschema.ValidationError
		if errors.As(err, &invalid) {
			says = wrong(invalid)
		}
		return nil, fault.New(fault.Invalid, "“%[1]s”%[2]s。", "%[3]s %[4]s.", f.Title.ZH, says.ZH, f.Title.EN, says.EN)
	}
	return f.fact(doc)
}

// fact brings a valid value into the form in which it is kept.
func (f Field) fact(doc any) (any, error) {
	switch x := doc.(type) {
	case string:
		return x, f.storable(x)
	case json.Number:
		n, err := x.Float64()
		if f.Schema["type"] == "integer" && err == nil && n == math.Trunc(n) && math.Abs(n) < 1<<53 {
			return int64(n), nil
		}
		return n, err
	case bool:
		return x, nil
	case []any:
		list := []string{}
		for _, item := range x {
			s, _ := item.(string) // the schema asks for texts
			if err := f.storable(s); err != nil {
				return nil, err
			}
			list = append(list, s)
		}
		return list, nil
	}
	return nil, fault.Invalidf("“%[1]s”与要求不符。", "%[2]s is not what is asked.", f.Title.ZH, f.Title.EN)
}

func (f Field) storable(s string) error {
	if !db.Storable(s) || utf8.RuneCountInString(s) > maxText {
		return fault.New(fault.Invalid, "“%[1]s”不能超过 %[3]d 个字，也不能有控制字符。", "%[2]s has at most %[3]d characters, and no control characters.", f.Title.ZH, f.Title.EN, maxText)
	}
	return nil
}

// wrong says what is wrong with a value, in words for whoever filled it in.
func wrong(e *jsonschema.ValidationError) fault.Text {
	for len(e.Causes) > 0 {
		e = e.Causes[0]
	}
	say := func(zh, en string, args ...any) fault.Text {
		return fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
	}
	switch k := e.ErrorKind.(type) {
	case *kind.Type:
		return say("应为%[1]s", "must be %[2]s", typeName(k.Want).ZH, typeName(k.Want).EN)
	case *kind.Enum:
		return say("不在可选项中", "is none of the values to choose from")
	case *kind.Format:
		return say("应为日期，如 2026-03-02", "must be a day, as 2026-03-02")
	case *kind.MinLength:
		return say("至少 %d 个字", "needs at least %d characters", k.Want)
	case *kind.MaxLength:
		return say("至多 %d 个字", "has at most %d characters", k.Want)
	case *kind.MinItems:
		return say("至少 %d 项", "needs at least %d entries", k.Want)
	case *kind.MaxItems:
		return say("至多 %d 项", "has at most %d entries", k.Want)
	case *kind.UniqueItems:
		return say("有重复的项", "has an entry twice")
	case *kind.Minimum:
		return say("不能小于 %s", "must be at least %s", k.Want.RatString())
	case *kind.Maximum:
		return say("不能大于 %s", "must be at most %s", k.Want.RatString())
	case *kind.Pattern:
		return say("格式不符", "does not have the expected form")
	}
	return say("与要求不符", "is not what is asked")
}

func typeName(want []string) fault.Text {
	names := map[string]fault.Text{
		"string": {ZH: "文字", EN: "a text"}, "integer": {ZH: "整数", EN: "a whole number"}, "number": {ZH: "数字", EN: "a number"},
		"boolean": {ZH: "是或否", EN: "true or false"}, "array": {ZH: "列表", EN: "a list"},
	}
	i := slices.IndexFunc(want, func(s string) bool { return names[s].ZH != "" })
	if i < 0 {
		return fault.Text{ZH: "另一种值", EN: "another kind of value"}
	}
	return names[want[i]]
}

// celValue is a fact as conditions read it.
func (f Field) celValue(v any) any {
	if s, ok := v.(string); ok && f.isDay() {
		d, err := law.ParseDate(s)
		if err != nil {
			return s // the schema took it for a day, so this cannot be
		}
		return moment(d)
	}
	return v
}

// moment is a day as conditions reckon with it.
func moment(d law.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}
