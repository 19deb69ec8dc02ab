package models

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
)

// A Near finds pairs of documents that are alike: by bands those with near-identical text,
// by passages those with copied passages, whatever else is in them. Its columns are a, b
// and shared, with a < b.
//
// A passage stands for 17 letters of a text on average (see record.Passage), so three
// passages are about a hundred characters as they were written.
type Near struct {
	From     string   `yaml:"from"`
	ID       string   `yaml:"id"`       // column of from that holds the document
	Within   []string `yaml:"within"`   // only pairs that have equal values in these columns of from
	Bands    string   `yaml:"bands"`    // table of bands, or
	Passages string   `yaml:"passages"` // of passages; then Common is needed
	Least    Value    `yaml:"least"`    // bands or passages to share
	// Most is how many documents of one band or passage are compared each with each; of a
	// larger number each is compared with the first only, because n documents make n²/2
	// pairs. Identical documents are still found.
	Most   Value   `yaml:"most"`
	Common *Common `yaml:"common"` // what does not count
	// Each asks for one row for each shared passage instead of each pair, with the columns
	// a_n and b_n besides: the numbers (passage.n) of the first passage in a and in b that
	// says it.
	Each bool `yaml:"each"`
}

// A Common says which bands or passages are boilerplate and link nobody: those in the
// documents of more than Most different owners. It is worked out anew from the whole
// snapshot, so that the same snapshot always gives the same. Documents without an owner
// in Over do not count.
type Common struct {
	Over string `yaml:"over"` // table that says whose each document is
	ID   string `yaml:"id"`   // column of over that holds the document
	Of   string `yaml:"of"`   // column of over that holds the owner: plaintiff, lawyer, court
	Most Value  `yaml:"most"`
}

// Names inside a near step. They contain a space, so no step has them.
const (
	nearCommon  = "near common"
	nearMembers = "near members"
)

func (n *Near) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), n.From)
	prints, also := n.prints(b, at)
	if !ok || !also {
		return "", nil, false
	}
	b.column(at.of("id"), in, n.ID)
	b.columns(at.of("within"), in, n.Within)
	common, ok := n.common(b, at.of("common"), prints)
	if !ok {
		return "", nil, false
	}
	reads := b.reads
	b.reads = nil // only what is beside the step reads them
	buckets := b.side("buckets", n.buckets(b, in, prints, common), n.bucketColumns(in), reads...)
	columns := []Column{{"a", standard.TypeText}, {"b", standard.TypeText}, {"shared", standard.TypeInteger}}
	most, least := b.whole(at.of("most"), n.Most, 2), b.whole(at.of("least"), n.Least, 1)
	query := n.pairs(b, buckets, most)
	b.cut("near", fmt.Sprintf("SELECT judgment AS node, CAST(sum(n - 2) AS %s) AS left_out FROM %s WHERE n > %d AND judgment <> least GROUP BY judgment",
		b.target.Dialect.Type(standard.TypeInteger), b.quote(buckets), most), standard.TypeText, buckets)
	if !n.Each {
		return fmt.Sprintf("SELECT a, b, count(DISTINCT hash) AS shared FROM (\n%s\n) p GROUP BY a, b HAVING count(DISTINCT hash) >= %d", query, least), columns, true
	}
	return fmt.Sprintf("SELECT a, b, shared, a_n, b_n FROM (SELECT a, b, a_n, b_n, count(*) OVER (PARTITION BY a, b) AS shared FROM (\n%s\n) p) s WHERE shared >= %d", query, least),
		append(columns, Column{"a_n", standard.TypeInteger}, Column{"b_n", standard.TypeInteger}), true
}

// prints finds the table of bands or of passages.
func (n *Near) prints(b *builder, at place) (table, bool) {
	field, name := "bands", n.Bands
	if n.Passages != "" {
		field, name = "passages", n.Passages
	}
	if n.Bands != "" && n.Passages != "" {
		b.faults.add(at, "bands 与 passages 只能有其一", "bands and passages exclude one another")
	}
	if n.Passages != "" && n.Common == nil {
		b.faults.add(at, "须以 common 写明哪些段落是套话", "common must say which passages are boilerplate")
	}
	prints, ok := b.from(at.of(field), name)
	if !ok {
		return prints, false
	}
	for _, c := range []string{"judgment", "n", "hash"} {
		if _, found := b.column(at.of(field), prints, c); !found {
			ok = false
		}
	}
	return prints, ok
}

// common lists the hashes that are boilerplate; "" if there is no such list.
func (n *Near) common(b *builder, at place, prints table) (query string, ok bool) {
	c := n.Common
	if c == nil {
		return "", true
	}
	over, ok := b.from(at.of("over"), c.Over)
	if !ok {
		return "", false
	}
	b.column(at.of("id"), over, c.ID)
	b.column(at.of("of"), over, c.Of)
	return fmt.Sprintf(`SELECT d.hash FROM %s d JOIN (
	SELECT DISTINCT %s AS judgment, %s AS owner FROM %s
) o ON o.judgment = d.judgment GROUP BY d.hash HAVING count(DISTINCT o.owner) > %d`,
		b.quote(prints.name), b.quote(c.ID), b.quote(c.Of), b.quote(over.name), b.whole(at.of("most"), c.Most, 1)), true
}

// pairs lists what any two documents share, each once.
func (n *Near) pairs(b *builder, buckets string, most int) string {
	same := []string{"x.hash = y.hash", "x.judgment < y.judgment"}
	for _, c := range n.Within {
		same = append(same, "x."+b.quote(c)+" = y."+b.quote(c))
	}
	columns := "x.judgment AS a, y.judgment AS b, x.hash"
	if n.Each {
		columns = "DISTINCT " + columns + ", x.place AS a_n, y.place AS b_n"
	}
	return fmt.Sprintf(`	SELECT %[1]s
	FROM %[2]s x JOIN %[2]s y ON %[3]s
	WHERE x.n <= %[4]d OR x.judgment = x.least`, columns, b.quote(buckets), strings.Join(same, " AND "), most)
}

func (n *Near) bucketColumns(in table) []Column {
	columns := []Column{{"judgment", standard.TypeText}, {"hash", standard.TypeInteger}}
	for _, name := range n.Within {
		c, _ := in.column(name)
		columns = append(columns, c)
	}
	return append(columns, Column{"place", standard.TypeInteger}, Column{"n", standard.TypeInteger}, Column{"least", standard.TypeText})
}

// buckets lists each document with what it shares with others, and how many documents
// there are to each. What only one document has is dropped first: most is.
func (n *Near) buckets(b *builder, in, prints table, common string) string {
	own, by := []string{"i." + b.quote(n.ID) + " AS judgment", "d.hash"}, []string{"i." + b.quote(n.ID), "d.hash"}
	keys, same := []string{"hash"}, []string{"m.hash = g.hash"}
	for _, c := range n.Within {
		own, by = append(own, "i."+b.quote(c)), append(by, "i."+b.quote(c))
		keys = append(keys, b.quote(c))
		same = append(same, "m."+b.quote(c)+" = g."+b.quote(c))
	}
	member := `SELECT ` + strings.Join(own, ", ") + `, min(d.n) AS place FROM ` + b.quote(prints.name) + ` d
	JOIN (` + n.grouped(b, in) + `) i ON i.` + b.quote(n.ID) + ` = d.judgment`
	var with []string
	if common != "" {
		with = append(with, b.target.Dialect.With(nearCommon, common, false))
		member += "\n	WHERE NOT EXISTS (SELECT 1 FROM " + b.quote(nearCommon) + " c WHERE c.hash = d.hash)"
	}
	with = append(with, b.target.Dialect.With(nearMembers, member+"\n	GROUP BY "+strings.Join(by, ", "), true))
	list := strings.Join(keys, ", ")
	return `WITH ` + strings.Join(with, ",\n") + `
SELECT m.*, g.n, g.least FROM ` + b.quote(nearMembers) + ` m JOIN (
	SELECT ` + list + `, count(*) AS n, min(judgment) AS least FROM ` + b.quote(nearMembers) + ` GROUP BY ` + list + ` HAVING count(*) > 1
) g ON ` + strings.Join(same, " AND ")
}

// grouped lists the documents to compare, without those that are alone in their group.
func (n *Near) grouped(b *builder, in table) string {
	items := `SELECT DISTINCT ` + b.list("", slices.Concat([]string{n.ID}, n.Within)) + ` FROM ` + b.quote(in.name)
	if len(n.Within) == 0 {
		return items
	}
	var same []string
	for _, c := range n.Within {
		same = append(same, "t."+b.quote(c)+" = g."+b.quote(c))
	}
	return `SELECT t.* FROM (` + items + `) t JOIN (SELECT ` + b.list("", n.Within) + ` FROM (` + items + `) u GROUP BY ` + b.list("", n.Within) +
		` HAVING count(*) > 1) g ON ` + strings.Join(same, " AND ")
}
