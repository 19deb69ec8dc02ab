package stats

import "github.com/mingjian/mingjian/fault"

// A Form is how a figure is read.
type Form string

// The forms of a figure.
const (
	Count Form = "count" // how many
	Rate  Form = "rate"  // a share, in percent
	Ratio Form = "ratio" // 1 to so many
)

// A Group is where a figure stands among the others.
type Group string

// The groups, in the order in which they are shown.
const (
	OfClues    Group = "clues"
	OfMatters  Group = "matters"
	OfRemedies Group = "remedies"
	OfTime     Group = "time"
	OfExchange Group = "exchange"
)

// A Figure is one number that those who lead read, as it is declared.
type Figure struct {
	ID          string     `json:"id" doc:"Names the figure."`
	Group       Group      `json:"group" enum:"clues,matters,remedies,time,exchange" doc:"Where it stands among the others."`
	Form        Form       `json:"form" enum:"count,rate,ratio" doc:"count: how many. rate: numerator over denominator. ratio: 1 to numerator over denominator."`
	Title       fault.Text `json:"title" doc:"Name for people."`
	Numerator   string     `json:"numerator_set" doc:"Set that is counted above; its rows are at /api/figures/{set}/rows."`
	Denominator string     `json:"denominator_set" doc:"Set that is counted below; empty for a count."`
	Cohort      fault.Text `json:"cohort" doc:"Which rows, by which date."`
	Source      fault.Text `json:"source" doc:"Where the definition comes from."`
}

// Least is the smallest denominator of which a percentage is given: of fewer, one row more or
// less moves it by more than 10 points, and the two numbers are told alone.
const Least = 10

// Cohorts that several figures share.
func sameDay() fault.Text {
	return fault.Text{ZH: "同期口径：分子、分母各按自己的日期落在周期内计算，二者不必是同一批，比率可能超过 100%", EN: "same period: each side by its own date in the period; they need not be the same rows, and the rate can exceed 100%"}
}

func followedUp() fault.Text {
	return fault.Text{ZH: "跟踪口径：分母按发现、启动或者移送日期落在周期内确定，分子是其中到截止日为止的", EN: "follow-up: the denominator is what was found, begun or handed over in the period, the numerator what came of it by the day"}
}

func byEnd() fault.Text {
	return fault.Text{ZH: "审结口径：分母按审结、决定或者结束日期落在周期内确定，分子是其中的一部分", EN: "concluded: the denominator is what was concluded, decided or ended in the period, the numerator a part of it"}
}

func onDay() fault.Text {
	return fault.Text{ZH: "时点口径：截止日当天的存量", EN: "stock: as things stood on the day"}
}

// Figures returns every figure, in the order in which they are shown.
func Figures() []Figure {
	own := fault.Text{ZH: "本系统的管理口径，没有公开的统一定义", EN: "this program's own; no public definition"}
	quarterly := fault.Text{ZH: "最高人民检察院主要办案数据按季公布的项目；受理、办结的日期口径为本系统所定", EN: "an item of the quarterly statistics of the SPP; which date counts is this program's choice"}
	return []Figure{
		{"clues-found", OfClues, Count, fault.Text{ZH: "新发现线索", EN: "Clues found"}, "clues-found", "", fault.Text{ZH: "按首次发现的时间", EN: "by when they were first found"}, own},
		{"clue-settled", OfClues, Rate, fault.Text{ZH: "线索处置率", EN: "Clues decided on"}, "clues-settled", "clues-found", followedUp(), own},
		{"clue-joined", OfClues, Rate, fault.Text{ZH: "线索成案率", EN: "Clues that became matters"}, "clues-joined", "clues-found", followedUp(),
			fault.Text{ZH: "各地公布的“线索成案”比例（2024 年全国模型平台 35.6 万条线索成案 12 万件），口径各异，只作参考", EN: "as offices publish it (2024, national platform: 356,000 clues, 120,000 cases); their definitions differ"}},
		{"clue-yield", OfClues, Rate, fault.Text{ZH: "线索属实率", EN: "Clues that proved right"}, "clues-confirmed", "clues-judged", byEnd(), own},
		{"look-alikes", OfClues, Rate, fault.Text{ZH: "似是而非占比", EN: "Look-alikes among dismissals"}, "clues-lookalike", "clues-dismissed", byEnd(), own},

		{"matters-opened", OfMatters, Count, fault.Text{ZH: "受理、立案", EN: "Matters opened"}, "matters-opened", "", fault.Text{ZH: "按启动步骤的日期", EN: "by the day of the first step"}, quarterly},
		{"matters-closed", OfMatters, Count, fault.Text{ZH: "办结", EN: "Matters closed"}, "matters-closed", "", fault.Text{ZH: "按办结步骤的日期", EN: "by the day of the step that closed them"}, quarterly},
		{"matter-remedied", OfMatters, Rate, fault.Text{ZH: "案件监督率", EN: "Matters with a remedy"}, "matters-remedied", "matters-opened", followedUp(), own},
		{"case-to-item", OfMatters, Ratio, fault.Text{ZH: "案-件比", EN: "Case-to-item ratio"}, "items", "cases", byEnd(),
			fault.Text{ZH: "1∶(N+E)/N，N 为案，E 为额外活动。最高人民检察院所列活动清单（2020 年刑事 16 项）未取得全文，未核实；本系统计入的是：延长本院期限、同一线索上的后续案件、复查案件", EN: "1 : (N+E)/N, N cases, E extra activities. The official list (16 for criminal cases in 2020) was not available: unverified. Counted here: extensions of the office's deadlines, further matters on the same clue, reviews by a superior"}},

		{"suggestions", OfRemedies, Count, fault.Text{ZH: "检察建议、纠正意见、通知", EN: "Suggestions, corrections, notices"}, "suggestions", "", fault.Text{ZH: "按提出步骤的日期", EN: "by the day of the step"}, quarterly},
		{"adoption", OfRemedies, Rate, fault.Text{ZH: "同期采纳率", EN: "Same-period adoption"}, "suggestions-adopted", "suggestions", sameDay(),
			fault.Text{ZH: "最高人民检察院公布数据用语“同期采纳率”；公式为本系统据其用语推定", EN: "the SPP's published wording 同期采纳率; the formula is read from the wording"}},
		{"adoption-answered", OfRemedies, Rate, fault.Text{ZH: "回复采纳率", EN: "Adoption among answers"}, "suggestions-adopted", "suggestions-answered", byEnd(),
			fault.Text{ZH: "四川 2018 年再审检察建议并列公布两种口径：占提出数 29.3%，占回复数 46.4%", EN: "Sichuan published both for 2018: 29.3% of those made, 46.4% of those answered"}},
		{"promise-kept", OfRemedies, Rate, fault.Text{ZH: "整改核实率", EN: "Promises found kept"}, "promises-kept", "promises-due", followedUp(), own},
		{"protests", OfRemedies, Count, fault.Text{ZH: "抗诉", EN: "Protests"}, "protests", "", fault.Text{ZH: "按提出抗诉的日期", EN: "by the day of the protest"}, quarterly},
		{"protest-change", OfRemedies, Rate, fault.Text{ZH: "抗诉改变率", EN: "Protest change rate"}, "protests-changed", "protests-concluded", byEnd(),
			fault.Text{ZH: "最高人民检察院公布用语“占法院审结数”；改变包括改判、发回重审、调解、和解撤诉", EN: "the SPP's wording, share of cases the court concluded; changed, remanded, mediated or settled"}},
		{"suit-support", OfRemedies, Rate, fault.Text{ZH: "公益诉讼支持率", EN: "Public-interest suits supported"}, "suits-supported", "suits-decided", byEnd(), quarterly},
		{"crime-filed", OfRemedies, Rate, fault.Text{ZH: "犯罪线索立案率", EN: "Crime leads filed"}, "crimes-filed", "crimes", followedUp(), own},

		{"in-time", OfTime, Rate, fault.Text{ZH: "本院按期率", EN: "Office deadlines met"}, "terms-in-time", "terms-ended", byEnd(), own},
		{"replies-in-time", OfTime, Rate, fault.Text{ZH: "对方按期率", EN: "Replies in time"}, "replies-in-time", "replies-ended", byEnd(), own},
		{"overdue", OfTime, Rate, fault.Text{ZH: "逾期占比", EN: "Overdue deadlines"}, "terms-overdue", "terms-running", onDay(), own},
		{"papers-served", OfTime, Rate, fault.Text{ZH: "文书送达率", EN: "Papers served"}, "papers-served", "papers-issued", byEnd(), own},

		{"exchange-answered", OfExchange, Rate, fault.Text{ZH: "移送反馈率", EN: "Transfers answered"}, "exchanges-answered", "exchanges-sent", followedUp(),
			fault.Text{ZH: "线索移送、联合查办、结果反馈三项义务中的结果反馈；公式为本系统所定", EN: "result feedback, of the three duties of transfer, joint handling and feedback; the formula is this program's"}},
	}
}

// stages of the funnel, from a clue to what came of it; each is a part of the one before.
func funnel() []string {
	return []string{"clues-found", "clues-settled", "clues-joined", "clues-remedied", "clues-followed", "clues-verified"}
}

// An age is a stretch of days; to 0 is without end.
type age struct{ from, to int }

func clueAges() []age   { return []age{{0, 2}, {3, 10}, {11, 30}, {31, 0}} }
func matterAges() []age { return []age{{0, 30}, {31, 90}, {91, 180}, {181, 0}} }
