package source

import (
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// maxID is how many characters an ID may have: enough for any file name.
const maxID = 255

// usableID reports whether id can name a document on one line of a list.
func usableID(id string) bool {
	return id != "" && utf8.RuneCountInString(id) <= maxID && !strings.ContainsFunc(id, unicode.IsControl)
}

// baseName returns name without its ending. Only a short ending of ASCII letters and
// digits counts, so that a date or a case number with a dot in it stays whole.
func baseName(name string) string {
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	dot := strings.LastIndexByte(name, '.')
	if dot <= 0 || !isEnding(name[dot+1:]) {
		return name
	}
	return name[:dot]
}

func isEnding(s string) bool {
	letters := 0
	for _, c := range s {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z':
			letters++
		case c >= '0' && c <= '9':
		default:
			return false
		}
	}
	return letters > 0 && len(s) <= 6
}

// ending returns the ending of name in lower case, with the dot, or "".
func ending(name string) string {
	return strings.ToLower(path.Ext(name))
}

// isLinesName reports whether the name says JSON Lines.
func isLinesName(name string) bool {
	return slices.Contains([]string{".jsonl", ".ndjson", ".json"}, ending(name))
}

// hidden reports whether a system or a program put a file or folder of this name
// there for itself.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") ||
		slices.Contains([]string{"__macosx", "thumbs.db", "desktop.ini"}, strings.ToLower(name))
}

// hiddenMember reports whether any part of an archive member's path is hidden.
func hiddenMember(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool {
		return part != "." && part != ".." && hidden(part)
	})
}

// decodeName returns a file name as UTF-8. Chinese Windows writes names in archives
// in GBK without saying so.
func decodeName(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	if s, err := simplifiedchinese.GB18030.NewDecoder().String(name); err == nil && !strings.ContainsRune(s, utf8.RuneError) {
		return s
	}
	return strings.ToValidUTF8(name, "\uFFFD")
}
