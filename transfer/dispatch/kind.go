package dispatch

import (
	"slices"
	"sync"

	"github.com/mingjian/mingjian/fault"
)

// A Kind is what a dispatch does.
type Kind string

// The kinds. The first of each topic opens an exchange, the others answer in it.
const (
	ClueOffer    Kind = "clue-offer"    // 线索移送
	CluePreview  Kind = "clue-preview"  // 已预览: somebody at the recipient read the masked summary
	ClueAccept   Kind = "clue-accept"   // 接收
	ClueRefuse   Kind = "clue-refuse"   // 不予接收, with a reason
	ClueContent  Kind = "clue-content"  // 线索全文: follows an acceptance
	ClueReturn   Kind = "clue-return"   // 退回: offers it back, with a reason
	ClueRetake   Kind = "clue-retake"   // 收回: the sender takes back what was returned
	ClueInsist   Kind = "clue-insist"   // 不同意退回, with a reason
	ClueWithdraw Kind = "clue-withdraw" // 撤回, with a reason
	ClueExpire   Kind = "clue-expire"   // 逾期未答复: the sender releases the recipient
	Plan         Kind = "plan"          // 联合查办方案与分工
	Progress     Kind = "progress"      // 进展
	Result       Kind = "result"        // 办理结果

	RecordsAsk    Kind = "records-ask"    // 调取数据
	Records       Kind = "records"        // 提供数据
	RecordsRefuse Kind = "records-refuse" // 不予提供, with a reason

	Suggestion Kind = "suggestion" // 检察建议
	Reply      Kind = "reply"      // 回复

	ProtestRequest Kind = "protest-request" // 提请抗诉: to the superior procuratorate, which replies

	Protest         Kind = "protest"          // 抗诉
	RetrialDecision Kind = "retrial-decision" // 再审裁定

	JointInvite  Kind = "joint-invite"  // 邀请联合办案
	JointJoin    Kind = "joint-join"    // 参加联合办案
	JointDecline Kind = "joint-decline" // 不参加, with a reason
	JointChange  Kind = "joint-change"  // 联合办案变更: tasks, their state, evidence, custody
	JointEnd     Kind = "joint-end"     // 办结联合办案: the lead tells the result

	Receipt    Kind = "receipt"    // 回执: stands in no exchange
	Checkpoint Kind = "checkpoint" // 审计检查点互签: stands in no exchange
)

// A State is where an exchange stands. Both sides know the same one once everything under
// way has arrived.
type State string

// The states.
const (
	None      State = ""          // nothing was sent yet
	Offered   State = "offered"   // 已移送，待答复
	Previewed State = "previewed" // 已预览，待答复
	Accepted  State = "accepted"  // 已接收，办理中
	Refused   State = "refused"   // 不予接收
	Returned  State = "returned"  // 已退回，待移送方答复
	Retaken   State = "retaken"   // 已收回
	Withdrawn State = "withdrawn" // 已撤回
	Expired   State = "expired"   // 逾期未答复
	Concluded State = "concluded" // 已反馈结果
	Asked     State = "asked"     // 已请求，待提供
	Answered  State = "answered"  // 已提供
	Served    State = "served"    // 已送达，待回复
	Replied   State = "replied"   // 已回复
	Decided   State = "decided"   // 已裁定
	Invited   State = "invited"   // 已邀请，待答复
	Joined    State = "joined"    // 联合办案中
)

// States returns every state that an exchange can have.
func States() []State {
	return []State{Offered, Previewed, Accepted, Refused, Returned, Retaken, Withdrawn, Expired, Concluded,
		Asked, Answered, Served, Replied, Decided, Invited, Joined}
}

// In returns the name of the state for people.
func (s State) In() fault.Text {
	return map[State]fault.Text{
		None:    {ZH: "种类未识别，已留存", EN: "kept, not understood"}, // what opened it
		Offered: {ZH: "已移送，待答复", EN: "offered"}, Previewed: {ZH: "已预览，待答复", EN: "previewed"},
		Accepted: {ZH: "已接收，办理中", EN: "accepted"}, Refused: {ZH: "不予接收", EN: "refused"},
		Returned: {ZH: "已退回，待移送方答复", EN: "returned"}, Retaken: {ZH: "已收回", EN: "taken back"},
		Withdrawn: {ZH: "已撤回", EN: "withdrawn"}, Expired: {ZH: "逾期未答复", EN: "expired"},
		Concluded: {ZH: "已反馈结果", EN: "concluded"}, Asked: {ZH: "已请求，待提供", EN: "asked"},
		Answered: {ZH: "已提供", EN: "answered"}, Served: {ZH: "已送达，待回复", EN: "served"},
		Replied: {ZH: "已回复", EN: "replied"}, Decided: {ZH: "已裁定", EN: "decided"},
		Invited: {ZH: "已邀请，待答复", EN: "invited"}, Joined: {ZH: "联合办案中", EN: "working together"},
	}[s]
}

// A Side is which of the two agencies of an exchange acts.
type Side string

// The sides.
const (
	Starter  Side = "starter"  // the one that opened the exchange
	Answerer Side = "answerer" // the other
)

// Other returns the other side.
func (s Side) Other() Side {
	if s == Starter {
		return Answerer
	}
	return Starter
}

// A step is what a kind does to an exchange.
type step struct {
	title  fault.Text
	by     Side // who may take it; empty: either
	from   []State
	to     State // empty: the state stays
	reason bool  // needs a reason
	bounce bool  // puts back what came; a recipient under duty may not
	yields bool  // the other side's decision that crosses it on the way wins
	wins   bool  // such a decision
}

// steps is the life of every exchange, made once. What is not here cannot happen.
var steps = sync.OnceValue(func() map[Kind]step {
	waiting := []State{Offered, Previewed}
	return map[Kind]step{
		ClueOffer:    {title: fault.Text{ZH: "移送线索", EN: "offer a clue"}, by: Starter, from: []State{None}, to: Offered},
		CluePreview:  {title: fault.Text{ZH: "预览", EN: "preview"}, by: Answerer, from: []State{Offered}, to: Previewed, yields: true},
		ClueAccept:   {title: fault.Text{ZH: "接收线索", EN: "accept the clue"}, by: Answerer, from: waiting, to: Accepted, wins: true},
		ClueRefuse:   {title: fault.Text{ZH: "不予接收", EN: "refuse the clue"}, by: Answerer, from: waiting, to: Refused, reason: true, bounce: true, wins: true},
		ClueContent:  {title: fault.Text{ZH: "交付线索全文", EN: "hand over the whole clue"}, by: Starter, from: []State{Accepted}, yields: true},
		ClueReturn:   {title: fault.Text{ZH: "退回线索", EN: "return the clue"}, by: Answerer, from: []State{Accepted}, to: Returned, reason: true, bounce: true},
		ClueRetake:   {title: fault.Text{ZH: "收回线索", EN: "take the clue back"}, by: Starter, from: []State{Returned}, to: Retaken},
		ClueInsist:   {title: fault.Text{ZH: "不同意退回", EN: "insist on the offer"}, by: Starter, from: []State{Returned}, to: Accepted, reason: true},
		ClueWithdraw: {title: fault.Text{ZH: "撤回", EN: "withdraw"}, by: Starter, from: append(waiting, Asked, Served, Invited), to: Withdrawn, reason: true, yields: true},
		ClueExpire:   {title: fault.Text{ZH: "逾期未答复", EN: "expire"}, by: Starter, from: waiting, to: Expired, yields: true},
		Plan:         {title: fault.Text{ZH: "联合查办方案", EN: "joint plan"}, from: []State{Accepted}, yields: true},
		Progress:     {title: fault.Text{ZH: "通报进展", EN: "tell progress"}, from: []State{Accepted, Served, Replied, Joined}, yields: true},
		Result:       {title: fault.Text{ZH: "反馈办理结果", EN: "tell the result"}, by: Answerer, from: []State{Accepted}, to: Concluded},

		RecordsAsk:    {title: fault.Text{ZH: "调取数据", EN: "ask for records"}, by: Starter, from: []State{None}, to: Asked},
		Records:       {title: fault.Text{ZH: "提供数据", EN: "provide records"}, by: Answerer, from: []State{Asked}, to: Answered, wins: true},
		RecordsRefuse: {title: fault.Text{ZH: "不予提供", EN: "refuse records"}, by: Answerer, from: []State{Asked}, to: Refused, reason: true, wins: true},

		Suggestion: {title: fault.Text{ZH: "送达检察建议", EN: "serve a suggestion"}, by: Starter, from: []State{None}, to: Served},
		Reply:      {title: fault.Text{ZH: "回复检察建议", EN: "reply"}, by: Answerer, from: []State{Served}, to: Replied, wins: true},

		ProtestRequest: {title: fault.Text{ZH: "提请抗诉", EN: "ask the superior for a protest"}, by: Starter, from: []State{None}, to: Served},

		Protest:         {title: fault.Text{ZH: "提出抗诉", EN: "protest"}, by: Starter, from: []State{None}, to: Served},
		RetrialDecision: {title: fault.Text{ZH: "再审裁定", EN: "decide on retrial"}, by: Answerer, from: []State{Served}, to: Decided, wins: true},

		JointInvite:  {title: fault.Text{ZH: "邀请联合办案", EN: "invite to a joint matter"}, by: Starter, from: []State{None}, to: Invited},
		JointJoin:    {title: fault.Text{ZH: "参加联合办案", EN: "join the matter"}, by: Answerer, from: []State{Invited}, to: Joined, wins: true},
		JointDecline: {title: fault.Text{ZH: "不参加联合办案", EN: "decline to join"}, by: Answerer, from: []State{Invited}, to: Refused, reason: true, wins: true},
		JointChange:  {title: fault.Text{ZH: "联合办案变更", EN: "change a joint matter"}, from: []State{Joined}, yields: true},
		JointEnd:     {title: fault.Text{ZH: "办结联合办案", EN: "end the joint matter"}, by: Starter, from: []State{Joined}, to: Concluded},
	}
})

// Kinds returns every kind that stands in an exchange, sorted.
func Kinds() []Kind {
	var list []Kind
	for k := range steps() {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// In returns what the kind does, for people.
func (k Kind) In() fault.Text {
	switch k {
	case Receipt:
		return fault.Text{ZH: "回执", EN: "receipt"}
	case Checkpoint:
		return fault.Text{ZH: "审计检查点", EN: "audit checkpoint"}
	}
	if s, ok := steps()[k]; ok {
		return s.title
	}
	return fault.Text{ZH: "未知种类 " + string(k), EN: "unknown kind " + string(k)}
}

// Opens reports whether the kind opens an exchange.
func (k Kind) Opens() bool { return slices.Contains(steps()[k].from, None) }

// NeedsReason reports whether the kind must say why.
func (k Kind) NeedsReason() bool { return steps()[k].reason }

// Next returns what a side may do in a state, sorted. duty says that the recipient may not
// put back what came.
func Next(s State, side Side, duty bool) []Kind {
	var list []Kind
	for k, x := range steps() {
		if (x.by == "" || x.by == side) && slices.Contains(x.from, s) && (!x.bounce || !duty) {
			list = append(list, k)
		}
	}
	slices.Sort(list)
	return list
}

// Take returns the state after a side itself takes a step, or says why it may not.
func Take(s State, k Kind, side Side, duty bool) (State, error) {
	x, ok := steps()[k]
	switch {
	case !ok:
		return s, fault.Invalidf("没有移送种类 %q。", "There is no kind of dispatch %q.", k)
	case x.bounce && duty:
		return s, fault.Conflictf("依规定，接收方不得退回或者拒收这次移送。", "By rule the recipient may neither refuse nor return this.")
	case x.by != "" && x.by != side:
		return s, fault.Conflictf("“%[1]s”不由本机构作出。", "It is not for this agency to %[2]s.", x.title.ZH, x.title.EN)
	case !slices.Contains(x.from, s):
		return s, fault.Conflictf("往来%[1]s，不能%[2]s。", "The exchange is %[3]s: it is not possible to %[4]s.", s.In().ZH, x.title.ZH, s.In().EN, x.title.EN)
	}
	return x.next(s), nil
}

func (x step) next(s State) State {
	if x.to == "" {
		return s
	}
	return x.to
}

// Arrive returns the state after a step of the other side arrives. Letters cross: while one
// side withdraws, the other accepts. The recipient's decision then counts on both sides, and
// what yields to it is noted without effect. A step that no honest partner can have taken is
// an error.
func Arrive(s State, k Kind, from Side, duty bool) (next State, effect bool, err error) {
	next, err = Take(s, k, from, duty)
	if err == nil {
		return next, true, nil
	}
	x, ok := steps()[k]
	if !ok || (x.bounce && duty) || (x.by != "" && x.by != from) || s == None || k.Opens() {
		return s, false, err
	}
	if x.wins && (s == Withdrawn || s == Expired) {
		return x.next(s), true, nil
	}
	if x.yields {
		return s, false, nil
	}
	return s, false, err
}
