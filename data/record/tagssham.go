package record

// wordsNoFact shows that a sentence repeats a rule of law.
const wordsNoFact = ` 《中华人民共和国 《最高人民法院 条规定 款规定 人民法院应当 人民法院应予 下列情形 应当符合 应当依照`

// shamTags are the rules of the facts that models of sham suits ask for.
func shamTags() []tagRule {
	var all []tagRule
	for _, rules := range [][]tagRule{insolvencyTags(), propertyTags(), trafficTags(), companyTags(), paperTags(), assigningTags(), pressedTags(), proofTags()} {
		all = append(all, rules...)
	}
	return all
}

// insolvencyTags: 虚假诉讼刑事解释(2018-09-26) 第一条（三）（五）, 企业破产法(2006-08-27) 第三十一至三十三条、第一百一十三条.
func insolvencyTags() []tagRule {
	const debts = fieldLoan | fieldLabour | fieldBankruptcy | fieldCompany | fieldEnforcement | fieldHouse | fieldConfirm | fieldTrade
	return []tagRule{
		{
			kind: ElWagesAdmitted, fields: fieldLabour | fieldBankruptcy, within: 24, not: secReasoning + " " + secDisposition, sure: Led,
			need:   []string{`工资 劳动报酬 欠薪`, `没有异议 无异议 属实 同意支付 予以认可 表示认可 愿意支付 予以承认`},
			unless: wordsNoFact + ` 不属实 不予认可 证据 真实性 并不是 并非`,
		},

		{kind: ElInsolvency, fields: debts, need: []string{`资不抵债 宣告破产 破产清算 破产重整 预重整 强制清算 进入破产 破产程序 已停产 不能清偿到期债务 破产管理人 已歇业 无力清偿`}, unless: wordsNoFact, sure: Led},
		{
			kind: ElBankruptcyAccepted, fields: debts, ordered: true, within: 40, value: valueDay, sure: Led,
			need:   []string{`受理 裁定`, `破产清算 破产重整 重整申请 破产申请 破产一案 破产案件 强制清算`},
			unless: wordsNoFact + ` 受理后 不予受理 受理费 宣告 驳回`,
		},
		{
			kind: ElClaimDeclared, fields: fieldBankruptcy | fieldLoan | fieldCompany | fieldLabour, sure: Led,
			need:   []string{`申报债权 债权申报 申报了债权 申报的债权 申报破产债权`},
			unless: wordsNoFact + ` 未申报 应当在 期限内向 不可能 没有申报 申报公告 债权人申报债权 申报债权公告`,
		},
		{kind: ElClaimRefused, fields: fieldBankruptcy, need: []string{`管理人`, `不予确认 不予认定 未予确认 暂缓确认 不予认可`}, within: 40, unless: wordsNoFact, sure: Led},
		{
			kind: ElUninsured, fields: fieldLabour, within: 16, sure: Led,
			need:   []string{`社会保险 社保 养老保险`, `未缴纳 未为 没有缴纳 未参加 未办理 未给 未交纳 没有为 未缴`},
			unless: wordsNoFact,
		},
		{ // it is for the worker to show the work; payrolls that the employer keeps back prove nothing against him
			kind: ElNoWorkProof, fields: fieldLabour | fieldBankruptcy, within: 14, sure: Led, value: valueOwn,
			need: []string{`未提供 未能提供 未提交 未能提交 没有提供 没有提交 无法提供 不能提供 不能提交 未举示 未出示 并无 均无 没有其他 无其他`,
				`劳动合同 考勤 工资表 工资单 工资条 工资发放 工资支付凭证 发放记录 社会保险 社保 工作证 花名册 用工记录 出勤`},
			unless: wordsNoFact + ` 被告未 被告没有 被告公司未 单位未 被告亦未 被告也未 被告拒 被申请人未 未签订 未缴纳 公司未`,
		},
		{
			kind: ElCash, fields: fieldBankruptcy, within: 10, sure: Led,
			need:   []string{`现金`, `交付 支付 给付 出借 方式 形式 借款`},
			unless: wordsNoFact + ` 现金流 现金形式分配 货币现金 现金清偿 现金分红 现金管理`,
		},
		{
			kind: ElUncorroborated, fields: fieldBankruptcy, within: 16, sure: Led,
			need: []string{`转账凭证 转账记录 付款凭证 支付凭证 银行流水 银行凭证 交付凭证 取款记录 取款凭证 款项交付 实际交付 实际支付 实际出借 资金来源 款项来源`,
				`未提供 未能提供 未提交 未能提交 没有提供 没有提交 无法提供 不能提供 不能证明 不足以证明 未能证明 未举示 无法说明 不能说明`},
			unless: wordsNoFact + ` 管理人未 被告未`,
		},
		{
			kind: ElWagePriority, fields: fieldBankruptcy | fieldLabour | fieldEnforcement, sure: Led,
			need:   []string{`职工债权 工资债权 优先受偿`, `职工 工资 劳动报酬`},
			unless: wordsNoFact + ` 抵押 工程价款`,
		},
		{
			kind: ElUncorroborated, fields: fieldBankruptcy | fieldCompany, within: 14, sure: Led,
			need:   []string{`账簿 账册 账面 财务账 会计账 公司账`, `无该款 无入账 未入账 没有入账 未见入账 无相应入账 无相应记载 无记载 未记载 没有记载 未列入`},
			unless: wordsNoFact + ` 未提供账 未移交 未能接管`,
		},
		{ // kin of who leads or owns the debtor: 系法定代表人之弟
			kind: ElInsiderCreditor, fields: debts, ordered: true, within: 1, sure: Led,
			need: []string{`法定代表人 实际控制人 股东 董事 总经理`,
				`之弟 之兄 之妻 之夫 之子 之女 之父 之母 之姐 之妹 的弟 的兄 的哥 的姐 的妹 的妻 的丈夫 的配偶 之配偶 的儿子 的女儿 的父 的母 的岳父 的岳母 的女婿 的儿媳 的侄 的外甥 的亲属 的近亲属 的亲戚`},
			unless: wordsNoFact + ` 不是 并非`,
		},
		{
			kind: ElInsiderCreditor, fields: fieldBankruptcy, ordered: true, within: 8, sure: Led,
			need:   []string{`其系 其为 其是 其担任 其曾任`, `法定代表人 股东 董事 监事 实际控制人 总经理 财务负责人`},
			unless: wordsNoFact,
		},
		{
			kind: ElInsiderCreditor, fields: debts, ordered: true, within: 24, sure: Led,
			need:   []string{`告系被告 告为被告 告是被告 人系被申请人 债权人系债务人 出借人系借款人`, `法定代表人 股东 董事 监事 实际控制人 总经理 财务负责人 控股`},
			unless: wordsNoFact + ` 介绍 朋友 同学 邻居`,
		},
	}
}

// propertyTags: 民事诉讼法(2023-09-01) 第一百一十六条, 执行异议和复议规定(2020-12-29) 第二十八至三十一条, 民法典
// 第一千零六十四条 (unverified: not among the texts compared).
func propertyTags() []tagRule {
	const seizures = fieldEnforcement | fieldHouse | fieldLoan
	return []tagRule{
		{
			kind: ElSeized, fields: seizures, value: valueDay, sure: Led,
			need:   []string{`查封了 予以查封 查封被告 查封被执行人 裁定查封 查封裁定 轮候查封 冻结了 裁定冻结 予以冻结 进行查封 依法查封`},
			unless: wordsNoFact + ` 如果 请求查封 申请查封 解除`,
		},
		{
			kind: ElLeaseBefore, fields: seizures, within: 50, sure: Led,
			need:   []string{`租赁合同 租赁 承租 出租`, `查封前 查封之前 早于查封 抵押前 抵押之前 设定抵押前 先于抵押 先于查封 抵押权设立前`},
			unless: wordsNoFact,
		},
		{
			kind: ElLeaseMade, fields: fieldEnforcement | fieldHouse, within: 16, value: valueDayBefore, sure: Led,
			need:   []string{`签订 签署 订立`, `租赁合同 租赁协议 承租合同 租房协议 租赁契约`},
			unless: wordsNoFact,
		},
		{
			kind: ElRentSettled, fields: seizures, sure: Led,
			need:   []string{`以租抵债 租金抵 抵作租金 抵扣租金 一次性支付租金 租金一次性 一次性付清租金 一次性支付了租金 一次性支付全部租金 折抵租金 冲抵租金 付清全部租金 付清了全部租金 租金已一次性付清 租金已全部付清 租金全部付清`},
			unless: wordsNoFact,
		},
		{kind: ElRentSettled, fields: seizures, within: 30, ordered: true, need: []string{`租金`, `借款 欠款 债务`, `抵付 抵偿 抵顶 抵销`}, unless: wordsNoFact, sure: Led},
		{
			kind: ElOccupied, fields: fieldEnforcement | fieldHouse, sure: Led,
			need:   []string{`实际占有 合法占有 占有使用 装修入住 已入住 入住至今 居住至今 实际居住 一直居住`},
			unless: wordsNoFact + ` 未实际占有 未占有 没有占有 未合法占有 未提交占有 也未提交 未能提交 未能提供 没有提供 没有证据证明 未举证 是否 无权占有 不能证明 不足以证明 没有确认 人民法院不得`,
		},
		{
			kind: ElDistributionAsked, fields: fieldEnforcement | fieldLoan, within: 20, sure: Led,
			need:   []string{`参与分配`, `申请 请求 要求`},
			unless: wordsNoFact + ` 未申请`,
		},
		{
			kind: ElDebtForAsset, fields: seizures | fieldCompany | fieldConfirm, sure: Led,
			need:   []string{`以物抵债 以房抵债 抵债协议 以房抵偿 抵偿债务 抵偿借款 以房屋抵 抵顶借款 抵顶欠款 抵偿所欠 用于抵债 抵债给`},
			unless: wordsNoFact + ` 流拍 不接受`,
		},
		{
			kind: ElDebtForAsset, fields: seizures | fieldCompany | fieldConfirm, ordered: true, within: 12, sure: Led,
			need:   []string{`以其 以名下 以自有 用其 以该 将其 以被告 作价`, `抵付 抵偿 抵顶 抵债 折抵 抵给`, `借款 欠款 债务 本息 本金 所欠 上述`},
			unless: wordsNoFact + ` 流拍 不接受 工资 保证金 货物`,
		},
		{
			kind: ElDebtForAsset, fields: seizures | fieldCompany | fieldConfirm, ordered: true, within: 8, sure: Led,
			need:   []string{`房产 房屋 不动产 商铺 厂房 车位 土地使用权`, `抵付 抵偿 抵顶 抵债 折抵 抵给`},
			unless: wordsNoFact + ` 流拍 不接受 抵押`,
		},
		{ // the price of a house is paid by what was owed before: 房款以被执行人所欠借款抵顶
			kind: ElDebtForAsset, fields: seizures | fieldCompany | fieldConfirm, ordered: true, within: 14, sure: Led,
			need:   []string{`房款 购房款 房价 房价款 房屋价款`, `借款 欠款 债务 所欠 旧欠 旧债 欠付`, `抵顶 抵付 抵偿 冲抵 抵销 抵消 抵扣 折抵 抵作 充抵 相抵`},
			unless: wordsNoFact + ` 流拍 不接受 抵押贷款 不得抵 银行 按揭`,
		},
		{
			kind: ElTitleBySettlement, fields: fieldHouse | fieldLoan | fieldFamily | fieldConfirm | fieldEnforcement, sure: Led,
			need:   []string{`调解协议 调解书 和解协议 达成协议 达成如下协议 自愿达成`, `过户 所有权转移 变更登记 归原告所有 权属变更`, wordsHome},
			unless: wordsNoFact + ` 离婚 撤销`,
		},
		{
			kind: ElPriceLow, fields: fieldHouse | fieldEnforcement | fieldLoan | fieldCompany, sure: Led,
			need:   []string{`低于市场价 低于市场 明显不合理的低价 不合理低价 价格明显偏低 远低于市场 远低于市价 远远低于市 明显低于 低价转让`},
			unless: wordsNoFact + ` 不低于 拍卖`,
		},
		{
			kind: ElPrice, fields: fieldHouse | fieldEnforcement, sum: 10, value: valueSum, sure: Led,
			need: []string{`房屋总价 总房价 总房款 购房总价 房款总价 房价总额 房屋价款为 房价款为 房屋价格为 成交价 成交总价 成交价格 转让价款为 转让价格为 转让总价
				总价款 价款为 价格为 房屋售价 售价为 总价为 房款共计 购房款共计 房价为`},
			unless: wordsNoFact + ` 评估 市场价格为 市价 剩余 余款 尾款 工程`,
		},
		{
			kind: ElMarketValue, fields: fieldHouse | fieldEnforcement | fieldFamily, sum: 14, value: valueSum, sure: Led,
			need:   []string{`评估价 评估值 评估总价 市场价值 市场价 市值 估价 评估价值`},
			unless: wordsNoFact + ` 低于`,
		},
		{
			kind: ElHouseAt, fields: fieldHouse | fieldEnforcement, value: valueArea, sure: Led,
			need:   []string{`坐落于 座落于 坐落在 座落在 位于`, wordsHome},
			unless: wordsNoFact,
		},
		{
			kind: ElPriceUnpaid, fields: fieldHouse | fieldEnforcement, within: 24, sure: Led,
			need:   []string{`购房款 房款 转让款 价款 房屋价款`, `未实际支付 没有支付 未支付 没有付款凭证 未提供付款 无支付凭证 未提交付款 不能证明`},
			unless: wordsNoFact + ` 剩余 余款 尾款`,
		},
		{
			kind: ElPriceUnpaid, fields: fieldHouse | fieldEnforcement, within: 30, sure: Led,
			need:   []string{`购房款 房款 转让款 价款 租金`, `未提交 未能提交 没有提交 未提供 未能提供 未见`, `转账 支付凭证 付款凭证 银行凭证 有效凭证 银行流水 回单`},
			unless: wordsNoFact + ` 剩余 余款 尾款 被告未提交 被告未能提交`,
		},
		{ // who objects to an enforcement and shows no payment
			kind: ElPriceUnpaid, fields: fieldEnforcement, ordered: true, within: 10, sure: Led,
			need:   []string{`案外人 异议人`, `没有提交 未提交 未能提交 没有提供 未提供 未能提供 不能提供 无法提供 未举证`, `付款凭证 支付凭证 付款依据 转账凭证 付款证据 支付记录 付款记录 银行流水`},
			unless: wordsNoFact + ` 剩余 余款 尾款`,
		},
		{
			kind: ElPriceUnpaid, fields: fieldHouse | fieldEnforcement, within: 16, sure: Led,
			need:   []string{`租金 房款 购房款 价款 转让款`, `不能说明 无法说明 未能说明 说不清 不能陈述 无法陈述 陈述不一`, `来源 取款 交付 付款 支付`},
			unless: wordsNoFact + ` 剩余 余款 尾款`,
		},
		{ // 执行异议和复议规定(2020-12-29): the debtor takes the side of who objects
			kind: ElAdmission, fields: fieldEnforcement, ordered: true, within: 16, sure: Led,
			need:   []string{`被执行人`, `认可案外人 同意案外人 认可异议人 同意异议人 对案外人的异议没有异议 对案外人的异议无异议 对案外人的主张无异议 对案外人的异议没有意见 对案外人所述无异议 认可其异议`},
			unless: wordsNoFact + ` 不认可 不予认可 不同意`,
		},
		{ // the debtor says that the bargain with the outsider is true
			kind: ElAdmission, fields: fieldEnforcement, ordered: true, within: 20, sure: Led,
			need:   []string{`被执行人`, `确已出售 确已出卖 确已出租 确已转让 确实出售 确实出租 租赁属实 出租属实 出售属实 出卖属实 买卖属实 转让属实 情况属实 认可收到 承认收到 认可已收到 承认已收到 自认收款 自认收到`},
			unless: wordsNoFact + ` 不认可 不予认可 不同意 不属实 是否属实`,
		},
		{ // who was paid cannot say what became of the money
			kind: ElPriceUnpaid, fields: fieldHouse | fieldEnforcement, ordered: true, within: 20, sure: Led,
			need:   []string{`收到现金 收到房款 收到购房款 收到价款 收到租金 收取现金 收取房款 收取租金 收款`, `不能说明 无法说明 未能说明 说不清 不能陈述`, `去向 用途 下落`},
			unless: wordsNoFact + ` 剩余 余款 尾款`,
		},
		{
			kind: ElPurchaseLimit, fields: fieldHouse | fieldEnforcement | fieldConfirm, sure: Led,
			need:   []string{`限购 限售 购房资格 禁止转让期 限制转让期`},
			unless: wordsNoFact,
		},
		{kind: ElDivorcePending, fields: fieldLoan, need: []string{`离婚诉讼 离婚案件 起诉离婚 离婚纠纷 诉讼离婚 要求离婚`}, unless: wordsNoFact + ` 证人`, sure: Led},
		{
			kind: ElSpouseUnaware, fields: fieldLoan, within: 40, sure: Led,
			need:   []string{`配偶 妻子 丈夫 夫妻 婚姻关系存续 夫妻共同`, `不知情 不知晓 毫不知情 未签字 没有签字 并不知情 未在借条 未告知`},
			unless: wordsNoFact,
		},
	}
}

// trafficTags: 检例第56号; 道路交通事故 and 保险.
func trafficTags() []tagRule {
	const f = fieldTraffic
	return []tagRule{
		{
			kind: ElAccident, fields: f, value: valueDayBefore, sure: Led,
			need: []string{`发生交通事故 发生道路交通事故 发生事故 发生碰撞 相撞 相碰 追尾 碰撞 撞上 撞到 撞倒 撞伤 撞坏 撞死 刮擦 刮碰 刮倒 侧翻 翻车 剐蹭 相刮
				造成交通事故 造成道路交通事故`},
			unless: wordsNoFact,
		},
		{kind: ElAccident, fields: f, need: []string{`事故发生时间 事故发生于 事故发生在 事故时间`}, value: valueDayNear, unless: wordsNoFact, sure: Led},
		{kind: ElDisability, fields: f | fieldLabour, need: []string{gradesOfDisability}, value: valueGrade, unless: wordsNoFact, sure: Led},
		{
			kind: ElAppraiser, fields: f, value: valueName, sure: Guessed,
			need:   []string{`司法鉴定所 司法鉴定中心 法医鉴定所 鉴定中心 价格认证中心 价格事务所有限公司 价格评估事务所 评估有限公司 评估有限责任公司 公估有限公司`},
			unless: wordsNoFact,
		},
		{
			kind: ElRepairShop, fields: f, value: valueName, sure: Guessed,
			need:   []string{`汽车修理厂 汽修厂 修理厂 汽车维修有限公司 汽车修配厂 汽车服务有限公司 汽车维修中心 汽车修理部 汽车销售服务有限公司 汽车维修服务部 汽车维修部 汽修服务部`},
			unless: wordsNoFact,
		},
		{
			kind: ElNotOwner, fields: f, sure: Led,
			need:   []string{`非车主 不是车主 并非车主 不是车辆所有人 非车辆所有人 不是该车所有人 不是车辆的所有人 非登记车主 非被保险人 并非被保险人 不是被保险人`},
			unless: wordsNoFact,
		},
		{
			kind: ElNotAssessed, fields: f, sure: Led,
			need:   []string{`未定损 未经定损 未予定损 未进行定损 未及时定损 拒绝定损 单方委托 自行委托 单方面委托 未通知保险公司 未参与定损 未经保险公司 未经我公司查勘 未经我司查勘 未经我公司定损 未经我司定损 未经查勘 未经被告查勘 未经被告定损 未经保险人`},
			unless: wordsNoFact,
		},
		{
			kind: ElInsuranceAssigned, fields: f, within: 16, sure: Led,
			need:   []string{`索赔权 理赔权 保险权益 保险金请求权 理赔款 索赔权益 保险理赔`, `转让给 受让 转让书 权益转让 转让协议`},
			unless: wordsNoFact + ` 代位`,
		},
		{ // 人伤黄牛: whoever was hurt sells the claim for a fixed sum
			kind: ElInsuranceAssigned, fields: f, within: 24, sure: Led,
			need:   []string{`买断`, `索赔 理赔 赔偿 保险金`},
			unless: wordsNoFact + ` 工龄 未买断 没有买断`,
		},
	}
}

// companyTags: 虚假诉讼刑事解释(2018-09-26) 第一条（三）（四）, 商标法(2019-04-23) 第四十九、六十四条, 公司法 第十五条
// (unverified: not among the texts compared).
func companyTags() []tagRule {
	const f = fieldCompany | fieldLoan
	return []tagRule{
		{
			kind: ElSealChanged, fields: f | fieldHouse | fieldConfirm | fieldLabour | fieldTrade, within: 10, sure: Led,
			need:   []string{`公章 印章 合同专用章`, `遗失 作废 重新刻制 补刻 私刻 伪造 变更 更换 启用新 另行刻制 挂失 失控`},
			unless: wordsNoFact + ` 变更登记`,
		},
		{
			kind: ElNoResolution, fields: f, sure: Led,
			need:   []string{`未经股东会 未经股东大会 未经董事会 没有股东会决议 无股东会决议 未召开股东会 未提供股东会决议 未经公司股东会 未审查股东会`},
			unless: wordsNoFact,
		},
		{
			kind: ElMark, fields: fieldMark, value: valueNumber, sure: Led,
			need:   []string{`号注册商标 号商标 号文字商标 号图形商标 号图文商标 号组合商标 号服务商标 商标注册号 注册号为 商标注册证号 号商标注册证`},
			unless: wordsNoFact,
		},
		{
			kind: ElAgency, fields: fieldMark, value: valueName, sure: Guessed,
			need: []string{`商标代理有限公司 商标代理公司 商标代理有限责任公司 商标事务所 商标代理事务所 知识产权代理有限公司 知识产权代理事务所 知识产权服务有限公司
				知识产权代理有限责任公司 专利代理有限公司 专利代理事务所 专利事务所 专利代理有限责任公司 专利商标代理有限公司 专利商标事务所 知识产权事务所`},
			unless: wordsNoFact,
		},
		{
			kind: ElMarkUnused, fields: fieldMark, within: 20, sure: Led,
			need:   []string{`未实际使用 没有实际使用 未使用 从未使用 停止使用`, `商标`},
			unless: wordsNoFact + ` 被告未使用 未使用涉案 责令`,
		},
		{ // in the words of 商标法(2019-04-23) 第六十四条
			kind: ElMarkUnused, fields: fieldMark, within: 36, sure: Led,
			need:   []string{`不能证明 未能证明 未举证证明 未提交 未能提交 不能提交 无法提交 没有提交 未提供 未能提供 不能提供 无法提供 没有提供 没有证据证明`, `实际使用 使用过 使用该 使用其 使用涉案商标 投入使用 使用证据`, `商标`},
			unless: wordsNoFact + ` 被告未 被告不能 被告未能 责令 侵权使用`,
		},
		{
			kind: ElMarkUnused, fields: fieldMark, within: 16, sure: Led,
			need:   []string{`拒绝说明 不能说明 无法说明 未能说明 未作说明 拒不说明 未予说明`, `商标使用 商标的使用 实际使用 使用情况`, `商标`},
			unless: wordsNoFact + ` 被告未 被告不能 被告拒 被告无法`,
		},
		{kind: ElWellKnownMark, fields: fieldMark, need: []string{`驰名商标`}, unless: wordsNoFact, sure: Led},
		{kind: ElMassSuits, fields: fieldMark | fieldConfirm | f, need: []string{`批量诉讼 批量维权 商业维权 大量诉讼 系列诉讼 多起诉讼 批量起诉`}, unless: wordsNoFact, sure: Led},
	}
}

// paperTags: 检例第52、54号; 民事诉讼法(2023-09-01) 第二百零五条、第二百二十五条以下; 仲裁裁决执行规定 (法释〔2018〕5号,
// unverified: not among the texts compared).
func paperTags() []tagRule {
	const f = fieldConfirm | fieldEnforcement
	return []tagRule{
		{kind: ElMediator, fields: f | fieldLoan, need: []string{`人民调解委员会 调解委员会 调解中心`}, value: valueName, unless: wordsNoFact, sure: Guessed},
		{kind: ElConfirmation, fields: f | fieldLoan, need: []string{`司法确认 确认调解协议 调解协议有效 确认人民调解`}, unless: wordsNoFact, sure: Led},
		{
			kind: ElAgreementMade, fields: fieldConfirm, ordered: true, within: 16, value: valueDayBefore, sure: Led,
			need:   []string{`达成 签订 签署`, `调解协议 调解协议书 和解协议 如下协议 以下协议`},
			unless: wordsNoFact,
		},
		{ // 廖某于2025年3月10日前付清
			kind: ElPerformBy, fields: fieldConfirm, value: valueDayBefore, sure: Led,
			need:   []string{`前付清 前支付 前一次性 前偿还 前归还 前给付 前还清 前清偿 前履行 前付款 前还款 前结清 前交付 前过户 前向`},
			unless: wordsNoFact,
		},
		{kind: ElPaymentOrder, fields: f | fieldLoan, need: []string{`支付令`, `发出 送达 作出 异议 签发`}, within: 24, unless: wordsNoFact + ` 可以向`, sure: Led},
		{kind: ElNotary, fields: f | fieldLoan | fieldHouse, need: []string{`公证处`}, value: valueName, unless: wordsNoFact, sure: Guessed},
		{kind: ElNotarisedDebt, fields: f | fieldLoan, need: []string{`公证债权文书 执行证书 强制执行效力的公证 强制执行公证 强制执行效力的债权`}, unless: wordsNoFact, sure: Led},
		{
			kind: ElNotarised, fields: f | fieldLoan, within: 16, value: valueDayBefore, sure: Led,
			need:   []string{`出具 作出 签发 制发 作成`, `公证书 执行证书 公证债权文书`},
			unless: wordsNoFact,
		},
		{ // 借款合同于2023年3月2日签订并于同日办理赋予强制执行效力公证; the day of the bargain where no later one is told
			kind: ElNotarised, fields: f | fieldLoan, value: valueDayBefore, sure: Guessed,
			need: []string{`办理赋予强制执行 办理了赋予强制执行 办理具有强制执行 办理了具有强制执行 办理强制执行公证 办理了强制执行公证 赋强公证 办理公证 办理了公证 进行公证 进行了公证 经公证并赋予
				予以公证 公证并赋予强制执行 公证赋予强制执行 赋予该合同强制执行 赋予上述合同强制执行 赋予强制执行效力的公证`},
			unless: wordsNoFact + ` 未办理公证 如不 申请出具执行证书`,
		},
		{
			kind: ElNotarised, fields: f | fieldLoan, value: valueDayNear, sure: Led,
			need: []string{`公证日期 公证书日期 公证书落款 公证时间 公证书出具日期`}, unless: wordsNoFact,
		},
		{
			kind: ElAwardMade, fields: f | fieldLabour | fieldLoan | fieldBankruptcy, within: 30, ordered: true, value: valueDayNear, sure: Led,
			need:   []string{`仲裁委员会 仲裁院 仲裁委`, `作出 裁决`},
			unless: wordsNoFact + ` 不予受理`,
		},
		{kind: ElAward, fields: f, need: []string{`仲裁委员会 仲裁院`, `裁决 调解书`}, within: 30, unless: wordsNoFact, sure: Led},
		{ // 民事诉讼法(2023-09-01) 第二百四十八条: of labour disputes other models speak
			kind: ElAwardByConsent, fields: f, within: 40, sure: Led,
			need: []string{`仲裁`,
				`调解协议 达成调解 和解协议 调解书 予以认可 全部认可 均认可 表示认可 没有异议 无异议 未提出异议 均予承认 予以承认 自认 未作答辩 未答辩 自愿达成 同意申请人 认可申请人`},
			unless: wordsNoFact + ` 劳动 人事争议 不予认可 执行和解 执行异议 不予执行 仲裁条款 仲裁协议效力 管辖 不认可`,
		},
		{
			kind: ElShamArbitration, fields: f, within: 20, sure: Led,
			need:   []string{`虚构债务 捏造债务 虚构债权 捏造债权 虚假债务 虚假债权 虚构借款 恶意串通`, `裁决 仲裁`},
			unless: wordsNoFact + ` 不存在恶意串通 并非虚构 不构成`,
		},
		{ // 民事诉讼法(2023-09-01) 第一百一十五条: what followed, told by the court that found it
			kind: ElSanctioned, fields: fieldAny, within: 24, not: secClaims + " " + secDefence, sure: Led,
			need: []string{`作出罚款 予以罚款 处以罚款 罚款决定 司法拘留 作出拘留 予以拘留 移送公安 移送侦查 移送犯罪线索 犯罪线索移送`,
				`本院 线索 材料 决定 已于 已将 已对 已经 已依法`},
			unless: wordsNoFact + ` 行政 工商 市场监督 交警 交通 未移送 不予移送 建议 申请移送 请求移送 应当移送公安机关的 将依法 将予以 可以 可予 有权`,
		},
		{ // 作出司惩决定，对原告的行为罚款五万元; 将线索移送某县公安局
			kind: ElSanctioned, fields: fieldAny, within: 60, not: secClaims + " " + secDefence, sure: Led,
			need: []string{`司惩 司法惩戒`, `罚款 拘留 训诫`}, unless: wordsNoFact + ` 不予罚款 不予拘留 撤销`,
		},
		{
			kind: ElSanctioned, fields: fieldAny, within: 16, ordered: true, not: secClaims + " " + secDefence, sure: Led,
			need:   []string{`本院已 已将 并将 已依法将 已经将 现已将`, `线索 犯罪嫌疑 材料`, `移送 移交`, `公安 侦查 检察院`},
			unless: wordsNoFact + ` 未移送 不予移送 建议 申请移送 请求移送 将依法 将予以 可以 可予 有权`,
		},
		{kind: ElShamArbitration, fields: f | fieldLabour | fieldBankruptcy, need: []string{`虚假仲裁 恶意仲裁 恶意申请仲裁`}, unless: wordsNoFact, sure: Led},
	}
}
