package record

// Words of suits about employment.
const (
	wordsDismiss = `解除劳动 解除了劳动 解除双方 解除与 解除原告 解除被告 解除和 终止劳动 终止双方 终止与 解除合同 辞退 开除 解除决定 违法解除 解除了双方
		解除了与 被迫离职 解除事实劳动 除名 劳动合同解除 劳动关系解除 解除通知`
	wordsPay     = `支付 给付 补发 补足 发放 返还 付给 清偿 付清 支付给 偿付`
	wordsWages   = `工资 劳动报酬 工资差额 生活费 停工工资 提成 报酬 绩效`
	wordsOrdered = `判令 请求 要求 本判决 裁决 判决 应支付 应向 应当向 应给付 应予 应补 诉讼请求 予以支持 补足 补发 申请仲裁 诉请 支持 差额 支付拖欠
		被告支付原告 继续支付 一次性支付`
	wordsNotPaid = `拖欠 克扣 欠发 未支付 未足额 未及时足额 未发放 欠付 没有支付 未付 未按时支付 未再支付 没有按期支付 未能按期支付 被扣的 扣发 无故扣
		未发 不足额 少发 尚欠`
	wordsContract = `劳动合同 聘用合同 劳动合同书 用工协议 无固定期限 固定期限`
	// What shows that a sentence repeats a rule, turns a claim down or only names the question.
	wordsRule = ` 用人单位应 用人单位自 用人单位与 向劳动者 劳动者可以 劳动者主张 劳动者请求 用人单位支付 用人单位经 用人单位未 用人单位解除 劳动者不要求
		劳动者提供 用人单位安排 劳动者有责任 国家机关、事业单位 国家机关、事业 应当订立书面 劳动法律法规 所称月工资 每满一年支付 暂行规定`
	wordsDenied   = ` 不予支持 时效 驳回 没有事实 缺乏 无须 无需 不应支付 依据不足 于法无据 无法律依据 没有法律依据 不支付被告 不支付原告 不存在 不符合`
	wordsTopic    = ` 争议焦点 是否应 是否存在 的问题 争议的焦点 上述事实 以上事实`
	wordsLawCited = `《中华人民共和国 《最高人民法院 《劳动合同法》第 劳动合同法规定 《劳动法》第 条规定：`
)

// labourTags are the rules of employment (劳动合同法). How sure they are is told as for loans.
func labourTags() []tagRule {
	const f = fieldLabour
	return []tagRule{
		{
			kind: ElEmploymentEnded, fields: f, sure: 0.64,
			need:   []string{wordsDismiss},
			unless: wordsLawCited + wordsRule + ` 受理费 争议焦点 上述事实 并未解除 前十二个月的平均 不予支持 驳回 证明书、 平均工资计算`,
		},

		{
			kind: ElPayWages, fields: f, within: 40, sure: 0.65,
			need: []string{wordsPay, wordsWages, wordsOrdered},
			unless: wordsRule + wordsDenied + wordsTopic + ` 双倍工资 二倍工资 受理费 足额支付 按时支付 按月支付 经济补偿标准 未支付 加班工资 年休假工资 发放工资 发放的 发放表 发放明细 转账方式
				经济补偿按 克扣 未再支付 没有发放 工资支付规定 可不支付`,
		},

		{
			kind: ElSeverance, fields: f, sure: 0.71,
			need:   []string{`经济补偿金 经济补偿 补偿金 经济补偿款`},
			unless: wordsLawCited + wordsRule + wordsDenied + wordsTopic + ` 受理费 领取 养老保险补偿 暂时尚未 标准的二倍`,
		},

		{
			kind: ElWagesUnpaid, fields: f, within: 30, sure: 0.54,
			need:   []string{wordsNotPaid, wordsWages},
			unless: `《中华人民共和国 《最高人民法院 双倍工资 二倍工资` + wordsRule,
		},

		{
			kind: ElEmployment, fields: f, within: 30, sure: 0.66,
			need:   []string{`劳动关系 劳动合同关系 劳动法律关系`, `存在 形成 建立 确认 成立 事实劳动关系 存续 恢复`},
			unless: wordsLawCited + wordsRule + ` 不存在 是否 未建立 未与 无法证明 不足以证明 没有提供 举证证明 未能 确认劳动关系的 并不存在 裁定驳回 不予受理`,
		},

		{
			kind: ElNoLabourContract, fields: f, within: 20, sure: 0.9,
			need:   []string{`未签订 没有签订 未订立 未与 没有与 从未 拒绝签订 未续签 没有续签 不签订 未签 没签 不与 没和 未和 未给`, `劳动合同 书面合同 签订合同 无固定期限`},
			unless: `《中华人民共和国` + wordsRule + wordsDenied + wordsTopic + ` 二倍工资的计算 无固定期限劳动合同二倍 仲裁中请求 视为用人单位`,
		},

		{
			kind: ElLabourContract, fields: f, within: 24, sure: 0.53,
			need:   []string{`签订 续签 订立 签署 继续履行`, wordsContract},
			unless: wordsLawCited + ` 未签订 没有签订 未订立 未与 没有与 未续签 没有续签 不再续签 拒绝签订 不与 无法续签 续签劳动合同的 无法继续履行 不能继续履行 双倍工资 二倍工资` + wordsRule,
		},

		{
			kind: ElOvertime, fields: f, sure: 0.66,
			need:   []string{`加班费 加班工资 年休假工资 加班 休假工资 带薪年休假 延时`, `支付 给付 请求 要求 判令 裁决 判决`},
			unless: wordsLawCited + wordsRule + wordsDenied + wordsTopic + ` 应如何计算 未支付 举证责任 条例 未安排`,
		},

		{
			kind: ElDoubleWages, fields: f, sure: 0.77,
			need:   []string{`双倍工资 二倍工资 两倍工资 双倍的工资 二倍的工资 双倍经济`, wordsPay},
			unless: `《中华人民共和国 第八十二条 仲裁中请求 达成了调解 撤销终止` + wordsRule + wordsDenied + wordsTopic,
		},

		{kind: ElInjuryPay, fields: f, need: []string{`工伤 因工 工亡`, `待遇 补助金 医疗费 支付 享受`}, unless: wordsTopic + ` 受理费 指导意见 责任主体 不承担 申请工伤 人身损害赔偿后`, sure: 0.34},
		{kind: ElInjuryPay, fields: f, need: []string{`伤残补助金 伤残就业补助金 工伤医疗补助金 停工留薪`}, sure: 0.34},

		{kind: ElNotArbitrated, fields: f, need: []string{`未经仲裁 前置程序 仲裁前置 未申请仲裁 未经劳动 未在仲裁 未经人事 未向仲裁 未先行 仲裁时未 未经过仲裁 未经仲裁前置`}, sure: 0.29},

		{
			kind: ElNoDismissalDamages, fields: f, within: 40, sure: Guessed,
			need:   []string{`赔偿金 代通知金`, `无需 不支付 不予支持 驳回 不应支付 无须 缺乏事实`, `解除 代通知金`},
			unless: wordsLawCited,
		},

		{kind: ElLayoff, fields: f, need: []string{`裁员 裁减人员 经济性裁员 全面停产 精简人员`}, sure: Guessed},
		{kind: ElNoBonus, fields: f, need: []string{`奖金 年终奖 绩效奖`, `未支付 拖欠 不支付 无需支付 不发放 没有发放`}, within: 16, sure: Guessed},
		{kind: ElTakenFromWorker, fields: f, need: []string{`押金 保证金 服装费 扣押 抵押金 风险金`, `收取 交纳 缴纳 扣留 返还 退还 扣押`}, within: 16, unless: ` 公积金`, sure: Guessed},
		{kind: ElSpecialWork, fields: f, need: []string{`特殊工种 特种作业 有毒有害 井下作业 高空作业 繁重体力 特殊工时`}, sure: Guessed},
		{kind: ElDeathBenefit, fields: f, need: []string{`工亡补助金 丧葬补助金 亲属抚恤金 丧葬费 抚恤金`}, sure: Guessed},
		{kind: ElNoticeGiven, fields: f, need: []string{`提前三十日 提前30日 提前一个月 提前通知 提前书面 提前30天`, `解除 终止 通知`}, within: 30, unless: wordsLawCited, sure: Guessed},
		{kind: ElNoticeGiven, fields: f, need: []string{`通知我 通知原告 通知被告 关于解除 下发`, `解除 终止`}, within: 20, unless: wordsLawCited, sure: Guessed},
		{kind: ElEmployerGone, fields: f, need: []string{`注销。 已注销 注销登记 被吊销 就注销 该厂注销 被注销 予以注销 日注销 注销了`}, unless: ` 社保账户`, sure: Guessed},
		{kind: ElSettlement, fields: f, need: []string{`调解协议 达成调解 达成和解 和解协议 民事调解书`}, sure: Guessed},
	}
}
