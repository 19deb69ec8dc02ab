package source

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
)

// Two ways in which a page is written by a script: China Judgments Online sent a
// document as an object in a string called jsonHtmlData until 2019; other sites and
// programs that save pages have document.write("…").
var (
	heldObject = regexp.MustCompile(`jsonHtmlData\s*=\s*["']`)
	writeCall  = regexp.MustCompile(`document\.write(?:ln)?\(\s*["']`)
)

// written returns the markup that the scripts in text write.
func written(text string) string {
	if at := heldObject.FindStringIndex(text); at != nil {
		var object struct{ Html string } //nolint:revive // the name is theirs
		if json.Unmarshal([]byte(literal(text[at[1]-1:])), &object) == nil {
			return object.Html
		}
	}
	var markup strings.Builder
	for _, at := range writeCall.FindAllStringIndex(text, -1) {
		markup.WriteString(literal(text[at[1]-1:]))
	}
	return markup.String()
}

// literal returns the value of the JavaScript string with which script begins
// (ECMA-262, section 12.9.4). A string that is cut off counts up to its end.
func literal(script string) string {
	var value strings.Builder
	quote := script[0]
	for i := 1; i < len(script) && script[i] != quote; i++ {
		if script[i] != '\\' || i+1 == len(script) {
			value.WriteByte(script[i])
			continue
		}
		i++
		switch c := script[i]; c {
		case 'n', 'r', 't':
			value.WriteByte(map[byte]byte{'n': '\n', 'r': '\r', 't': '\t'}[c])
		case 'u', 'x':
			digits := 4
			if c == 'x' {
				digits = 2
			}
			end := min(i+1+digits, len(script))
			if n, err := strconv.ParseUint(script[i+1:end], 16, 16); err == nil {
				value.WriteRune(rune(n))
				i = end - 1
			}
		default:
			value.WriteByte(c)
		}
	}
	return value.String()
}
