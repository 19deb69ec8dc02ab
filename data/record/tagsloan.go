package record

// Words of suits about loans.
const (
	wordsAssets   = `债权 不良贷款 不良资产 资产包 单户资产 资产转让协议`
	wordsHandOver = `转让 受让 出让 竞得 购得 买受 竞买 回购 让与 剥离 打包`
	wordsBank     = `银行 信用社 信用合作 农信社 农商行 农合行 支行 分行 工行 建行 农行 信托投资 小额贷款公司 小贷公司 财务公司 合作联社`
	wordsCompany  = `公司 厂与 厂向 厂作为 厂因 村委会 工厂 集团`
	wordsLoanDeed = `借款合同 贷款合同 借据 借条 欠条 借款协议 贷款协议 借款凭证 贷款凭证 借款借据 授信合同 授信额度合同 欠据 借款单 借款收据 借贷合同
		贷款抵押协议 授信业务总协议 借款申请书 资金借款合同`
	wordsDebt     = `借款本金 借款本息 贷款本金 贷款本息 欠款 借款 贷款 本金 本息 垫款 垫付款 代偿款 债务本金 承兑汇票`
	wordsGiveBack = `偿还 归还 返还 清偿 偿付 还清 付清 给付 支付 还款 付还 偿付 还本付息`
	wordsStatute  = `《中华人民共和国 《最高人民法院 条规定 款规定 依照，《 我国合同法`
	wordsFees     = `案件受理费 受理费 诉讼费 公告费 保全费 迟延履行期间 如果未按 如未按 如不服 指定的期间履行`
	wordsTransfer = `债权转让 转让 受让 催收 不良债权`
)

// loanTags are the rules of loans. How sure they are is the precision that `make accuracy`
// measures on the half of the labelled sentences that was not looked at.
func loanTags() []tagRule {
	return []tagRule{
		// 民法典 545-550: the assignee sues; such packages are no lending by trade.
		{
			kind: ElAssignment, fields: fieldLoan | fieldTrade, within: 40, sure: 0.78,
			need:   []string{wordsAssets, wordsHandOver},
			unless: wordsFees + wordsStatute + notAssigned,
		},
		{
			kind: ElAssignment, fields: fieldLoan | fieldTrade, sure: 0.78,
			need:   []string{`转让协议 转让合同 转让通知 转让公告 转让暨 暨债权转让 转让确认书 受让债权 债权让与 又转让给 再转让给 合同权利转让 权利转让给 债权清单`},
			unless: wordsFees + wordsStatute + notAssigned,
		},

		{
			kind: ElLoanAmount, fields: fieldLoan, sum: 8, sure: 0.7,
			need:   []string{`借款 贷款 发放 出借 借给 放款 借到 借得 借走 借现金 借款金额 借款人民币 贷款人民币`},
			unless: wordsFees + wordsStatute + ` 本判决 判令 请求 证据 借款本息 垫付 担保金 归还了借款 保证合同 主要内容`,
		},

		{kind: ElLoanProof, fields: fieldLoan, need: []string{wordsLoanDeed}, unless: wordsFees + wordsStatute + notDeed + ` 一案`, sure: 0.66},
		{
			kind: ElLoanProof, fields: fieldLoan, sure: 0.66,
			need:   []string{wordsLoanDeed, `签订 签署 出具 立有 有效`},
			unless: wordsFees + wordsStatute + ` 证据 上述事实 转让协议 复利 一案`,
		},

		{
			kind: ElLenderInstitution, fields: fieldLoan, sure: 0.71,
			need:   []string{`签订 签署 订立`, `借款合同 贷款合同 授信 借款`, wordsBank},
			unless: wordsFees + wordsStatute + wordsTransfer + ` 证据 最高额保证合同 最高额保证担保 抵押合同 抵押担保合同 担保金 补充协议 诉称`,
		},
		{
			kind: ElLenderInstitution, fields: fieldLoan, sure: 0.71,
			need:   []string{`发放`, wordsBank, `贷款 借款`},
			unless: wordsFees + wordsStatute + wordsTransfer + ` 证据 扣划 垫付 不良贷款 利率的 基准利率 还本付息 还息 清偿 本金`,
		},
		{
			kind: ElLenderInstitution, fields: fieldLoan, sum: 8, sure: 0.71,
			need: []string{
				`银行借款 银行贷款 支行借款 支行贷款 分行借款 分行贷款 分理处贷款 分理处借款 合作社借款 合作社贷款 信用社借款 信用社贷款 联社借款 联社贷款
				工行借款 建行借款 农行借款 工行贷款 农行贷款 农信社借款 农信社贷款 农商行借款 银行申请贷款 `,
			},
			unless: wordsFees + wordsStatute + ` 证据 银行贷款利率 同期银行 归还 偿还`,
		},
		{
			kind: ElLenderInstitution, fields: fieldLoan, sum: 0, sure: 0.71,
			need:   []string{wordsBank, `向被告发放贷款 借款 贷款`, `诉称 起诉称 查明`},
			unless: wordsFees + wordsStatute + wordsTransfer + ` 证据 同期银行 中国人民银行`,
		},

		{
			kind: ElRepayLoan, fields: fieldLoan, sure: 0.75,
			need:   []string{`本判决 判决生效 判令 诉讼请求 请求判决 请求法院 请求依法 要求被告 诉请`, wordsDebt, `偿还 归还 返还 清偿 偿付 付清 给付 还清 还款 支付借款 支付欠款 代为支付`},
			unless: wordsFees + wordsStatute + ` 催收 驳回 连带保证 承担连带清偿 拍卖`,
		},
		{
			kind: ElRepayLoan, fields: fieldLoan, within: 24, sure: 0.75,
			need:   []string{`应按 应当 应向 依法应 应承担 应予 主张`, wordsDebt, `偿还 归还 返还 清偿 偿付 还清`},
			unless: wordsFees + wordsStatute + ` 催收 驳回 不予支持 如果 借款人应 保证人 上诉`,
		},
		{kind: ElRepayLoan, fields: fieldLoan, need: []string{`项下欠款本金 履行还款义务 承担还款责任 还本付息义务`}, unless: wordsFees + wordsStatute + ` 催收 催告 未履行`, sure: 0.75},

		{
			kind: ElBorrowerOrganisation, fields: fieldLoan, sure: 0.72,
			need:   []string{`签订 签署 订立`, `借款合同 贷款合同 授信 借款`, wordsCompany},
			unless: wordsFees + wordsStatute + wordsTransfer + ` 证据 最高额保证合同 最高额保证担保 抵押合同 抵押担保合同 保证担保合同 协议书》`,
		},
		{
			kind: ElBorrowerOrganisation, fields: fieldLoan, sure: 0.72,
			need:   []string{`发放`, wordsCompany, `贷款 借款`},
			unless: wordsFees + wordsStatute + wordsTransfer + ` 证据 扣划 垫付 不良贷款 归还 本金`,
		},
		{
			kind: ElBorrowerOrganisation, fields: fieldLoan, sure: 0.72,
			need:   []string{wordsCompany, `银行借款 银行贷款 支行借款 支行贷款 分行借款 分行贷款 合作社借款 合作社贷款 信用社借款 信用社贷款 联社借款 工行借款 建行借款 农行借款`},
			unless: wordsFees + wordsStatute + ` 证据`,
		},
		{kind: ElBorrowerOrganisation, fields: fieldLoan, need: []string{`公司追偿`, `借款人`}, sure: 0.72},
		{kind: ElBorrowerOrganisation, fields: fieldLoan, need: []string{`贷款支付给`}, unless: wordsStatute, sure: 0.72},

		{
			kind: ElJointSurety, fields: fieldLoan, sure: 0.86,
			need:   []string{`连带保证 连带责任保证 连带担保 连带偿还责任 连带责任的保证 连带责任担保 连带责任保证人 连带清偿总额 连带共同保证 连带保证责任`},
			unless: wordsStatute + ` 不予支持 驳回 债权转让 未履行连带 根据法律规定 抵押物 代偿 追偿权`,
		},
		{
			kind: ElJointSurety, fields: fieldLoan, sure: 0.86,
			need:   []string{`最高余额 最高额 保证合同 保证人 范围内 最高主债权余额`, `连带清偿责任 连带责任`},
			unless: wordsStatute + ` 不予支持 驳回 债权转让 追偿`,
		},

		{
			kind: ElDemand, fields: fieldLoan, sure: 0.97,
			need:   []string{`催收 催要 催讨 催促 催款 催告 催还 催缴 追讨 索要 多次要求`},
			unless: wordsFees + wordsStatute + ` 证据 辩称 辩解 上述事实 第二十二条 证明`,
		},

		{
			kind: ElPayInterest, fields: fieldLoan, sure: 0.72,
			need:   []string{`利息 罚息 复利 本息`, `本判决 判决生效 判令 诉讼请求 请求判决 请求法院 请求依法 要求被告 诉请`, wordsGiveBack},
			unless: wordsFees + wordsStatute + ` 驳回 不予支持 连带清偿 拍卖 连带`,
		},
		{
			kind: ElPayInterest, fields: fieldLoan, within: 24, sure: 0.72,
			need:   []string{`应按 应当 应向 依法应 应承担 应予 主张 予以支持`, `利息`, `偿还 归还 返还 清偿 偿付 还清 支付`},
			unless: wordsFees + wordsStatute + ` 催收 驳回 不予支持 借款人应 上诉`,
		},
		{
			kind: ElPayInterest, fields: fieldLoan, sure: 0.72,
			need:   []string{`起诉要求 支付利息 计算利息 利息损失 的利息，按 还本付息义务`},
			unless: wordsFees + wordsStatute + ` 驳回 不予支持 不支持 没有 没有依约 上浮`,
		},

		{
			kind: ElSuretyContract, fields: fieldLoan, sure: 0.87,
			need:   []string{`保证合同 保证担保合同 最高额保证 保证担保借款合同 不可撤销担保书连带责任保证书`},
			unless: wordsStatute + ` 证据 上述事实 保证责任的 保证期间依法 约定，前述 诉讼时效`,
		},

		{kind: ElWrittenPromise, fields: fieldLoan, need: []string{`承诺书 还款计划 还款承诺 承诺还款 承诺归还 承诺偿还`}, unless: ` 签名 签字 鉴定`, sure: 0.5},
		// 民法典 682, 388: void principal contracts and securities.
		{
			kind: ElSuretyVoid, fields: fieldLoan, within: 12, sure: Guessed,
			need:   []string{`担保合同 保证合同 抵押合同 担保行为 质押合同`, `无效 撤销 解除`},
			unless: wordsStatute + ` 不因 并非无效 解除抵押 担保责任`,
		},
		{
			kind: ElRefusal, fields: fieldLoan, sure: Guessed,
			need:   []string{`拒不偿还 拒不归还 拒不还款 拒绝偿还 拒绝归还 拒绝还款 拒不履行 均遭拒绝 拒不支付 没有自有资金偿还 拒不清偿`},
			unless: wordsStatute,
		},
		// 民法典 692, 693: the creditor who does not claim in the period of suretyship loses the surety.
		{
			kind: ElSuretyReleased, fields: fieldLoan, sure: Guessed,
			need:   []string{`保证责任免除 免除保证责任 保证责任应免除 免除其保证责任 免除连带 保证责任予以免除 不再追究 应免除保证 保证责任已免除 保证人免责`},
			unless: wordsStatute + ` 抗辩 否则`,
		},
		{kind: ElSuretyReleased, fields: fieldLoan, need: []string{`保证期间 保证期限`, `保证责任免除 免除保证责任 应免除 予以免除`}, unless: wordsStatute + ` 抗辩称 否则`, sure: Guessed},
		{
			kind: ElSuretyNotLiable, fields: fieldLoan, sure: Guessed,
			need:   []string{`不承担保证责任 不承担担保责任 不承担连带保证 不再承担保证 不再承担担保 无需承担保证 无需承担担保 不应承担保证 不应承担担保 不负保证责任`},
			unless: wordsStatute,
		},
		{kind: ElCompanyPledgor, fields: fieldLoan, need: []string{`质押合同 出质人 质押担保 应收账款质押 股权质押 提供质押 最高额质押`, `公司`}, unless: wordsStatute, sure: Guessed},
		// 民法典 671: the lender who pays late or less is liable.
		{
			kind: ElShortLending, fields: fieldLoan, within: 8, sure: Guessed,
			need:   []string{`未按约定 未按照约定 未依约 未足额 未全额 未按期`, `提供借款 发放贷款 发放借款 出借款项 交付借款`},
			unless: wordsStatute + ` 已依约`,
		},
		{
			kind: ElSeveralBorrowers, fields: fieldLoan, sure: Guessed,
			need:   []string{`共同借款 共同借款人 共同向原告 二被告向 两被告向 两人共同 夫妻共同向 二被告因 共同出具借条 共同出具借据`},
			unless: wordsStatute,
		},
		// 民法典 551-553: passing a debt on needs the creditor's consent.
		{kind: ElDebtTransfer, fields: fieldLoan, need: []string{`债务转让 债务转移 转让债务 债务承担协议 债务加入 由其承担该债务 债务转由 债务转给`}, unless: wordsStatute, sure: Guessed},
		{
			kind: ElRateUnclear, fields: fieldLoan, sure: Guessed,
			need:   []string{`未约定利息 没有约定利息 未约定利率 没有约定利率 利率约定不明 利息约定不明 约定不明确 未明确约定利息 对利息没有约定 未写明利息`},
			unless: wordsStatute,
		},
	}
}

// What shows that words of an assignment or of a deed are an argument or a list of papers.
const (
	notAssigned = ` 辩称 辩解 上诉 证据 规定 上述事实 主张 第三人 效力 支付给`
	notDeed     = ` 证据 上述事实 所确认的上述 保证合同 抵押合同 担保合同 转让 约定利率 加收 复利 应当继续 支付利息 尚欠 最高额 原借款合同`
)
