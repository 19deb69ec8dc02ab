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
	documents := n.documents(b, in)
	buckets := b.side("buckets", n.buckets(b, documents, prints, common), n.bucketColumns(), append(reads, documents)...)
	columns := []Column{{"a", standard.TypeText}, {"b", standard.TypeText}, {"shared", standard.TypeInteger}}
	most, least := b.whole(at.of("most"), n.Most, 2), b.whole(at.of("least"), n.Least, 1)
	names := b.side("names", "SELECT DISTINCT judgment, number FROM "+b.quote(documents), []Column{{"judgment", standard.TypeText}, {"number", standard.TypeInteger}}, documents)
	b.cut("near", fmt.Sprintf("SELECT d.judgment AS node, c.left_out FROM (SELECT number, CAST(sum(n - 2) AS %s) AS left_out FROM %s WHERE n > %d AND number <> least GROUP BY number) c JOIN %s d ON d.number = c.number",
		b.target.Dialect.Type(standard.TypeInteger), b.quote(buckets), most, b.quote(names)), standard.TypeText, buckets, names)
	told, each := n.counted(b, n.pairs(b, buckets, most), least), ""
	if n.Each {
		told = fmt.Sprintf("SELECT * FROM (SELECT a, b, a_n, b_n, count(*) OVER (PARTITION BY a, b) AS shared FROM (\n%s\n) p) s WHERE shared >= %d", n.pairs(b, buckets, most), least)
		each = ", s.a_n, s.b_n"
		columns = append(columns, Column{"a_n", standard.TypeInteger}, Column{"b_n", standard.TypeInteger})
	}
	return "SELECT x.judgment AS a, y.judgment AS b, s.shared" + each + " FROM (" + told + ") s JOIN " + b.quote(names) + " x ON x.number = s.a JOIN " + b.quote(names) + " y ON y.number = s.b", columns, true
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

// counted counts what each pair shares. A pair may be listed in several groups, and what it
// shares then counts once. A document has one hash in each band and few bands, so that
// which are shared fits into the bits of a number: hundreds of millions of shared bands are
// counted without keeping any of them.
func (n *Near) counted(b *builder, pairs string, least int) string {
	if n.Bands == "" {
		return "SELECT a, b, count(*) AS shared FROM (SELECT DISTINCT a, b, hash FROM (\n" + pairs + "\n) p) s GROUP BY a, b HAVING count(*) >= " + fmt.Sprint(least)
	}
	return fmt.Sprintf("SELECT a, b, CAST(bit_count(bits) AS %[1]s) AS shared FROM (SELECT a, b, bit_or(CAST(pow(2, band) AS %[1]s)) AS bits FROM (\n%[2]s\n) p GROUP BY a, b) s WHERE bit_count(bits) >= %[3]d",
		b.target.Dialect.Type(standard.TypeInteger), pairs, least)
}

// pairs lists what any two documents share, once in each group that both are in.
func (n *Near) pairs(b *builder, buckets string, most int) string {
	columns := "x.number AS a, y.number AS b, x.hash, x.place AS band"
	if n.Each {
		columns = "DISTINCT " + columns + ", x.place AS a_n, y.place AS b_n"
	}
	return fmt.Sprintf(`	SELECT %[1]s
	FROM %[2]s x JOIN %[2]s y ON x.hash = y.hash AND x.kin = y.kin AND x.number < y.number
	WHERE x.n <= %[3]d OR x.number = x.least`, columns, b.quote(buckets), most)
}

func (n *Near) bucketColumns() []Column {
	var columns []Column
	for _, name := range []string{"number", "hash", "kin", "place", "n", "least"} {
		columns = append(columns, Column{name, standard.TypeInteger})
	}
	return columns
}

// documents adds the stage of the documents to compare, without those that are alone in
// their group: their number and that of the group. There are millions of rows in what
// follows, and numbers cost a fraction of what texts do. The numbers stand in the order of
// the documents, so that the smaller is the smaller.
func (n *Near) documents(b *builder, in table) string {
	id := Column{"id", standard.TypeText}
	items := b.side("items", "SELECT DISTINCT "+b.list("", slices.Concat([]string{n.ID}, n.Within))+" FROM "+b.quote(in.name)+" WHERE "+b.quote(n.ID)+" IS NOT NULL",
		append([]Column{id}, some(in, n.Within)...), in.name)
	kin, reads := "SELECT "+b.quote(n.ID)+" AS judgment, 0 AS kin FROM "+b.quote(items), []string{items}
	if len(n.Within) > 0 {
		list := b.list("", n.Within)
		groups := b.side("kin", "SELECT "+list+", row_number() OVER (ORDER BY "+list+") AS number FROM (SELECT "+list+" FROM "+b.quote(items)+" GROUP BY "+list+" HAVING count(*) > 1) g",
			append(some(in, n.Within), Column{"number", standard.TypeInteger}), items)
		var same []string
		for _, c := range n.Within {
			same = append(same, "t."+b.quote(c)+" = g."+b.quote(c))
		}
		kin = "SELECT t." + b.quote(n.ID) + " AS judgment, g.number AS kin FROM " + b.quote(items) + " t JOIN " + b.quote(groups) + " g ON " + strings.Join(same, " AND ")
		reads = append(reads, groups)
	}
	return b.side("documents", "SELECT judgment, kin, dense_rank() OVER (ORDER BY judgment) AS number FROM ("+kin+") k",
		[]Column{{"judgment", standard.TypeText}, {"kin", standard.TypeInteger}, {"number", standard.TypeInteger}}, reads...)
}

// some returns columns of t by name.
func some(t table, names []string) (columns []Column) {
	for _, name := range names {
		c, _ := t.column(name)
		columns = append(columns, c)
	}
	return columns
}

// buckets lists each document with what it shares with others, and how many documents
// there are to each. What only one document has is dropped first: most is.
func (n *Near) buckets(b *builder, documents string, prints table, common string) string {
	place, group := "min(d.n)", "\n	GROUP BY i.number, d.hash, i.kin"
	if n.Bands != "" {
		place, group = "d.n", "" // no two bands of a document are the same number, and to look for two in twenty million rows costs as much as all the rest
	}
	member := `SELECT i.number, d.hash, i.kin, ` + place + ` AS place FROM ` + b.quote(prints.name) + ` d
	JOIN ` + b.quote(documents) + ` i ON i.judgment = d.judgment`
	var with []string
	if common != "" {
		with = append(with, b.target.Dialect.With(nearCommon, common, false))
		member += "\n	WHERE NOT EXISTS (SELECT 1 FROM " + b.quote(nearCommon) + " c WHERE c.hash = d.hash)"
	}
	with = append(with, b.target.Dialect.With(nearMembers, member+group, true))
	return `WITH ` + strings.Join(with, ",\n") + `
SELECT m.*, g.n, g.least FROM ` + b.quote(nearMembers) + ` m JOIN (
	SELECT hash, kin, count(*) AS n, min(number) AS least FROM ` + b.quote(nearMembers) + ` GROUP BY hash, kin HAVING count(*) > 1
) g ON m.hash = g.hash AND m.kin = g.kin`
}
