package models

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
)

// A Cycle finds money that comes back: rows from a payer to a payee, one after another in
// time, that return to where they began. It serves for anything with a direction, a date
// and an amount.
//
// The first leg of a cycle is the one that the others follow. From each first leg, each
// ring of nodes is told once, by the earliest legs that fit: parallel legs make no further
// cycles. Where all legs are of one day, their order is unknown, and the ring is told from
// its smallest node only. No node is in a cycle twice.
//
// There is one row for each leg: cycle (the same for its legs, and on every engine), ring
// (its nodes, from the smallest on, as a text: the same ring has the same text whenever it
// runs), length (legs), leg (its number from 1), node, next, record, day, amount,
// amount_out and amount_back (of the first and the last leg), days (from the first leg to
// the last, counting both).
type Cycle struct {
	From   string `yaml:"from"`
	Payer  string `yaml:"payer"`  // column with the node that a leg leaves
	Payee  string `yaml:"payee"`  // column with the node that it reaches
	On     string `yaml:"on"`     // column with the date
	Amount string `yaml:"amount"` // column; rows without a positive amount are left out
	ID     string `yaml:"id"`     // column that names the record; of rows with the same one, one counts
	Days   Value  `yaml:"days"`   // the whole cycle is within so many days, counting the first
	// Tolerance is the share by which the amount of any leg may be below or above that of
	// the first.
	Tolerance Value `yaml:"tolerance"`
	Longest   Value `yaml:"longest"` // legs of the longest cycle, 2 to 6
	// Unordered: the legs may come in any order, as with invoices or with what is booked late;
	// the first is the earliest. A ring that begins on one day is told from one node.
	Unordered bool `yaml:"unordered"`
	// Most is how many legs out of one node within Days are followed, and how many ways from
	// one first leg. What exceeds it is left out and reported, because a hub is no ring and
	// would cost more than everything else. Rows to nodes that never pay anybody do not count.
	Most Value `yaml:"most"`
}

// mostLegs is the longest cycle that is looked for.
const mostLegs = 6

func (c *Cycle) build(b *builder, at place) (string, []Column, bool) {
	in, ok := b.from(at.of("from"), c.From)
	if !ok {
		return "", nil, false
	}
	b.reads = nil // only what is beside the step reads the table
	node := b.typed(at.of("payer"), in, c.Payer, standard.TypeText)
	b.typed(at.of("payee"), in, c.Payee, standard.TypeText)
	date := b.typed(at.of("on"), in, c.On, standard.TypeDate)
	amount := b.typed(at.of("amount"), in, c.Amount, standard.TypeNumber, standard.TypeInteger)
	record, _ := b.column(at.of("id"), in, c.ID)
	w := walk{b: b, node: node, date: date, amount: Column{amount.Name, standard.TypeNumber}, record: record,
		unordered: c.Unordered, days: b.whole(at.of("days"), c.Days, 1), longest: b.within(at.of("longest"), c.Longest, 2, mostLegs), most: b.whole(at.of("most"), c.Most, 1)}
	share := b.number(at.of("tolerance"), c.Tolerance)
	b.must(share >= 0 && share < 1, at.of("tolerance"), "须在 0（含）与 1（不含）之间", "must be from 0 to below 1")
	const slack = 1e-9 // so that what is just allowed is not lost to floating point
	w.low, w.high = w.literal((1-share)*(1-slack)), w.literal((1+share)*(1+slack))
	w.legs(in, c)
	tried := w.follow()
	w.cut(tried)
	return w.told(w.closed(tried))
}

// A walk writes the stages of a cycle step.
type walk struct {
	b                          *builder
	node, date, amount, record Column
	days, longest, most        int
	unordered                  bool
	low, high                  string // share of the first amount that a leg has at least and at most
	counted, ways              string // stages
}

func (w *walk) literal(x float64) string {
	return "CAST(" + w.b.target.Dialect.Text(strconv.FormatFloat(x, 'g', -1, 64)) + " AS " + w.b.target.Dialect.Type(standard.TypeNumber) + ")"
}

// legs lists the legs that may be in a cycle, how busy their payer was in the days up to
// each, and, of those to be followed, in which periods they can follow others: a leg
// follows only legs of its own period and the one before, which spares comparing all.
func (w *walk) legs(in table, c *Cycle) {
	b, q := w.b, w.b.quote
	columns := []Column{{"rec", w.record.Type}, {"src", w.node.Type}, {"dst", w.node.Type}, {"made", w.date.Type}, {"day", standard.TypeInteger}, {"amount", w.amount.Type}}
	base := b.side("legs", fmt.Sprintf(`SELECT rec, src, dst, made, day, amount FROM (SELECT %[1]s AS rec, %[2]s AS src, %[3]s AS dst, %[4]s AS made, %[5]s AS day, CAST(%[6]s AS %[7]s) AS amount,
	row_number() OVER (PARTITION BY %[1]s ORDER BY %[4]s, %[2]s, %[3]s, %[6]s) AS copy
FROM %[8]s WHERE %[1]s IS NOT NULL AND %[2]s IS NOT NULL AND %[3]s IS NOT NULL AND %[4]s IS NOT NULL AND %[6]s > 0 AND %[2]s <> %[3]s) t WHERE copy = 1`,
		q(c.ID), q(c.Payer), q(c.Payee), q(c.On), b.dayNumber(q(c.On)), q(c.Amount), b.target.Dialect.Type(standard.TypeNumber), q(in.name)), columns, in.name)
	for _, part := range []string{"legs between", "legs within"} {
		base = b.side(part, "SELECT * FROM "+q(base)+" WHERE src IN (SELECT dst FROM "+q(base)+") AND dst IN (SELECT src FROM "+q(base)+")", columns, base)
	}
	columns = append(columns, Column{"nth", standard.TypeInteger}, Column{"busy", standard.TypeInteger})
	w.counted = b.side("legs counted", fmt.Sprintf(`SELECT *, row_number() OVER (PARTITION BY src, dst, day, amount ORDER BY rec) AS nth,
	count(*) OVER (PARTITION BY src ORDER BY day RANGE BETWEEN %d PRECEDING AND CURRENT ROW) AS busy FROM %s`, w.days-1, q(base)), columns, base)
	period := b.target.Dialect.Call(engine.DivideWhole, "day", fmt.Sprintf("CAST(%d AS %s)", w.days, b.target.Dialect.Type(standard.TypeInteger)))
	followed := fmt.Sprintf("SELECT rec, src, dst, made, day, amount, nth, %[1]s AS own, %[1]s%%s AS period FROM %[2]s WHERE busy <= %[3]d", period, q(w.counted), w.most)
	w.ways = b.side("ways", fmt.Sprintf(followed+" UNION ALL "+followed, "", " - 1"), append(columns[:7:7], Column{"own", standard.TypeInteger}, Column{"period", standard.TypeInteger}), w.counted)
}

// first is the query of the ways of one leg.
func (w *walk) first() string {
	b := w.b
	period := b.target.Dialect.Call(engine.DivideWhole, "day", fmt.Sprintf("CAST(%d AS %s)", w.days, b.target.Dialect.Type(standard.TypeInteger)))
	return fmt.Sprintf("SELECT rec AS r1, src AS n1, dst AS n2, made AS d1, amount AS m1, nth, day AS day1, day, %s AS period FROM %s WHERE busy <= %d", period, b.quote(w.counted), w.most)
}

// follow adds a stage for each number of legs from 2 on: the ways of so many legs, each by
// the earliest legs that fit, closed or open; and in how many open ways the first leg
// goes on. What is earliest loses nothing: whatever fits after a later leg fits after it.
func (w *walk) follow() (tried []string) {
	b, from, reads := w.b, "("+w.first()+")", w.counted
	for k := 2; k <= w.longest; k++ {
		kept := []string{"p.day1", "p.nth", "p.r1", "p.n1", "p.d1", "p.m1", "p.n2"}
		way := []string{"p.r1"} // names the way
		for i := 2; i <= k; i++ {
			way = append(way, fmt.Sprintf("p.n%d", i))
		}
		for i := 2; i < k; i++ {
			kept = append(kept, strings.Split(strings.ReplaceAll("p.r#,p.d#,p.m#", "#", fmt.Sprint(i)), ",")...)
			kept = append(kept, fmt.Sprintf("p.n%d", i+1))
		}
		since, period := "p.day", "w.own"
		if w.unordered {
			since, period = "p.day1", "p.period"
		}
		where := fmt.Sprintf("w.day >= %s AND w.day < p.day1 + %d AND w.amount >= p.m1 * %s AND w.amount <= p.m1 * %s", since, w.days, w.low, w.high)
		if k == w.longest {
			where += " AND w.dst = p.n1"
		} else {
			where += " AND w.dst NOT IN (" + strings.Join(way[1:], ", ") + ")"
		}
		query := fmt.Sprintf(`SELECT *, count(CASE WHEN n%[1]d <> n1 THEN 1 END) OVER (PARTITION BY r1) AS ways FROM (SELECT %[2]s, w.rec AS r%[3]d, w.dst AS n%[1]d, w.made AS d%[3]d, w.amount AS m%[3]d, greatest(p.day, w.day) AS day, %[8]s AS period,
	row_number() OVER (PARTITION BY %[4]s, w.dst ORDER BY w.day, abs(w.amount - p.m1), abs(w.nth - p.nth), w.rec) AS place
FROM %[5]s p JOIN %[6]s w ON w.src = p.n%[3]d AND w.period = p.period WHERE %[7]s) t WHERE place = 1`,
			k+1, strings.Join(kept, ", "), k, strings.Join(way, ", "), from, b.quote(w.ways), where, period)
		name := b.side(fmt.Sprintf("ways of %d", k), query, w.columns(k), reads, w.ways)
		tried = append(tried, name)
		from, reads = fmt.Sprintf("(SELECT * FROM %s WHERE n%d <> n1 AND ways <= %d)", b.quote(name), k+1, w.most), name
	}
	return tried
}

// columns are those of a stage with ways of k legs.
func (w *walk) columns(k int) []Column {
	columns := []Column{{"day1", standard.TypeInteger}, {"nth", standard.TypeInteger}, {"day", standard.TypeInteger}, {"period", standard.TypeInteger},
		{"place", standard.TypeInteger}, {"ways", standard.TypeInteger}}
	for i := 1; i <= k; i++ {
		n := strconv.Itoa(i)
		columns = append(columns, Column{"r" + n, w.record.Type}, Column{"n" + n, w.node.Type}, Column{"d" + n, w.date.Type}, Column{"m" + n, w.amount.Type})
	}
	return append(columns, Column{"n" + strconv.Itoa(k+1), w.node.Type})
}

// cut says which nodes paid too often, and from which first payers too many ways led.
func (w *walk) cut(tried []string) {
	b := w.b
	queries := []string{fmt.Sprintf("SELECT src AS node, count(*) AS rows_out FROM %s WHERE busy > %d GROUP BY src", b.quote(w.counted), w.most)}
	for i, name := range tried[:len(tried)-1] { // the last stage has closed ways only
		queries = append(queries, fmt.Sprintf("SELECT n1, count(*) FROM %s WHERE ways > %d AND n%d <> n1 GROUP BY n1", b.quote(name), w.most, i+3))
	}
	b.cut("cycle", "SELECT node, CAST(sum(rows_out) AS "+b.target.Dialect.Type(standard.TypeInteger)+") AS left_out FROM ("+strings.Join(queries, " UNION ALL ")+") c GROUP BY node",
		w.node.Type, append([]string{w.counted}, tried...)...)
}

// closed gathers the closed ways, names their ring, and keeps of those of one day the ones
// that begin at the smallest node.
func (w *walk) closed(tried []string) string {
	b := w.b
	var queries []string
	for i, name := range tried {
		k := i + 2
		list := []string{fmt.Sprintf("CAST(%d AS %s) AS length", k, b.target.Dialect.Type(standard.TypeInteger)), "day1", "day", w.ring(k) + " AS ring"}
		for j := 1; j <= w.longest; j++ {
			for _, c := range []struct {
				letter string
				typ    standard.Type
			}{{"r", w.record.Type}, {"n", w.node.Type}, {"d", w.date.Type}, {"m", w.amount.Type}} {
				column := c.letter + strconv.Itoa(j)
				if j > k {
					column = "CAST(NULL AS " + b.target.Dialect.Type(c.typ) + ") AS " + column
				}
				list = append(list, column)
			}
		}
		queries = append(queries, fmt.Sprintf("SELECT %s FROM %s WHERE n%d = n1", strings.Join(list, ", "), b.quote(name), k+1))
	}
	columns := append([]Column{{"length", standard.TypeInteger}, {"ring", standard.TypeText}, {"told", standard.TypeInteger}}, w.columns(w.longest)...)
	same, others := "ring, day1, day - day1", " OR day > day1"
	if w.unordered {
		same, others = "ring, day1", ""
	}
	return b.side("closed", "SELECT * FROM (SELECT *, dense_rank() OVER (PARTITION BY "+same+" ORDER BY n1) AS told FROM (\n"+strings.Join(queries, "\nUNION ALL\n")+
		"\n) c) t WHERE told = 1"+others, columns, tried...)
}

// ring writes the nodes of a cycle of k legs from the smallest on.
func (w *walk) ring(k int) string {
	nodes := each(k, "n#")
	var s strings.Builder
	s.WriteString("CASE least(" + strings.Join(nodes, ", ") + ")")
	for i := range nodes {
		s.WriteString(" WHEN " + nodes[i] + " THEN " + strings.Join(append(nodes[i:k:k], nodes[:i]...), " || "+w.b.target.Dialect.Text("→")+" || "))
	}
	return s.String() + " END"
}

// told writes one row for each leg.
func (w *walk) told(closed string) (string, []Column, bool) {
	b, n := w.b, w.longest
	text := b.target.Dialect.Type(standard.TypeText)
	ids := each(n, "coalesce(CAST(r# AS "+text+"), '')")
	next := append(each(n, "n#")[1:], "n1")
	for i := range next {
		next[i] = fmt.Sprintf("CASE WHEN length = %d THEN n1 ELSE %s END", i+1, next[i])
	}
	q := b.quote
	query := "SELECT " + b.target.Dialect.Call(engine.Fingerprint, strings.Join(ids, " || ' ' || ")) + " AS cycle, ring, length, l.n AS leg, " +
		choice("l.n", each(n, "n#")) + " AS node, " + choice("l.n", next) + " AS " + q("next") + ", " + choice("l.n", each(n, "r#")) + " AS record, " +
		choice("l.n", each(n, "d#")) + " AS " + q("day") + ", " + choice("l.n", each(n, "m#")) + " AS amount, m1 AS amount_out, " + choice("length", each(n, "m#")) +
		" AS amount_back, day - day1 + 1 AS days FROM " + q(closed) + " c JOIN " + b.numbers(n) + " l ON l.n <= c.length"
	return query, []Column{{"cycle", standard.TypeText}, {"ring", standard.TypeText}, {"length", standard.TypeInteger}, {"leg", standard.TypeInteger},
		{"node", w.node.Type}, {"next", w.node.Type}, {"record", w.record.Type}, {"day", w.date.Type}, {"amount", w.amount.Type},
		{"amount_out", w.amount.Type}, {"amount_back", w.amount.Type}, {"days", standard.TypeInteger}}, true
}
