package record

// A Claim is one request of a party: a numbered 诉讼请求, 上诉请求 or 反诉请求.
type Claim struct {
	Text       string       `json:"text"`              // as written, without its number
	Kind       Relief       `json:"kind"`              // what is asked
	Yuan       *float64     `json:"yuan,omitempty"`    // the sum asked: the total, where the request names sums
	Foreign    []ForeignSum `json:"foreign,omitempty"` // what it asks in other currencies, one for each
	By         Side         `json:"by"`                // who asks
	Counter    bool         `json:"counter,omitempty"`
	Dropped    bool         `json:"dropped,omitempty"` // withdrawn or changed at the hearing
	Earlier    bool         `json:"earlier,omitempty"` // made in an earlier instance, as this paper reports it
	Span       Span         `json:"span"`
	Confidence float64      `json:"confidence"` // see Judgment.Confidence
}

// An Order is one numbered item of the disposition, or one term of a settlement.
type Order struct {
	Text       string       `json:"text"`              // as written, without its number
	Kind       Relief       `json:"kind"`              // what is ordered
	Granted    bool         `json:"granted"`           // false for 驳回, 维持, 不予 and their like
	Yuan       *float64     `json:"yuan,omitempty"`    // the sum to be paid: the total, where the item names sums
	Foreign    []ForeignSum `json:"foreign,omitempty"` // what is to be paid in other currencies, one for each
	Payers     []string     `json:"payers,omitempty"`  // names of who has to pay or act
	Payees     []string     `json:"payees,omitempty"`  // names of who is to receive
	Within     string       `json:"within,omitempty"`  // time for it, as written: 于本判决生效之日起十日内
	DueOn      string       `json:"due_on,omitempty"`  // ISO date, where the item fixes a day; the last of several
	Agreed     bool         `json:"agreed,omitempty"`  // a term of a settlement, not an order
	Span       Span         `json:"span"`
	Confidence float64      `json:"confidence"` // see Judgment.Confidence
}

// A Relief is what is asked for or ordered.
type Relief string

// The kinds of relief.
const (
	RepayPrincipal Relief = "principal" // 偿还借款本金, 支付货款 …: a principal sum
	PayInterest    Relief = "interest"  // 利息, 逾期利息
	PayPenalty     Relief = "penalty"   // 违约金, 滞纳金
	PayDamages     Relief = "damages"   // 赔偿损失
	PayWages       Relief = "wages"     // 工资, 经济补偿, 双倍工资
	PayCosts       Relief = "costs"     // 诉讼费, 律师费, 保全费
	PaySupport     Relief = "support"   // 抚养费, 扶养费, 赡养费
	Joint          Relief = "joint"     // 连带责任, 担保责任
	Priority       Relief = "priority"  // 优先受偿
	Rescind        Relief = "rescind"   // 解除, 撤销合同
	Declare        Relief = "declare"   // 确认 (有效, 无效, 所有权, 劳动关系)
	Perform        Relief = "perform"   // 交付, 过户, 腾退, 履行
	Cease          Relief = "cease"     // 停止侵害, 排除妨碍
	Apologise      Relief = "apologise" // 赔礼道歉
	EndMarriage    Relief = "divorce"   // 离婚
	Custody        Relief = "custody"   // 子女抚养权
	Divide         Relief = "divide"    // 分割财产
	ReverseEarlier Relief = "reverse"   // 撤销, 变更原判; in an administrative case, 撤销被诉行政行为
	UpholdEarlier  Relief = "uphold"    // 维持原判, 驳回上诉
	Remit          Relief = "remit"     // 发回重审, 指令再审
	Dismiss        Relief = "dismiss"   // 驳回诉讼请求, 驳回起诉
	Withdraw       Relief = "withdraw"  // 准许撤回起诉, 按撤诉处理
	Execute        Relief = "execute"   // 查封, 冻结, 扣划, 拍卖, 终结执行 …
	Sentence       Relief = "sentence"  // 刑罚
	OtherRelief    Relief = "other"
)

// A Cost is a fee the disposition tells of.
type Cost struct {
	Kind       string   `json:"kind"` // acceptance 案件受理费, preservation 保全费, notice 公告费, appraisal 鉴定费, application 申请费, attorney 律师费, other
	Yuan       float64  `json:"yuan"`
	Payers     []string `json:"payers,omitempty"` // names of who bears it
	Span       Span     `json:"span"`
	Confidence float64  `json:"confidence"` // see Judgment.Confidence
}
