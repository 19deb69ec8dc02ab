package linkage

import (
	"context"
	"fmt"
	"strings"
	"unicode"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// named are the parts of documents that name somebody, and what tells where.
func named() []string { return []string{"party", "agent"} }

// Delivered are the standards of the tables that Few reads, under the names by which it reads
// them: those of documents that name somebody, as they were delivered, the documents, and the
// links that mingjian link made.
func Delivered(lib standard.Library) standard.Library {
	some := standard.Library{}
	for _, name := range append(named(), "judgment", "link") {
		s := lib[name]
		read := s
		read.Name, read.Fields = engine.AsRead(s), nil
		for _, f := range s.Fields {
			if f.Derived == "" {
				read.Fields = append(read.Fields, f)
			}
		}
		some[read.Name] = read
	}
	return some
}

// Few tells who the parties and agents of some documents are, in an engine on tables of
// Delivered, and returns their rows, by data set, as Link defines them. By the fixed rules that
// is what Link says where all parties are there whose names have the SameName as one of them;
// where mingjian link has run (linked), where their links are there.
func Few(ctx context.Context, e engine.Engine, lib standard.Library, linked bool) (map[string][]engine.Row, error) {
	rows := map[string][]engine.Row{}
	for name, query := range FewQueries(e.Dialect(), lib, linked) {
		for row, err := range e.Query(ctx, query) {
			if err != nil {
				return nil, fmt.Errorf("link some of %s: %w", name, err)
			}
			rows[name] = append(rows[name], row)
		}
	}
	return rows, nil
}

// FewQueries are what Few asks, by data set, for engines that make plans beforehand.
func FewQueries(d engine.Dialect, lib standard.Library, linked bool) map[string]string {
	queries := map[string]string{}
	for _, name := range named() {
		queries[name] = rules{d}.table(lib[name], linked)
	}
	return queries
}

// SameName writes a name so that all spellings that the fixed rules take for one are equal.
func SameName(name string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(unread, c):
			return -1
		case c >= '！' && c <= '～':
			c += '!' - '！'
		case c == '〔' || c == '【':
			return '('
		case c == '〕' || c == '】':
			return ')'
		}
		return unicode.ToUpper(c)
	}, name)
}

// Linked reports whether mingjian link has run on the snapshot of an engine.
func Linked(ctx context.Context, e engine.Engine) (bool, error) { return resolved(ctx, e) }
