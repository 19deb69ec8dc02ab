package record

// proofTags tell what papers alone can show of a sham: a debt piled up by rolling interest into new notes, one that
// was paid before anybody sued, a service that nobody can show, a settlement made when all was paid, a mark that was
// hoarded, and two sides who live at one address.
func proofTags() []tagRule {
	const (
		notShown = `未能提供 未提供 未提交 未能提交 拒不提交 拒不提供 拒绝提供 拒绝提交 未能举证 未举证 不能证明 未能证明 无法证明 没有证据证明 无证据证明 未举示`
		maybe    = ` 如果 是否 应当由 有权 可以 不得计入 不应计入`
	)
	return []tagRule{
		{ // 民间借贷司法解释(2020-12-29) 第二十七条
			kind: ElRolled, fields: fieldLoan, within: 24, sure: Led,
			need:   []string{`计入本金 滚入本金 并入本金 转为本金 转入本金 计作本金 作为本金 计入借款本金 计入后期借款本金 利滚利 换条 换据 换写 重新出具 重新书写 重新打 另行出具 更换借条 重写`, `利息 本息 利滚利`},
			unless: wordsNoFact + maybe + ` 未换条 没有将 未将 借贷双方 前期借款本息结算`,
		},
		{
			kind: ElRolled, fields: fieldLoan, within: 12, sure: Led,
			need:   []string{`先后 多次 反复 陆续 累计 共计`, `换条 换据 换写借条 更换借条 重新出具借条 重新出具欠条 重写借条`},
			unless: wordsNoFact + maybe,
		},
		{ // found before anybody sued: 被告已于起诉前清偿全部借款
			kind: ElPaidBeforeSuit, fields: fieldLoan | fieldTrade | fieldEnforcement, within: 24, not: secClaims + " " + secDefence, sure: Led, value: valueFound,
			need:   []string{`起诉前 诉前已 起诉之前 提起诉讼前 提起诉讼之前 立案前 诉讼之前 起诉时已`, paidInFull},
			unless: wordsNoFact + maybe + ` 未清偿 尚未 没有还清 未还清 部分 被告主张 辩称 诉称 不能证明 证据不足 催要`,
		},
		{ // 原告就同一债务已受偿; 借款已在另案执行完毕
			kind: ElPaidBeforeSuit, fields: fieldLoan | fieldTrade, within: 24, not: secClaims + " " + secDefence, sure: Led, value: valueFound,
			need:   []string{`同一债务 同一笔 同一借款 该笔借款 同一债权 同一借条`, `已受偿 已获清偿 已得到清偿 已经受偿 已执行完毕 已执行到位 已经执行到位 已经执行完毕 已全部执行`},
			unless: wordsNoFact + maybe + ` 尚未 部分 被告主张 辩称 不能证明 证据不足`,
		},
		{ // the settlement was made when the money had been paid
			kind: ElPerformed, fields: fieldConfirm, ordered: true, within: 20, value: valueDayNear, sure: Led,
			need:   []string{`已于 已经于 业已于 均已于 已在`, paidInFull + ` 全部支付 支付了 一次性支付 付给 转账支付 转给`},
			unless: wordsNoFact + maybe + ` 起诉 申请执行`,
		},
		{ // who sues for a fee cannot show that he did anything for it
			kind: ElNothingDone, fields: fieldTrade | fieldCompany | fieldHouse, within: 18, not: secClaims + " " + secDefence, sure: Led, value: valueOwn,
			need:   []string{notShown, `提供服务 服务记录 服务内容 提供了服务 实际服务 履行服务 居间服务 中介服务 咨询服务 服务成果 登录记录 使用记录 实际履行 履行了合同义务 履行合同义务`},
			unless: wordsNoFact + maybe + ` 被告未 被告不 被告拒 被告没有`,
		},
		{ // 商标法(2019-04-23) 第四条、第四十四条
			kind: ElMarkBadFaith, fields: fieldMark, within: 30, not: secClaims + " " + secDefence, sure: Led, value: valueOwn,
			need:   []string{`名下`, `商标`, `百余件 余件 百件 数十件 几十件 上百件 数百件 大量 千余件 百余枚 数十枚`},
			unless: wordsNoFact + maybe + ` 被告名下`,
		},
		{
			kind: ElMarkBadFaith, fields: fieldMark, within: 40, not: secClaims + " " + secDefence, sure: Led, value: valueOwn,
			need:   []string{`恶意抢注 恶意申请 恶意注册 抢注 不以使用为目的 囤积商标 商标囤积 大量囤积 以不正当手段取得注册`, `无效 撤销 处罚 驳回 不予注册 认定 裁定`},
			unless: wordsNoFact + maybe + ` 不构成恶意 不存在恶意 并非恶意 不属于`,
		},
		{
			kind: ElMarkUnused, fields: fieldMark, not: secClaims + " " + secDefence, sure: Led, value: valueOwn,
			need:   []string{`并无生产 没有生产 未从事生产 并未生产 无生产销售 从未生产 无实际经营 没有实际经营 并未实际经营 未实际经营 没有经营场所 无经营场所`},
			unless: wordsNoFact + maybe,
		},
		{ // 起诉一百余户, 在全国提起数百件同类诉讼
			kind: ElMassSuits, fields: fieldMark, within: 12, not: secClaims, sure: Led,
			need:   []string{`起诉 提起 诉至`, `百余户 百余家 百余件 余户 余家 上百户 上百家 上百件 数百户 数百家 数百件 数十户 数十家 数十件 几十户 几十家 几十件 百多户 百多家 千余件`},
			unless: wordsNoFact + maybe,
		},
		{ // the two sides live at one address or answer one telephone
			kind: ElSharedContact, fields: fieldConfirm | fieldEnforcement, within: 12, sure: Led,
			need:   []string{`住址 住所地 住所 地址 联系电话 电话号码 电话`, `相同 一致 同一`},
			unless: wordsNoFact + maybe + ` 不一致 不相同 送达地址确认书 原件 评估 登记一致`,
		},
	}
}

// paidInFull are the words for a debt that is paid and gone.
const paidInFull = `全部清偿 清偿全部 清偿完毕 已清偿 清偿了全部 还清 全部归还 归还全部 归还完毕 偿还完毕 全部偿还 偿还全部 付清 支付完毕 给付完毕 履行完毕 履行完结 结清 付讫 抵清 全部付清`
