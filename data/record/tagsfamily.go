package record

// Words of suits about marriage and family.
const (
	wordsChild = `婚生 儿子 女儿 孩子 子女 小孩 男孩 女孩 长子 长女 次子 次女 生育一 生一 一子 一女 生有 三子 三女 婚生子 婚生女 未成年 女孩 男婴
		女婴 之子 之女 大儿子 小儿子 大女儿 小女儿 双胞胎 养育 抚养权 生育女 生育儿 生育二 生育两`
	wordsCare  = `抚养 监护 抚育 随原告 随被告 跟随 共同生活 携带 带养 照顾 照看 由原告抚 由被告抚 探视 探望`
	wordsHome  = `房屋 房产 住房 楼房 住宅 宅基地 商品房 房子 套房 门市房 商铺 土地使用权 不动产 车位 平房 门面房 产权证号 房产证 地下室`
	wordsOwned = `共同财产 夫妻财产 婚后购买 婚后购置 共同购置 共同购买 婚后共同 共同存款 公积金 家具 家电 轿车 小汽车 面包车 摩托车 电视机 洗衣机 冰箱
		存款 财产分割 分割款 共同债权 股票 养老保险金 财产依法分割 折价款 财产归`
	wordsFamLaw = `《中华人民共和国 《最高人民法院 条规定： 婚姻法规定 条规定，`
	// What shows that a sentence repeats a rule or turns a claim down.
	wordsFamRule = ` 仍是父母双方 父母与子女 离婚案件处理子女 下列财产 十周岁以上 父母双方或子女 有利于子女成长 不尽抚养义务或有 若干具体意见 抚养子女的权利和义务`
	wordsRefused = ` 不予支持 于法无据 不予采纳 证据不足 不予认可 不能证明 无法认定 未提交 未提供`
)

// familyTags are the rules of marriage and family (民法典婚姻家庭编). How sure they are is told
// as for loans.
func familyTags() []tagRule {
	const f = fieldFamily
	return []tagRule{
		{
			kind: ElChildren, fields: f, sure: 0.8,
			need:   []string{wordsChild + ` 抚养费 探视权`},
			unless: wordsFamLaw + ` 未生育 无子女 没有生育 未育 受理费 没有子女 子女和女方 婚后无共同子女` + wordsFamRule,
		},

		{
			kind: ElCustody, fields: f, sure: 0.73,
			need:   []string{wordsChild, wordsCare},
			unless: wordsFamLaw + wordsFamRule + ` 受理费 未生育 探视的权利 协助探 探望子女的权利 关心照顾 子女和女方 举办了婚礼 不前往`,
		},
		{kind: ElCustody, fields: f, need: []string{`抚养权 抚养费 抚养问题 变更抚养 抚养为宜`}, unless: wordsFamLaw + wordsFamRule + ` 受理费 未生育`, sure: 0.73},

		{
			kind: ElJointProperty, fields: f, sure: 0.67,
			need:   []string{wordsOwned},
			unless: wordsFamLaw + ` 无共同财产 没有共同财产 无夫妻共同财产 受理费 婚前 不属于 争议焦点 争议的焦点 借条 撤回诉状 应当取得的 没有共同存款 并不属实 调解不成立` + wordsRefused,
		},
		{
			kind: ElJointProperty, fields: f, sure: 0.67,
			need:   []string{wordsHome, `归原告 归被告 分割 共同 婚后 归我 所有 购买 购置 过户`},
			unless: wordsFamLaw + wordsRefused + ` 受理费 婚前 父母 居住 借条 补偿款 争议 评估`,
		},

		{kind: ElMaintenance, fields: f, need: []string{`抚养费 抚育费 子女生活费 小孩生活费 孩子生活费`}, unless: wordsFamLaw + ` 受理费`, sure: 0.72},

		{
			kind: ElRealEstate, fields: f, sure: 0.67,
			need:   []string{wordsHome, `归原告 归被告 分割 共同 婚后 归我 所有 购买 购置 过户 归属 份额 折价 补偿 建造 修建 价值`},
			unless: wordsFamLaw + wordsRefused + ` 受理费 住房公积金 婚前 借条 争议 评估 父母 拆迁 出资 赠与`,
		},

		{kind: ElSeparated, fields: f, need: []string{`分居 离家出走 分开居住 分开生活 回娘家居住 离家未归 离家不归 一直未归`}, unless: wordsFamLaw + ` 满二年的`, sure: 0.8},

		{
			kind: ElSecondSuit, fields: f, within: 40, not: secDisposition, sure: 0.76,
			need:   []string{`撤诉 撤回起诉 驳回 不准离婚 不准予 不准许 再次 曾于 曾向 曾起诉 第二次 两次 第一次 判决不准 多次 不予准许 又诉 又起诉`, `离婚`},
			unless: wordsFamLaw + ` 其他诉讼请求 为宜 请求驳回 唯一标准 请求法院驳回 法庭对 催告 催要 多次提出离婚 谈及 登记离婚 协议离婚 其他诉`,
		},
		{kind: ElSecondSuit, fields: f, need: []string{`再次起诉 再次诉至 再次向本院 第二次起诉`}, sure: 0.76},

		{kind: ElMonthlyMaintenance, fields: f, need: []string{`每月 按月 元／月 元/月`, `抚养费 抚育费 生活费`}, unless: wordsFamLaw, sure: 0.97},

		{
			kind: ElDivorceGranted, fields: f, within: 40, sure: 0.79,
			need:   []string{`准予 准许 应准予 解除原告`, `离婚 婚姻关系`},
			unless: wordsFamLaw + ` 不准 不予准许 情形之一 曾经 请求判令 请求法院 请求人民 探视 撤诉 同意离婚 为准予 诉请`,
		},
		{
			kind: ElDivorceGranted, fields: f, within: 40, sure: 0.79,
			need:   []string{`离婚`, `予以支持 应予支持 依法支持 予以准许 应予准许`},
			unless: wordsFamLaw + ` 不予支持 不予准许 探视 抚养 争议焦点 是否`,
		},

		{
			kind: ElGroundForDivorce, fields: f, within: 40, sure: 0.3,
			need:   []string{`准予 准许 应准予 解除原告`, `离婚 婚姻关系`},
			unless: wordsFamLaw + ` 不准 不予准许 情形之一 曾经 请求判令 请求法院 请求人民 探视 撤诉`,
		},
		{kind: ElGroundForDivorce, fields: f, need: []string{`离婚`, `予以支持 应予支持`}, within: 30, unless: wordsFamLaw + ` 不予支持 不予准许 同意离婚 表示同意 探视 抚养`, sure: 0.3},

		{
			kind: ElJointDebt, fields: f, sure: 0.56,
			need:   []string{`共同债务 夫妻债务 外债 债务 欠款 借款 贷款 房贷 按揭`, `偿还 承担 负担 尚欠 欠款 欠张 共同 归还 清偿 还款 主张 负责`},
			unless: wordsFamLaw + ` 无共同债务 没有共同债 债权债务 受理费 无债务 婚前 债权、债务 各自债务 另行 住房贷款 另案 没有共同财产及` + wordsRefused,
		},

		{
			kind: ElPropertyBefore, fields: f, sure: 0.49,
			need:   []string{`婚前 登记结婚前 结婚前 嫁妆 陪嫁 婚嫁`, `财产 购买 出资 房屋 嫁妆 陪嫁 个人 所有 存款 归各自 家具`},
			unless: `《中华人民共和国 没有婚前 无婚前 了解 感情基础 婚前子女`,
		},

		{
			kind: ElDutiesNeglected, fields: f, sure: 0.56,
			need:   []string{`不管不问 不闻不问 不履行 不尽 未尽 不照顾 不顾家 没有尽到 不尽责任 毫无家庭责任 不管不顾 没有责任 不管家 夜不归宿 漠不关心 无家庭责任 不务正业`},
			unless: `《中华人民共和国`,
		},

		{kind: ElChildOutsideMarriage, fields: f, need: []string{`非婚生 同居期间生 同居生育 未婚先孕 同居期间生育 私生子`}, unless: `《中华人民共和国`, sure: Guessed},
		{kind: ElHelpAfterDivorce, fields: f, need: []string{`经济帮助 生活帮助 适当帮助 适当补偿 困难帮助 经济补偿 帮助费 帮助金 适当照顾`}, sure: 0.71},
		{
			kind: ElAgreementNotKept, fields: f, within: 50, sure: 0.22,
			need:   []string{`未支付 未履行 拒不 未给付 尚欠 未按协议 一直未 不予支付 不履行 拒绝`, `协议 约定 离婚`},
			unless: wordsFamLaw + ` 共同债务 拒不到庭 家庭义务`,
		},
		{
			kind: ElDivorceDamages, fields: f, sure: 0.3,
			need:   []string{`损害赔偿 精神损害 抚慰金 精神损失 误工费 青春损失 赔偿损失`, `给付 支付 赔偿原告 赔偿被告 赔偿我 承担 主张 要求`},
			unless: `《最高人民法院 不认可 不同意` + wordsRefused,
		},
		{
			kind: ElSeparatedTwoYears, fields: f, within: 24, sure: 0.28,
			need:   []string{`分居 离家`, `二年 两年 三年 四年 五年 多年 满二年 八年 六年 七年 十年 以上`},
			unless: `《中华人民共和国 情形之一`,
		},
		{
			kind: ElChildWithOtherParent, fields: f, sure: 0.55,
			need:   []string{`一直随 一直由 一直跟 实际由 一直与 都是由 从未承担 寄养 现随 就随`, `离婚`, wordsChild},
			unless: wordsFamLaw,
		},
		{kind: ElOwnProperty, fields: f, need: []string{`个人财产 个人所有 私人物品 各自所有 各自名下 个人物品 个人衣物 归其个人 个人生活用品`}, unless: wordsFamLaw + ` 公积金 适当帮助`, sure: 0.29},
	}
}
