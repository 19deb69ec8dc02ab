package models

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/fault"
)

// placeholder is {measure}, {params.x} or {subject}.
var placeholder = regexp.MustCompile(`\{([a-z][a-z0-9_.]*)\}`)

// Placeholders lists what the sentence names in braces, in either language, sorted.
func Placeholders(t fault.Text) []string {
	var names []string
	for _, s := range []string{t.ZH, t.EN} {
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Say fills the sentence with values. What has no value is said to be unknown.
func Say(t fault.Text, value func(name string) (Quantity, bool)) fault.Text {
	fill := func(s, unknown string, write func(Quantity) string) string {
		return placeholder.ReplaceAllStringFunc(s, func(m string) string {
			q, ok := value(m[1 : len(m)-1])
			if !ok {
				return unknown
			}
			return write(q)
		})
	}
	return fault.Text{ZH: fill(t.ZH, "（未知）", Quantity.zh), EN: fill(t.EN, "(unknown)", Quantity.en)}
}

// A Quantity is a value as a sentence needs it: a text, or a number with its unit.
type Quantity struct {
	Text   string
	Number float64
	Unit   string // share and yuan are written in their own way
}

func (q Quantity) zh() string {
	if q.Text == "" && q.Unit == "yuan" && math.Abs(q.Number) >= 10000 {
		return trim(q.Number/10000, 2) + "万元"
	}
	if q.Text == "" && q.Unit == "yuan" {
		return trim(q.Number, 2) + "元"
	}
	return q.plain()
}

func (q Quantity) en() string {
	if q.Text == "" && q.Unit == "yuan" {
		return thousands(q.Number) + " yuan"
	}
	return q.plain()
}

func (q Quantity) plain() string {
	switch {
	case q.Text != "":
		return q.Text
	case q.Unit == "share":
		return trim(q.Number*100, 0) + "%"
	default:
		return trim(q.Number, 1)
	}
}

// trim writes x with at most n digits after the point.
func trim(x float64, n int) string {
	s := strconv.FormatFloat(x, 'f', n, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// thousands writes a whole number with commas.
func thousands(x float64) string {
	s := fmt.Sprintf("%.0f", math.Abs(x))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	if x < 0 {
		return "-" + s
	}
	return s
}
