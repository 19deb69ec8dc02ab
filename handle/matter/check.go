package matter

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"cel.dev/cel-go/cel"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

// A checker gathers everything that is wrong with one file, and makes what the engine
// needs of it.
type checker struct {
	*Procedure
	file  string
	root  *yaml.Node // read when the first fault needs its line
	clock Clock
	env   *cel.Env
	list  []Fault
}

// add notes a fault at a place. Both sentences are formatted with args.
func (k *checker) add(at place, zh, en string, args ...any) {
	if k.root == nil {
		k.root = &yaml.Node{}
		if err := yaml.Unmarshal(k.Source, k.root); err != nil {
			k.root = nil // it was decoded before, so this cannot be; faults have no line then
		}
	}
	k.list = append(k.list, Fault{k.file, at.line(k.root), at.String(), fault.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}})
}

// must notes a fault unless ok.
func (k *checker) must(ok bool, at place, zh, en string, args ...any) {
	if !ok {
		k.add(at, zh, en, args...)
	}
}

func (k *checker) both(at place, t fault.Text) {
	k.must(t.ZH != "" && t.EN != "", at, "须有中文和英文", "is needed in Chinese and English")
}

var (
	idForm    = regexp.MustCompile(`^[a-z][a-z0-9]*([-_][a-z0-9]+)*$`)
	fieldForm = regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`)
)

// unique checks the ids of a list.
func (k *checker) unique(at place, ids []string) {
	seen := map[string]bool{}
	for i, id := range ids {
		k.must(idForm.MatchString(id) && !seen[id], at.of(i, "id"), "编号“%s”不合规或重复", "id %q is malformed or stands twice", id)
		seen[id] = true
	}
}

// known checks that each name is in all.
func (k *checker) known(at place, names, all []string) {
	for i, name := range names {
		k.must(slices.Contains(all, name), at.of(i), "没有“%s”", "there is no %q here", name)
	}
}

func ids[T any](all []T, id func(T) string) (out []string) {
	for _, x := range all {
		out = append(out, id(x))
	}
	return out
}

func (p *Procedure) stepIDs() []string { return ids(p.Steps, func(s Step) string { return s.ID }) }

func (p *Procedure) stateIDs() []string { return ids(p.States, func(s State) string { return s.ID }) }

func (p *Procedure) deadlineIDs() []string {
	return ids(p.Deadlines, func(d Deadline) string { return d.ID })
}

func (p *Procedure) paperIDs() []string { return ids(p.Papers, func(x Paper) string { return x.ID }) }

func (p *Procedure) outcomeIDs() []string {
	return ids(p.Outcomes, func(o Outcome) string { return o.ID })
}

func (k *checker) check() {
	k.schemas, k.conditions = map[string]*jsonschema.Schema{}, map[string]condition{}
	k.card()
	k.fields()
	env, err := k.vocabulary(k.clock).environment()
	if err != nil {
		k.add(place{"fields"}, "字段不能用于条件：%v", "the fields cannot be used in conditions: %v", err)
		return
	}
	k.env = env
	k.parts()
	for i, s := range k.Steps {
		k.step(place{"steps", i}, s)
	}
	k.opens()
	k.used()
	k.ways()
}

// card checks what a person reads of the procedure.
func (k *checker) card() {
	k.must(idForm.MatchString(k.ID) && k.ID+".yaml" == k.file, place{"id"}, "编号“%s”须与文件名相同", "the id %q must be the name of the file", k.ID)
	k.must(k.Version > 0, place{"version"}, "版本须从 1 起", "the version must be 1 or more")
	k.must(slices.Contains(Branches(), k.Branch), place{"branch"}, "没有业务条线“%s”", "there is no branch %q", k.Branch)
	k.both(place{"title"}, k.Title)
	k.both(place{"summary"}, k.Summary)
	k.must(len(k.Basis) > 0, place{"basis"}, "须有法律依据", "a legal basis is needed")
	k.articles(place{"basis"}, k.Basis)
	k.must(len(k.Origins) > 0, place{"origins"}, "须写明案件如何启动", "how a matter begins is needed")
	k.known(place{"origins"}, k.Origins, Origins())
}

// law checks that every article is in the register.
func (k *checker) articles(at place, list []law.Ref) {
	for i, b := range list {
		if _, ok := k.laws.Get(b.Law, b.Version, b.Article); !ok {
			why := k.laws.Absent(b.Law, b.Version, b.Article)
			k.add(at.of(i), "%[1]s", "%[2]s", why.ZH, why.EN)
		}
	}
}

func (k *checker) fields() {
	for _, name := range slices.Sorted(maps.Keys(k.Fields)) {
		f, at := k.Fields[name], place{"fields", name}
		_, taken := given[name]
		k.must(fieldForm.MatchString(name) && !taken, at, "字段名“%s”不合规或已有它义", "the field name %q is malformed or means something else", name)
		k.both(at.of("title"), f.Title)
		_, ok := f.celType()
		k.must(ok, at.of("schema"), "字段须为文字、日期、数字、是否或文字列表", "a field is a text, a day, a number, true or false, or a list of texts")
		s, err := f.compileSchema()
		if err != nil {
			k.add(at.of("schema"), "不是有效的 JSON Schema：%v", "is no JSON Schema: %v", err)
			continue
		}
		k.schemas[name] = s
		k.labels(at, f)
		k.articles(at.of("law"), f.Law)
		_, ok = relation(f.Link)
		k.must(f.Link == "" || ok && f.Schema["type"] == "string", at.of("link"), "没有案件关联“%s”，或者字段不是文字", "there is no relation %q, or the field is no text", f.Link)
	}
}

// labels checks that the values of an enum have names, all or none.
func (k *checker) labels(at place, f Field) {
	values, _ := f.Schema["enum"].([]any)
	if items, ok := f.Schema["items"].(map[string]any); ok {
		values, _ = items["enum"].([]any)
	}
	if len(f.Labels) == 0 {
		return
	}
	for _, v := range values {
		k.both(at.of("labels", fmt.Sprint(v)), f.Labels[fmt.Sprint(v)])
	}
	k.must(len(values) == len(f.Labels), at.of("labels"), "名称与可选值不符", "the names are not those of the values")
}

// parts checks everything between fields and steps.
func (k *checker) parts() {
	k.unique(place{"states"}, k.stateIDs())
	ends := 0
	for i, s := range k.States {
		k.both(place{"states", i, "title"}, s.Title)
		if s.End {
			ends++
		}
	}
	k.must(ends > 0 && !k.States[0].End, place{"states"}, "须有办结状态，且不能是第一个", "there must be an end, and not the first state")
	k.unique(place{"deadlines"}, k.deadlineIDs())
	for i, d := range k.Deadlines {
		at := place{"deadlines", i}
		k.both(at.of("title"), d.Title)
		k.length(at, d)
		k.must(slices.Contains(Whose(), d.Whose), at.of("whose"), "没有“%s”", "there is no %q here", d.Whose)
	}
	k.unique(place{"papers"}, k.paperIDs())
	for i, p := range k.Papers {
		k.both(place{"papers", i, "title"}, p.Title)
		k.articles(place{"papers", i, "law"}, p.Law)
	}
	k.unique(place{"outcomes"}, k.outcomeIDs())
	for i, o := range k.Outcomes {
		k.both(place{"outcomes", i, "title"}, o.Title)
	}
	k.rules()
	k.marks()
	k.statistics()
	if k.Promised != "" {
		f, ok := k.Fields[k.Promised]
		k.must(ok && f.Schema["format"] == "date", place{"promised"}, "“%s”不是日期字段", "%q is no field with a day", k.Promised)
	}
}

// length checks that exactly one of three says how long a deadline is.
func (k *checker) length(at place, d Deadline) {
	n := 0
	for _, set := range []string{d.Period, d.Until, d.Months} {
		if set != "" {
			n++
		}
	}
	k.must(n == 1, at, "须恰有 period、until、months 之一", "there must be exactly one of period, until, months")
	k.must(d.Period == "" || k.clock.has(d.Period, ""), at.of("period"), "法定期限中没有“%s”", "the law has no limit %q", d.Period)
	k.must(d.Until == "" || k.Fields[d.Until].isDay(), at.of("until"), "“%s”不是日期字段", "%q is no field with a day", d.Until)
	k.must(d.Months == "" || k.Fields[d.Months].Schema["type"] == "integer", at.of("months"), "“%s”不是整数字段", "%q is no field with a whole number", d.Months)
}

func (k *checker) rules() {
	k.unique(place{"rules"}, ids(k.Rules, func(r Rule) string { return r.ID }))
	for i, r := range k.Rules {
		at := place{"rules", i}
		k.both(at.of("title"), r.Title)
		k.both(at.of("says"), r.Says)
		k.must(len(r.Law) > 0, at.of("law"), "须写明依据的条文", "the article that fixes the rule is needed")
		k.articles(at.of("law"), r.Law)
		k.must(len(r.On) > 0, at.of("on"), "须写明适用的步骤", "the steps it refuses are needed")
		k.known(at.of("on"), r.On, k.stepIDs())
		k.condition(at.of("must"), r.Must)
	}
}

// marks checks which matters are one case, go first, or are secret.
func (k *checker) marks() {
	if o := k.One; o != nil {
		at := place{"one"}
		k.both(at.of("says"), o.Says)
		k.must(len(o.Law) > 0, at.of("law"), "须写明依据的条文", "the article that fixes the rule is needed")
		k.articles(at.of("law"), o.Law)
		k.known(at.of("on"), o.On, k.stepIDs())
		k.must(len(o.By) > 0 && len(o.On) > 0, at, "须写明字段和步骤", "fields and steps are needed")
		for i, name := range o.By {
			k.must(k.Fields[name].Schema["type"] == "string", at.of("by", i), "“%s”不是文字字段", "%q is no text field", name)
		}
	}
	for key, m := range map[string]*Mark{"urgent": k.Urgent, "secret": k.Secret} {
		if m == nil {
			continue
		}
		at := place{key}
		k.both(at.of("says"), m.Says)
		k.must(len(m.Law) > 0, at.of("law"), "须写明依据的条文", "the article it rests on is needed")
		k.articles(at.of("law"), m.Law)
		if m.When != "" {
			k.condition(at.of("when"), m.When)
		}
	}
}

func (k *checker) condition(at place, source string) {
	c, err := compile(k.env, k.clock, source)
	if err != nil {
		k.add(at, "条件有误：%v", "the condition is wrong: %v", err)
		return
	}
	k.conditions[source] = c
}

func (k *checker) statistics() {
	all := ids(k.Statistics, func(s Statistic) string { return s.ID })
	k.unique(place{"statistics"}, all)
	for i, s := range k.Statistics {
		at := place{"statistics", i}
		k.both(at.of("title"), s.Title)
		n := 0
		for _, set := range []bool{s.Counts.Opened, len(s.Counts.Step) > 0, len(s.Counts.Outcome) > 0, s.Counts.When != ""} {
			if set {
				n++
			}
		}
		k.must(n == 1, at.of("counts"), "须恰有一种计数方式", "there must be exactly one way of counting")
		k.known(at.of("counts", "step"), s.Counts.Step, k.stepIDs())
		k.known(at.of("counts", "outcome"), s.Counts.Outcome, k.outcomeIDs())
		if s.Counts.When != "" {
			k.condition(at.of("counts", "when"), s.Counts.When)
		}
		k.must(s.Stage == "" || slices.Contains(Stages(), s.Stage), at.of("stage"), "没有阶段“%s”", "there is no stage %q", string(s.Stage))
		k.must(s.Sum == "" || k.Fields[s.Sum].Schema["type"] == "number", at.of("sum"), "“%s”不是数字字段", "%q is no field with a number", s.Sum)
		k.must(s.Of == "" || s.Of != s.ID && slices.Contains(all, s.Of), at.of("of"), "没有统计项“%s”", "there is no statistic %q", s.Of)
	}
}

func roles() (all []string) {
	for _, r := range access.Roles() {
		all = append(all, string(r))
	}
	return all
}
