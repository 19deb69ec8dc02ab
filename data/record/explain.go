package record

import (
	"cmp"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// Explain writes what was read from a text so that a person can check it against the text:
// one line for each field that was read, in the order of Judgment,
//
//	field | value | "words it was read from"@first character | how sure
//
// with what is not known left out. The items of a list stand indented below its name, on one
// line if they have few fields. Long words are cut in the middle and line breaks show as ↵.
// The judgment must be what Parse made of the text. It fails only if w does.
func Explain(w io.Writer, text string, j Judgment) error {
	e := explainer{chars: []rune(text)}
	v := reflect.ValueOf(j)
	for i := range v.NumField() {
		name, show := fieldName(v, i)
		if name == "" || !show || name == "spans" || name == "confidence" {
			continue
		}
		e.field(0, name, v.Field(i), e.words(j.Spans[name]), sureness(j.Confidence[name]))
	}
	_, err := io.WriteString(w, e.out.String())
	return err
}

// An explainer gathers the lines about one judgment.
type explainer struct {
	chars []rune
	out   strings.Builder
}

// flatFields is the largest number of fields of an item that fit on one line.
const flatFields = 4

// line writes the parts that are not empty on one line.
func (e *explainer) line(indent int, parts ...string) {
	e.out.WriteString(strings.Repeat("  ", indent))
	sep := ""
	for _, p := range parts {
		if p != "" {
			e.out.WriteString(sep + p)
			sep = " | "
		}
	}
	e.out.WriteByte('\n')
}

// field writes one field: a line, or a heading with what it holds below.
func (e *explainer) field(indent int, name string, v reflect.Value, words, sure string) {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Struct:
		about, aboutSure := e.about(v)
		e.line(indent, name, cmp.Or(words, about), cmp.Or(sure, aboutSure))
		e.fields(indent+1, v)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		e.line(indent, name)
		for i := range v.Len() {
			e.item(indent+1, v.Index(i))
		}
	default:
		e.line(indent, name, valueText(v), words, sure)
	}
}

// item writes one item of a list.
func (e *explainer) item(indent int, v reflect.Value) {
	words, sure := e.about(v)
	var flat []string
	fields := 0
	for i := range v.NumField() {
		name, show := fieldName(v, i)
		if isAbout(name) {
			continue
		}
		fields++
		if show {
			if text := valueText(v.Field(i)); text != "" {
				flat = append(flat, name+": "+text)
			}
		}
	}
	if fields <= flatFields {
		e.line(indent, append(flat, words, sure)...)
		return
	}
	e.line(indent, "-", words, sure)
	e.fields(indent+1, v)
}

// fields writes the fields of an item, one on a line.
func (e *explainer) fields(indent int, v reflect.Value) {
	for i := range v.NumField() {
		name, show := fieldName(v, i)
		if isAbout(name) || !show {
			continue
		}
		own := ""
		if at := v.FieldByName(v.Type().Field(i).Name + "Span"); at.IsValid() {
			own = e.words(at.Interface().(Span))
		}
		e.field(indent, name, v.Field(i), own, "")
	}
}

// isAbout reports whether a field tells where an item was read or how sure that is.
func isAbout(name string) bool {
	return name == "span" || name == "confidence" || strings.HasSuffix(name, "_span")
}

// about returns the words of an item and how sure the reader is of it.
func (e *explainer) about(v reflect.Value) (words, sure string) {
	for _, name := range []string{"Span", "LineSpan"} {
		if at := v.FieldByName(name); at.IsValid() {
			words = e.words(at.Interface().(Span))
		}
	}
	if c := v.FieldByName("Confidence"); c.IsValid() {
		sure = sureness(c.Float())
	}
	return words, sure
}

// fieldName returns the JSON name of a field, empty for one that is not printed, and whether
// there is something to show.
func fieldName(v reflect.Value, i int) (name string, show bool) {
	tag := v.Type().Field(i).Tag.Get("json")
	name, options, _ := strings.Cut(tag, ",")
	if name == "-" {
		return "", false
	}
	return name, options != "omitempty" || !v.Field(i).IsZero()
}

// valueText writes a single value, or a list of them with 、 between.
func valueText(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		return valueText(v.Elem())
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Slice:
		all := make([]string, v.Len())
		for i := range all {
			all[i] = valueText(v.Index(i))
		}
		return strings.Join(all, "、")
	}
	return visible(fmt.Sprint(v.Interface()))
}

// words quotes the characters of a span.
func (e *explainer) words(s Span) string {
	if !s.Known() || s.End > len(e.chars) {
		return ""
	}
	const edge = 24 // characters kept at either end of long words
	c := e.chars[s.Start:s.End]
	words := string(c)
	if len(c) > 2*edge+8 {
		words = string(c[:edge]) + " … " + string(c[len(c)-edge:])
	}
	return fmt.Sprintf(`"%s"@%d`, visible(words), s.Start)
}

// visible keeps what is written on one line and keeps control characters from the terminal.
func visible(s string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return '↵'
		case c == '\r':
			return -1
		case unicode.IsControl(c):
			return ' '
		}
		return c
	}, s)
}

func sureness(c float64) string {
	if c == 0 {
		return ""
	}
	return strconv.FormatFloat(c, 'f', 2, 64)
}
