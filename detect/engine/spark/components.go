package spark

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/mingjian/mingjian/detect/engine"
)

// componentsCall begins the call that Dialect.Components writes: two literals follow it.
const componentsCall = "mingjian_components("

// lexeme is what has to be told apart to find a call outside of literals and names.
var lexeme = regexp.MustCompile("(?s)'(?:[^'\\\\]|\\\\.)*'|`[^`]*`|" + regexp.QuoteMeta(componentsCall))

// A part is one thing that is worked out before a query: a query itself, or components.
type part struct {
	Name   string `json:"name"`
	SQL    string `json:"sql,omitempty"`
	Nodes  string `json:"nodes,omitempty"`
	Edges  string `json:"edges,omitempty"`
	Shared bool   `json:"shared"`
}

// A plan is a query with what has to be worked out before it.
type plan struct {
	parts []part
	calls int // of components found so far
}

// add adds the parts of a query.
func (p *plan) add(parts []engine.Part) {
	for _, x := range parts {
		sql := p.cut(x.SQL)
		p.parts = append(p.parts, part{Name: x.Name, SQL: sql, Shared: x.Shared})
	}
}

// nested is how many queries a part may consist of and still be written out where it is
// read. Spark writes the expressions of what it filters into the filter, level by level,
// which doubles them with each; a part that is kept stops that.
const nested = 6

// list returns the parts of a query sql; none is an empty list. What is read more than once
// is shared, be it by one other: Spark would work it out each time.
func (p *plan) list(sql string) []part {
	list := append([]part{}, p.parts...)
	for i, x := range list {
		read := "(?:FROM|JOIN) " + regexp.QuoteMeta(Dialect{}.Name(x.Name)) + "(?:[^`]|$)"
		readings := regexp.MustCompile(read)
		n := len(readings.FindAllString(sql, 2))
		for _, later := range list[i+1:] {
			n += len(readings.FindAllString(later.SQL+later.Nodes+later.Edges, 2))
		}
		list[i].Shared = x.Shared || n > 1 || strings.Count(x.SQL, "SELECT ") > nested
	}
	return list
}

// cut replaces each call of components in sql by the name of a part that it adds before.
func (p *plan) cut(sql string) string {
	var out strings.Builder
	for {
		at := callAt(sql)
		if at < 0 {
			out.WriteString(sql)
			return out.String()
		}
		out.WriteString(sql[:at])
		nodes, rest := literal(sql[at+len(componentsCall):])
		edges, rest := literal(strings.TrimPrefix(rest, ", "))
		sql = strings.TrimPrefix(rest, ")")
		c := part{Nodes: p.cut(nodes), Edges: p.cut(edges)}
		p.calls++
		c.Name = fmt.Sprintf("components %d", p.calls)
		p.parts = append(p.parts, c)
		out.WriteString(Dialect{}.Name(c.Name))
	}
}

// callAt returns where the first call of components in sql begins, or -1.
func callAt(sql string) int {
	for at := 0; ; {
		found := lexeme.FindStringIndex(sql[at:])
		if found == nil {
			return -1
		}
		if sql[at+found[0]] == componentsCall[0] {
			return at + found[0]
		}
		at += found[1]
	}
}

// literal reads what Dialect.Text wrote at the beginning of sql, and what follows it.
func literal(sql string) (s, rest string) {
	end := len(lexeme.FindString(sql))
	s = strings.TrimSuffix(strings.TrimPrefix(sql[:end], "'"), "'")
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`).Replace(s), sql[end:]
}
