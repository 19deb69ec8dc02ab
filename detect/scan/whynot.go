package scan

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/models/expr"
	"github.com/mingjian/mingjian/fault"
)

// A WhyNot says how far a case gets in a model, and what stops it there and by how much.
type WhyNot struct {
	Model   string `json:"model"`
	Version int    `json:"version"`
	Case    string `json:"case"` // as asked: a case number, the id of a document or of a register's record
	// Outcome is found (there is a finding), excluded (a look-alike), gate (the subject does
	// not pass the gate), step (a step of the rule leaves the case out), gathered (from a step
	// on rows are made of many records, so nothing can be said of one) or unread (no data set
	// that the model begins with has it).
	Outcome  string           `json:"outcome"`
	Step     string           `json:"step,omitempty"`     // outcome step: its name
	Operator string           `json:"operator,omitempty"` // of that step
	With     string           `json:"with,omitempty"`     // what that step compares with
	Tested   *Tested          `json:"tested,omitempty"`   // outcome step: its condition on the row that comes closest
	Subjects []WhyNotSubject  `json:"subjects,omitempty"` // who the case is about, if it gets to the score
	Says     fault.Text       `json:"says"`
	Values   map[string]Value `json:"values,omitempty"` // outcome step: what was compared
}

// A WhyNotSubject is a subject of the case and how it stands against the gate.
type WhyNotSubject struct {
	Subject  Subject          `json:"subject"`
	Outcome  string           `json:"outcome"` // found, excluded or gate
	Excluded string           `json:"excluded,omitempty"`
	Gate     Tested           `json:"gate"`
	Measures map[string]Value `json:"measures"`
}

// A Value is a measured value; nil is unknown.
type Value any

// A Tested is a condition with what it is on one row.
type Tested struct {
	How     string   `json:"how"` // all, any or test
	Holds   bool     `json:"holds"`
	Text    string   `json:"text"`              // test: as written in the model, with the parameters filled in
	Value   Value    `json:"value,omitempty"`   // test that compares: what stands on the left
	Needed  Value    `json:"needed,omitempty"`  // and on the right
	Compare string   `json:"compare,omitempty"` // between the two
	Short   float64  `json:"short,omitempty"`   // numbers: how far the value is from what is needed
	Of      []Tested `json:"of,omitempty"`
}

// closest is how many rows of a case are tried to find the one that comes closest.
const closest = 50

// AskWhyNot answers why a model does not find a case.
func AskWhyNot(ctx context.Context, s Snapshot, m models.Model, number string) (WhyNot, error) {
	lib, err := engine.Standards(s.Engine)
	if err != nil {
		return WhyNot{}, fmt.Errorf("load the standards: %w", err)
	}
	if s.AsOf.IsZero() {
		if s.AsOf, err = Latest(ctx, s.Engine); err != nil {
			return WhyNot{}, err
		}
	}
	trace, err := models.CompileTrace(m, models.Target{Standards: lib, Dialect: s.Engine.Dialect(), AsOf: s.AsOf, Known: s.Known})
	if err != nil {
		return WhyNot{}, err
	}
	w, err := furthest(ctx, s, m, trace, number)
	w.Model, w.Version, w.Case = m.ID, m.Version, number
	return w, err
}

// furthest asks along each way through the model and returns the answer of the one on which the case gets furthest.
func furthest(ctx context.Context, s Snapshot, m models.Model, trace models.Trace, number string) (best WhyNot, err error) {
	var q question
	least := 0
	for i, way := range trace.Ways() {
		q = question{Snapshot: s, model: m, trace: way, number: number, ids: map[string]string{}}
		w, left, err := q.answer(ctx)
		if err != nil {
			return WhyNot{}, err
		}
		if order := rank(w.Outcome) - rank(best.Outcome); i == 0 || order < 0 || order == 0 && left < least {
			best, least = w, left
		}
	}
	if best.Outcome != "unread" {
		return best, nil
	}
	return q.beside(ctx, trace, best)
}

// A question is a case asked of a model.
type question struct {
	Snapshot
	model  models.Model
	trace  models.Trace
	number string
	ids    map[string]string // by data set: the ids of its records, as a list of SQL
	open   bool              // every value may be shown: nobody in it is real
}

// answer follows the case along one way, and says how many steps it had yet to go.
func (q question) answer(ctx context.Context) (w WhyNot, left int, err error) {
	whole := q.trace.Path()
	if err := q.find(ctx, whole[0]); err != nil {
		return WhyNot{}, 0, err
	}
	if q.about(whole[0]) == "" {
		return unread(q.number), len(whole), nil
	}
	// A step that does not carry records is passed over: nothing can be said of it.
	path := slices.DeleteFunc(slices.Clone(whole), func(s models.TraceStep) bool { return q.about(s) == "" })
	counts, err := q.counts(ctx, path)
	if err != nil {
		return WhyNot{}, 0, err
	}
	for i, step := range path {
		switch {
		case counts[i] > 0:
		case i == 0:
			return unread(q.number), len(whole), nil
		default:
			w, err = q.dropped(ctx, path[i-1], step)
			return w, len(path) - i, err
		}
	}
	last := path[len(path)-1]
	if last.Name != whole[len(whole)-1].Name {
		return beyond(last, whole), 0, nil
	}
	w, err = q.scored(ctx, last)
	return w, 0, err
}

// beside tells of a case that the model only compares with others: a suit in a model that begins with payments.
func (q question) beside(ctx context.Context, trace models.Trace, w WhyNot) (WhyNot, error) {
	lib, err := engine.Standards(q.Engine)
	if err != nil {
		return w, err
	}
	var begins []fault.Text
	for _, way := range trace.Ways() {
		if title := lib[way.Path()[0].Name].Title; !slices.Contains(begins, title) {
			begins = append(begins, title)
		}
	}
	for _, name := range q.model.Inputs {
		if err := q.find(ctx, trace.Input(name)); err != nil {
			return w, err
		}
		if len(q.ids) == 0 {
			continue
		}
		zh, en := make([]string, len(begins)), make([]string, len(begins))
		for i, t := range begins {
			zh[i], en[i] = "“"+t.ZH+"”", t.EN
		}
		w.Says = fault.Text{
			ZH: fmt.Sprintf("“%s”在“%s”中，但本模型从%s找起，前者只用于比对：没有相应记录，就不会命中本案。", q.number, lib[name].Title.ZH, strings.Join(zh, "、")),
			EN: fmt.Sprintf("%s is in %s, with which this model only compares: it begins with %s, and finds no case that is not there.", q.number, lib[name].Title.EN, strings.Join(en, ", "))}
		return w, nil
	}
	return w, nil
}

// beyond explains a case that gets to a step after which no row is of one record.
func beyond(last models.TraceStep, path []models.TraceStep) WhyNot {
	next := path[slices.IndexFunc(path, func(s models.TraceStep) bool { return s.Name == last.Name })+1]
	return WhyNot{Outcome: "gathered", Step: next.Name, Operator: next.Operator, Says: fault.Text{
		ZH: fmt.Sprintf("本案进入了步骤“%s”；从步骤“%s”（%s）起，结果由多条记录合成，不再对应某一案，不能逐案说明。是否命中，请看扫描结果。", last.Name, next.Name, next.Operator),
		EN: fmt.Sprintf("The case gets to step %s; from step %s (%s) on, rows are made of many records and none is of one case, so no more can be said of it. See what a scan finds.", last.Name, next.Name, next.Operator)}}
}

func unread(number string) WhyNot {
	return WhyNot{Outcome: "unread", Says: fault.Text{
		ZH: fmt.Sprintf("本模型读取的数据中没有“%s”。请核对案号的写法，以及文书和登记数据是否已导入。", number),
		EN: fmt.Sprintf("No data that this model reads has %q. Check how the number is written, and whether the document or the register was imported.", number)}}
}

// find looks up the records of an input that the case number, document or record id means.
func (q question) find(ctx context.Context, first models.TraceStep) error {
	d := q.Engine.Dialect()
	lib, err := engine.Standards(q.Engine)
	if err != nil {
		return err
	}
	for _, c := range first.Carries {
		var or []string
		for _, f := range lib[first.Name].Fields {
			if f.Name == c.Column || f.Name == "case_no" {
				or = append(or, d.Name(f.Name)+" = "+d.Text(q.number))
			}
		}
		var ids []string
		query := "SELECT DISTINCT " + d.Name(c.Column) + " AS id FROM " + q.trace.Table(first.Name) + " WHERE " + strings.Join(or, " OR ")
		for row, err := range q.ask(ctx, query, q.trace.Read(first.Name)) {
			if err != nil {
				return fmt.Errorf("look for a case: %w", err)
			}
			ids = append(ids, d.Text(text(row["id"])))
		}
		if len(ids) > 0 {
			q.ids[c.Dataset] = strings.Join(ids, ", ")
		}
	}
	return nil
}

// about is the condition that a row of a step is about the case; empty if no column tells.
func (q question) about(s models.TraceStep) string {
	var or []string
	for _, c := range s.Carries {
		if ids := q.ids[c.Dataset]; ids != "" {
			or = append(or, q.Engine.Dialect().Name(c.Column)+" IN ("+ids+")")
		}
	}
	return strings.Join(or, " OR ")
}

// ask yields the rows of a query over what the model has worked out.
func (q question) ask(ctx context.Context, query string, reads ...string) iter.Seq2[engine.Row, error] {
	return engine.QueryParts(ctx, q.Engine, q.trace.Ask(query, reads...), query)
}

// counts counts the rows of the case in each step, all in one query, so that no step is
// worked out twice.
func (q question) counts(ctx context.Context, steps []models.TraceStep) ([]int64, error) {
	var queries, reads []string
	for i, s := range steps {
		queries = append(queries, fmt.Sprintf("SELECT %d AS place, count(*) AS n FROM %s WHERE %s", i, q.trace.Table(s.Name), q.about(s)))
		reads = append(reads, q.trace.Read(s.Name))
	}
	list := make([]int64, 0, len(steps))
	for row, err := range q.ask(ctx, "SELECT place, n FROM ("+strings.Join(queries, " UNION ALL ")+") c ORDER BY place", reads...) {
		if err != nil {
			return nil, fmt.Errorf("count the rows of a case: %w", err)
		}
		n, _ := row["n"].(int64)
		list = append(list, n)
	}
	return list, nil
}

// dropped explains the step that leaves the case out.
func (q question) dropped(ctx context.Context, before, step models.TraceStep) (WhyNot, error) {
	columns, with := q.trace.On(step.Name)
	w := WhyNot{Outcome: "step", Step: step.Name, Operator: step.Operator, With: with}
	from := before
	if name, ok := q.trace.Unjoined(step.Name); ok {
		// Its pairs carry the columns of the step.
		n, err := q.counts(ctx, []models.TraceStep{{Name: name, Carries: step.Carries}})
		if err != nil {
			return w, err
		}
		if n[0] > 0 {
			from.Name, from.Carries = name, step.Carries
		} else {
			return q.unmatched(ctx, w, before, columns)
		}
	}
	condition, ok := q.trace.Asked(step.Name)
	if !ok {
		return q.unmatched(ctx, w, before, columns)
	}
	rows, err := q.test(ctx, condition, from.Name, q.about(from))
	if err != nil || len(rows) == 0 {
		return w, err
	}
	w.Tested = &rows[0]
	w.Says = fault.Text{ZH: "在步骤“" + step.Name + "”不满足条件：" + failing(rows[0], "zh"), EN: "Step " + step.Name + " asks what does not hold: " + failing(rows[0], "en")}
	return w, nil
}

// unmatched explains a step without a condition: with which values it looked for a match.
func (q question) unmatched(ctx context.Context, w WhyNot, before models.TraceStep, columns []string) (WhyNot, error) {
	d := q.Engine.Dialect()
	w.Values = map[string]Value{}
	var list []string
	for _, c := range columns {
		if q.trace.Public(before.Name, c) {
			list = append(list, d.Name(c))
		}
	}
	if len(list) > 0 {
		query := "SELECT " + strings.Join(list, ", ") + " FROM " + q.trace.Table(before.Name) + " WHERE " + q.about(before) + " ORDER BY " + ordinals(len(list)) + " LIMIT 1"
		for row, err := range q.ask(ctx, query, q.trace.Read(before.Name)) {
			if err != nil {
				return w, fmt.Errorf("read what step %s compares: %w", w.Step, err)
			}
			for name, v := range row {
				w.Values[name] = shownValue(v)
			}
		}
	}
	on := strings.Join(columns, ", ")
	switch w.Operator {
	case "join", "overlap":
		w.Says = fault.Text{ZH: fmt.Sprintf("步骤“%s”在“%s”中没有找到相符的记录（比对 %s）。", w.Step, w.With, on),
			EN: fmt.Sprintf("Step %s finds no matching record in %s (compared by %s).", w.Step, w.With, on)}
	case "missing":
		w.Says = fault.Text{ZH: fmt.Sprintf("步骤“%s”要求“%s”中没有相应记录，而记录存在（比对 %s）。", w.Step, w.With, on),
			EN: fmt.Sprintf("Step %s asks that %s has no such record, and it has one (compared by %s).", w.Step, w.With, on)}
	case "first":
		w.Says = fault.Text{ZH: fmt.Sprintf("步骤“%s”每组只留一行，本案所在组留下的是另一份文书。", w.Step), EN: fmt.Sprintf("Step %s keeps one row of each group, and kept another document of the group.", w.Step)}
	default:
		w.Says = fault.Text{ZH: fmt.Sprintf("步骤“%s”（%s）没有保留本案。", w.Step, w.Operator), EN: fmt.Sprintf("Step %s (%s) does not keep the case.", w.Step, w.Operator)}
	}
	return w, nil
}

// scored explains a case that reaches the score: its subjects against the gate and the
// look-alikes.
func (q question) scored(ctx context.Context, over models.TraceStep) (WhyNot, error) {
	d := q.Engine.Dialect()
	gate, ok := q.trace.Gate()
	if !ok {
		return WhyNot{}, fmt.Errorf("model %s: the gate cannot be taken apart", q.model.ID)
	}
	selects := []string{"*"}
	for _, x := range q.model.Exclusions {
		selects = append(selects, q.trace.Excludes(x)+" AS "+d.Name(models.ExclusionKey(x.ID)))
	}
	whose := "subject IN (SELECT " + d.Name(q.model.Score.Subject.ID) + " FROM " + q.trace.Table(over.Name) + " WHERE " + q.about(over) + ")"
	w := WhyNot{Outcome: "gate"}
	query := "SELECT " + strings.Join(selects, ", ") + " FROM " + d.Name(q.trace.Totals()) + " WHERE " + whose + " ORDER BY subject"
	for row, err := range q.ask(ctx, query, q.trace.Totals(), q.trace.Read(over.Name)) {
		if err != nil {
			return w, fmt.Errorf("measure the subjects of a case: %w", err)
		}
		w.Subjects = append(w.Subjects, q.subject(row))
	}
	for i := range w.Subjects {
		x := &w.Subjects[i]
		tested, err := q.test(ctx, gate, "", "subject = "+d.Text(x.Subject.ID))
		if err != nil || len(tested) == 0 {
			return w, err
		}
		if x.Gate = tested[0]; !x.Gate.Holds {
			x.Outcome = "gate"
		}
	}
	slices.SortStableFunc(w.Subjects, func(a, b WhyNotSubject) int { return cmp.Compare(rank(a.Outcome), rank(b.Outcome)) })
	if len(w.Subjects) == 0 {
		w.Says = fault.Text{ZH: "本案没有可以确认身份的主体（隐名者不识别任何人）。", EN: "Nobody in the case can be identified (a masked name identifies nobody)."}
		return w, nil
	}
	w.Outcome = w.Subjects[0].Outcome
	w.Says = q.says(w.Subjects[0])
	return w, nil
}

// rank orders outcomes by how far they are from a finding.
func rank(outcome string) int {
	return slices.Index([]string{"found", "excluded", "gate", "gathered", "step", "unread"}, outcome)
}

func (q question) subject(row engine.Row) WhyNotSubject {
	x := WhyNotSubject{Subject: Subject{Kind: text(row["kind"]), ID: text(row["subject"]), Name: text(row["name"])}, Outcome: "found", Measures: map[string]Value{}}
	for _, m := range q.model.Score.Measures {
		x.Measures[m.ID] = shownValue(row[m.ID])
	}
	for _, e := range q.model.Exclusions {
		if row[models.ExclusionKey(e.ID)] == true {
			x.Outcome, x.Excluded = "excluded", e.ID
		}
	}
	return x
}

func (q question) says(x WhyNotSubject) fault.Text {
	switch x.Outcome {
	case "found":
		return fault.Text{ZH: "本案在“" + x.Subject.Name + "”的命中之内。", EN: "The case is part of the finding about " + x.Subject.Name + "."}
	case "excluded":
		i := slices.IndexFunc(q.model.Exclusions, func(e models.Exclusion) bool { return e.ID == x.Excluded })
		title := q.model.Exclusions[i].Title
		return fault.Text{ZH: "“" + x.Subject.Name + "”属于合法的相似情形（" + title.ZH + "），因此排除。", EN: x.Subject.Name + " is a lawful look-alike (" + title.EN + ") and left out."}
	}
	return fault.Text{ZH: "“" + x.Subject.Name + "”未达到命中条件：" + failing(x.Gate, "zh"), EN: x.Subject.Name + " does not pass the gate: " + failing(x.Gate, "en")}
}

// test works a condition out on the rows of a table (empty: the totals) and returns what it
// is on each, the one that comes closest first.
func (q question) test(ctx context.Context, c expr.Condition, table, where string) ([]Tested, error) {
	name, read := q.Engine.Dialect().Name(q.trace.Totals()), q.trace.Totals()
	if table != "" {
		name, read = q.trace.Table(table), q.trace.Read(table)
	}
	var selects []string
	if err := q.selects(c, "c", table, &selects); err != nil {
		return nil, err
	}
	query := "SELECT " + strings.Join(selects, ", ") + " FROM " + name + " WHERE " + where + " ORDER BY " + ordinals(len(selects)) + fmt.Sprintf(" LIMIT %d", closest)
	var all []Tested
	for row, err := range q.ask(ctx, query, read) {
		if err != nil {
			return nil, fmt.Errorf("test the condition of %s: %w", cmp.Or(table, "the gate"), err)
		}
		all = append(all, q.tested(c, "c", row))
	}
	slices.SortStableFunc(all, func(a, b Tested) int { return cmp.Compare(missed(a), missed(b)) })
	return all, nil
}

// ordinals orders by the first n columns, with what is unknown last, so that every engine
// shows the same rows.
func ordinals(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf("%d NULLS LAST", i+1)
	}
	return strings.Join(list, ", ")
}

// missed counts the tests that fail and matter.
func missed(t Tested) int {
	switch {
	case t.Holds:
		return 0
	case t.How == "test":
		return 1
	}
	n := 0
	for i, x := range t.Of {
		m := missed(x)
		if t.How == "all" {
			n += m
		} else if i == 0 || m < n {
			n = m
		}
	}
	return n
}

// selects writes what every test of a condition is, and what it compares if that may be shown.
func (q question) selects(c expr.Condition, at, table string, list *[]string) error {
	for i, part := range c.Of {
		if err := q.selects(part, fmt.Sprintf("%s.%d", at, i), table, list); err != nil {
			return err
		}
	}
	if c.How != "test" {
		return nil
	}
	d := q.Engine.Dialect()
	add := func(e expr.Expr, name string) error {
		sql, err := q.trace.SQL(e)
		if err == nil {
			*list = append(*list, sql+" AS "+d.Name(name))
		}
		return err
	}
	if err := add(c.Test, at); err != nil {
		return err
	}
	if c.Compare == "" || !q.shown(table, c.Left) || !q.shown(table, c.Right) {
		return nil
	}
	if err := add(c.Left, at+" left"); err != nil {
		return err
	}
	return add(c.Right, at+" right")
}

// shown reports whether what an expression gives may be shown: no names.
func (q question) shown(table string, e expr.Expr) bool {
	if table == "" || q.open {
		return true // measures
	}
	return !slices.ContainsFunc(e.Names(), func(name string) bool {
		return !strings.HasPrefix(name, "params.") && name != expr.AsOf && !q.trace.Public(table, name)
	})
}

func (q question) tested(c expr.Condition, at string, row engine.Row) Tested {
	t := Tested{How: c.How, Holds: c.How == "all"}
	for i, part := range c.Of {
		x := q.tested(part, fmt.Sprintf("%s.%d", at, i), row)
		t.Of = append(t.Of, x)
		if c.How == "all" {
			t.Holds = t.Holds && x.Holds
		} else {
			t.Holds = t.Holds || x.Holds
		}
	}
	if c.How != "test" {
		return t
	}
	t.Text, t.Holds = q.filled(c.Test.Source), row[at] == true
	if _, compared := row[at+" left"]; compared {
		t.Compare, t.Value, t.Needed = c.Compare, shownValue(row[at+" left"]), shownValue(row[at+" right"])
		left, ok := number(row[at+" left"])
		right, also := number(row[at+" right"])
		if ok && also && !t.Holds {
			t.Short = round(max(left-right, right-left))
		}
	}
	return t
}

// filled writes the parameters of a condition as their values.
func (q question) filled(source string) string {
	params := q.trace.Params()
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(params))) { // the longer of two that begin alike first
		source = strings.ReplaceAll(source, "params."+name, name+fmt.Sprintf("（%v）", shownValue(params[name])))
	}
	return source
}

// failing writes the tests that fail, with what is there and what is needed.
func failing(t Tested, lang string) string {
	if t.How == "test" {
		return failedTest(t, lang)
	}
	var parts []string
	for _, x := range t.Of {
		if !x.Holds {
			parts = append(parts, failing(x, lang))
		}
	}
	between := map[string]map[string]string{"zh": {"all": "；", "any": "，且"}, "en": {"all": "; ", "any": ", nor "}}[lang][t.How]
	if t.How == "any" {
		return "(" + strings.Join(parts, between) + ")"
	}
	return strings.Join(parts, between)
}

func failedTest(t Tested, lang string) string {
	if t.Compare == "" {
		return t.Text
	}
	value := fmt.Sprint(t.Value)
	if t.Value == nil {
		value = map[string]string{"zh": "未知", "en": "unknown"}[lang]
	}
	s := t.Text + map[string]string{"zh": "（现为 ", "en": " (is "}[lang] + value
	if t.Short != 0 {
		s += map[string]string{"zh": "，相差 ", "en": ", off by "}[lang] + fmt.Sprint(t.Short)
	}
	return s + map[string]string{"zh": "）", "en": ")"}[lang]
}

func number(v any) (float64, bool) {
	switch x := v.(type) {
	case int64:
		return float64(x), true
	case float64:
		return x, true
	}
	return 0, false
}

// shownValue writes dates as days.
func shownValue(v any) Value {
	if t, ok := v.(time.Time); ok {
		return t.Format(time.DateOnly)
	}
	return v
}
