package matter

import "slices"

// step checks one step.
func (k *checker) step(at place, s Step) {
	k.both(at.of("title"), s.Title)
	k.must(len(s.By) > 0, at.of("by"), "须写明谁可以办理", "who may take it is needed")
	k.known(at.of("by"), s.By, roles())
	k.known(at.of("apart"), s.Apart, k.stepIDs())
	for i, n := range s.Papers {
		k.must(slices.Contains(k.paperIDs(), n.Paper), at.of("papers", i), "没有“%s”", "there is no %q here", n.Paper)
		k.must(slices.Contains(needStates(), n.State), at.of("papers", i), "文书的要求须为 approved、sealed 或 served", "a paper is needed approved, sealed or served")
	}
	asked := map[string]bool{}
	for _, list := range []struct {
		key   string
		names []string
	}{{"asks", s.Asks}, {"may", s.May}} {
		for i, name := range list.names {
			_, ok := k.Fields[name]
			k.must(ok, at.of(list.key, i), "没有字段“%s”", "there is no field %q", name)
			k.must(!asked[name], at.of(list.key, i), "字段“%s”重复", "the field %q stands twice", name)
			asked[name] = true
		}
	}
	k.from(at, s)
	for i, a := range s.Approvals {
		here := at.of("approvals", i)
		k.must(a.By == "leader" || a.By == Committee, here.of("by"), "须为 leader 或 committee", "must be leader or committee")
		k.must((a.Says.ZH == "") == (a.Says.EN == ""), here.of("says"), "须有中文和英文", "is needed in Chinese and English")
		k.articles(here.of("law"), a.Law)
	}
	for i, x := range s.Deadlines {
		k.effect(at.of("deadlines", i), x)
		k.receipt(at.of("deadlines", i), s, x)
	}
	for i, t := range s.Tasks {
		k.both(at.of("tasks", i, "title"), t.Title)
		k.must(slices.Contains(roles(), t.For), at.of("tasks", i, "for"), "没有岗位“%s”", "there is no role %q", t.For)
		k.must(t.Deadline == "" || slices.Contains(k.deadlineIDs(), t.Deadline), at.of("tasks", i, "deadline"), "没有期限“%s”", "there is no deadline %q", t.Deadline)
	}
}

// from checks where a step begins and where it leads.
func (k *checker) from(at place, s Step) {
	to, ok := k.State(s.To)
	k.must(ok || s.To == "", at.of("to"), "没有状态“%s”", "there is no state %q", s.To)
	k.must(to.End == (s.Outcome != ""), at.of("outcome"), "办结的步骤须写明结果，其他步骤不写", "a step into an end, and no other, has an outcome")
	k.must(s.Outcome == "" || slices.Contains(k.outcomeIDs(), s.Outcome), at.of("outcome"), "没有结果“%s”", "there is no outcome %q", s.Outcome)
	if s.Opens {
		k.must(len(s.From) == 0 && s.To == "" && len(s.Approvals) == 0 && len(s.Apart) == 0, at, "启动步骤没有 from、to、approvals 和 apart", "the opening step has no from, to, approvals or apart")
		return
	}
	k.must(len(s.From) > 0, at.of("from"), "须写明可在哪些状态办理", "the states in which it can be taken are needed")
	for i, id := range s.From {
		st, ok := k.State(id)
		k.must(id == anyState || ok && !st.End, at.of("from", i), "没有状态“%s”，或者它已办结", "there is no state %q, or it is an end", id)
	}
}

// effect checks what a step does to a deadline.
func (k *checker) effect(at place, x Effect) {
	n := 0
	for _, id := range []string{x.Start, x.End, x.Pause, x.Resume, x.Extend} {
		if id != "" {
			n++
		}
	}
	k.must(n == 1, at, "须恰有 start、end、pause、resume、extend 之一", "there must be exactly one of start, end, pause, resume, extend")
	verb, id := x.verb()
	d, ok := k.Deadline(id)
	k.must(ok, at.of(verb), "没有期限“%s”", "there is no deadline %q", id)
	k.must(x.From == "" || verb == "start", at.of("from"), "只有 start 可写 from", "only start has from")
	k.must(x.Length == "" || verb == "start", at.of("length"), "只有 start 可写 length", "only start has length")
	_, known := k.Fields[x.Length]
	k.must(x.Length == "" || known, at.of("length"), "没有字段“%s”", "there is no field %q", x.Length)
	if ok && d.Period == "" {
		k.named(at, d, x)
		return
	}
	k.must(x.On == "" || verb != "start" && verb != "extend", at.of("on"), "start 和 extend 不写 on", "start and extend have no on")
	k.must(x.By == "" || verb == "extend", at.of("by"), "只有 extend 可写 by", "only extend has by")
	for key, name := range map[string]string{"from": x.From, "on": x.On} {
		k.must(name == "" || k.Fields[name].isDay(), at.of(key), "“%s”不是日期字段", "%q is no field with a day", name)
	}
	k.must((x.For != "") == (verb == "pause"), at.of("for"), "pause 须写明不计入的事由，其他不写", "pause, and nothing else, says why the days are not counted")
	if ok && verb == "pause" {
		k.must(k.clock.has(d.Period, x.For), at.of("for"), "期限“%[1]s”没有不计入事由“%[2]s”", "the limit %[1]q knows no reason %[2]q", d.Period, x.For)
	}
	if ok && verb == "extend" {
		k.extension(at, d, x)
	}
	if x.When != "" {
		k.condition(at.of("when"), x.When)
	}
}

// receipt checks an effect that takes its day from the receipt of a paper: the step must need
// that paper served, so that there is a receipt.
func (k *checker) receipt(at place, s Step, x Effect) {
	for key, id := range map[string]string{"served": x.Served, "sent": x.Sent} {
		k.must(id == "" || slices.Contains(s.Papers, Need{id, "served"}), at.of(key), "本步骤没有要求“%[1]s”已送达（papers: [%[1]s: served]）", "the step does not need %[1]q served (papers: [%[1]s: served])", id)
	}
	n, verb := 0, ""
	for _, set := range []string{x.From, x.On, x.Served, x.Sent} {
		if set != "" {
			n++
		}
	}
	verb, _ = x.verb()
	k.must(n <= 1, at, "from、on、served、sent 只能写一个", "only one of from, on, served, sent can be given")
	k.must(x.Served+x.Sent == "" || verb != "extend", at, "extend 不写 served、sent", "extend has no served or sent")
}

// named checks an effect on a deadline whose end somebody named: it begins and it ends, and
// whoever wants another day ends it and names one anew.
func (k *checker) named(at place, d Deadline, x Effect) {
	verb, _ := x.verb()
	k.must(verb == "start" || verb == "end", at.of(verb), "期限“%s”由人确定，只能 start 和 end", "somebody named the end of deadline %q; it can only start and end", d.ID)
	k.must(x.Length == "", at.of("length"), "期限“%s”的长度已有字段", "the length of deadline %q is in a field already", d.ID)
	k.must(x.From == "" || d.Until == "", at.of("from"), "期限“%s”写明了最后一日，不从某日起算", "deadline %q names its last day and is counted from none", d.ID)
	for key, name := range map[string]string{"from": x.From, "on": x.On} {
		k.must(name == "" || k.Fields[name].isDay(), at.of(key), "“%s”不是日期字段", "%q is no field with a day", name)
	}
	if x.When != "" {
		k.condition(at.of("when"), x.When)
	}
}

// extension checks that the law lets the limit be extended, and by how much.
func (k *checker) extension(at place, d Deadline, x Effect) {
	limit, _ := k.clock.Limits.Get(d.Period)
	k.must(limit.Extension != nil, at.of("extend"), "期限“%s”不能延长", "the limit %q cannot be extended", d.Period)
	by, err := k.clock.extension(d.Period, x.By)
	k.must(err == nil && (limit.Extension == nil || !by.IsZero()), at.of("by"), "须写明延长多久，如 10 days", "by how much is needed, as 10 days")
}

// opens checks that exactly one step opens the matter.
func (k *checker) opens() {
	n := 0
	for _, s := range k.Steps {
		if s.Opens {
			n++
		}
	}
	k.must(n == 1, place{"steps"}, "须恰有一个启动步骤，现有 %d 个", "exactly one step must open the matter, not %d", n)
	k.unique(place{"steps"}, k.stepIDs())
}

// used finds what is defined and never used: a slip of the pen more often than a plan.
func (k *checker) used() {
	fields, started := map[string]bool{}, map[string]bool{}
	for _, s := range k.Steps {
		for _, name := range slices.Concat(s.Asks, s.May) {
			fields[name] = true
		}
		for _, x := range s.Deadlines {
			started[x.Start] = true
		}
	}
	for name := range k.Fields {
		k.must(fields[name], place{"fields", name}, "没有步骤填写它", "no step asks for it")
	}
	for i, d := range k.Deadlines {
		k.must(started[d.ID], place{"deadlines", i}, "没有步骤启动它", "no step starts it")
	}
	reached := map[string]bool{}
	for _, s := range k.Steps {
		reached[s.Outcome] = true
	}
	for i, o := range k.Outcomes {
		k.must(reached[o.ID], place{"outcomes", i}, "没有步骤以它办结", "no step ends with it")
	}
}

// ways checks that every state can be reached and every open one can be left for an end.
func (k *checker) ways() {
	if len(k.States) == 0 {
		return
	}
	next := map[string][]string{}
	for _, s := range k.Steps {
		for _, st := range k.States {
			if s.To != "" && k.canBeTaken(s, st.ID) {
				next[st.ID] = append(next[st.ID], s.To)
			}
		}
	}
	from := walk(k.States[0].ID, next)
	for i, st := range k.States {
		k.must(from[st.ID], place{"states", i}, "没有步骤通向它", "no step leads to it")
		ends := false
		for id := range walk(st.ID, next) {
			end, _ := k.State(id)
			ends = ends || end.End
		}
		k.must(ends, place{"states", i}, "由此无法办结", "the matter can never end from here")
	}
}

// walk returns every state that can be reached from start.
func walk(start string, next map[string][]string) map[string]bool {
	seen := map[string]bool{start: true}
	for todo := []string{start}; len(todo) > 0; todo = todo[1:] {
		for _, id := range next[todo[0]] {
			if !seen[id] {
				seen[id] = true
				todo = append(todo, id)
			}
		}
	}
	return seen
}
