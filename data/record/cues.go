package record

import "slices"

// The cues that open a section. Their order here has no meaning.
const (
	cueNone        cue = iota
	cueClaims          // what the claiming party asks and tells
	cueDefence         // what the other side answers
	cueEvidence        // who put in what
	cueFacts           // what the court found
	cueEarlier         // what an earlier instance found
	cueHeld            // what an earlier instance held
	cueReasoning       // what the court holds
	cueDisposition     // 判决如下
	cueSettlement      // 达成如下协议
	cueAppeal          // 如不服本判决
	cueTold            // opens the claims where the suit has told nothing yet
	cueAnswered        // opens the defence where nothing but claims have been told

	// The cues of facts. What is made of them is decided where they are used, by the
	// section, by who speaks and by what stands around them.
	cueAbsent
	cuePresent
	cueAdmit
	cueContest
	cueNoDefence
	cueNote // a note of debt
	cueForm // a printed or uniform form
	cueCash // 现金
	cueWire // money by bank or phone
	cueUnproved
	cueUpfront
	cuePayee
	cueNotLender
	cueReturned // money that goes back where it came from
	cueFalse
	cueNotice // service by public announcement
	cueSurety
	cuePledge
	cueKin
	cueOffice // who leads or owns an organisation
	cueRate
	cueSimple
	cueHousehold
	cueConsumer
	cueLend  // words of lending
	cueGone  // 死亡, 注销
	cueLetGo // 撤回对某某的起诉
	cueReplaced
	cueRule    // a rule of law is told
	cueCase    // names the case: 一案
	cueFormula // what stands in most judgments
	cueStatute // the words of a law

	cueRelative   // a year told from the day of writing: 去年
	cueActual     // what was really paid out
	cueTerm       // how long a loan runs
	cueNoInterest // no interest was agreed on
	cueRepaid     // money paid back
	cueQuote      // the words of a paper follow
	cueArticle    // an article of a law named without 《》
	cueOrdinary   // 普通程序
	cueBench      // who decides
	cueServed     // service of papers
	cueFee        // a fee of the court, or of the suit
	cueBorne      // who bears it
	cueSubmit     // evidence was put in
	cuePaidOver   // money paid that no bank is named for

	// The cues of objections, in the order of objectionKinds.
	cueObForgery
	cueObNotDelivered
	cueObRepaid
	cueObGambling
	cueObCoercion
	cueObRolled
	cueObRate
	cueObNotParty
	cueObLimitation
	cueObSurety
	cueObNotJoint
	cueObAmount
	cueObInability
	cueObUnaware
	cueObGoods // goods, work or the price of a house never came; of other causes than loans
	cueObPaid  // the debt of another cause than a loan has been paid
)

// A cueRow is one line of the lexicon: a cue and the words that give it, between blanks.
type cueRow struct {
	cue   cue
	words string
}

// cueWords is the lexicon of the reader: the words by which courts show what a passage is.
// They were gathered from how the document forms of the Supreme People's Court
// (民事诉讼文书样式, 2016) word these passages and from the habits before them.
func cueWords() []cueRow {
	return slices.Concat(sectionCues(), factCues(), requestCues(), objectionCues(), tags().cues())
}

// sectionCues are the words that open a section.
func sectionCues() []cueRow {
	return []cueRow{
		{cueClaims, `诉称 起诉称 诉讼请求： 诉讼请求: 提出诉讼请求 提出如下诉讼请求 的诉讼请求： 请求事项 上诉请求 上诉称 提起上诉称
			申请再审称 申请再审请求 再审请求 再审称 申诉称 申请称 申请人称 起诉请求 起诉要求 诉请： 向本院申请称 异议称 复议称 公诉机关指控 检察院指控： 检察院指控， 上诉提出 抗诉提出 抗诉认为 抗诉称 请求人称 申请赔偿称`},
		{cueDefence, `辩称 答辩称 未作答辩 未答辩 未到庭答辩 未提交答辩 未提供答辩 未提交书面答辩 未作书面答辩 未提出答辩 提交意见称 提交书面意见称
			答辩意见 提交答辩 口头答辩 当庭答辩 答辩： 答辩: 述称 陈述意见 未提交意见 未提交书面意见 未发表意见 未陈述意见 未应诉 没有答辩 未作任何答辩 无答辩 辩护意见 辩护人提出 对公诉机关指控 对起诉书指控 对指控的 义务机关称`},
		{cueEvidence, `依法提交了证据 提交如下证据 提交了如下证据 提交了以下证据 提交以下证据 提供如下证据 提供了如下证据 提供以下证据 提供了以下证据
			提供证据如下 提交证据如下 提供的证据有 提交的证据有 为支持其 为支持自己 为证明其 为证明自己 为证实其 围绕诉讼请求 围绕其诉讼 围绕其主张 经质证 经庭审质证 经当庭质证 交换和质证 举证如下 下列证据 围绕上诉请求 围绕其上诉请求 围绕再审请求`},
		{cueFacts, `经审理查明 审理查明 经审查查明 审查查明 本院查明 经查明 经查： 经查， 认定事实如下 认定如下事实 认定以下事实 确认如下事实 确认以下事实
			确认如下法律事实 认定如下： 认定下列事实 查明以下事实 查明如下事实 查明事实如下 查明： 另查明 另查， 另查： 再查明 二审查明 再审查明 审理认定 审理确认
			本院经审理认定 基本案情 事实认定如下 确认事实如下 还查明 认定案件事实如下`},
		{cueEarlier, `一审法院认定 一审法院查明 一审法院经审理查明 一审法院审理查明 一审查明 一审认定 一审审理查明 一审经审理查明 原审法院查明 原审法院认定 原审查明 原审认定 原审审理查明 一审法院另查明
			原审法院经审理查明 原审法院审理查明 原审法院另查明 二审法院查明 二审法院认定 二审法院经审理查明 法院一审查明 法院二审查明 法院经审理查明 法院审理查明`},
		{cueHeld, `一审法院认为 原审法院认为 一审认为 原审认为 二审法院认为 法院一审认为 法院二审认为 向一审法院起诉 向一审法院提起 向一审法院提出 向原审法院提出 向原审法院起诉 一审诉称 原审诉称 一审辩称 原审辩称 一审法院判决 原审法院判决 一审判决： 一审法院经审理认为 原审法院经审理认为`},
		{cueReasoning, `本院认为 本院经审查认为 本院审查认为 本院经审理认为 本院再审认为 本院二审认为 本院经再审认为 裁判理由 本院经审查后认为 合议庭认为 本院综合认为 本院审理认为 赔偿委员会认为`},
		{cueDisposition, `如下支付令 判决如下 裁定如下 决定如下 裁判结果 判决： 裁定： 作出如下判决 作出如下裁定 缺席判决如下 通知如下 分配方案如下`},
		{cueSettlement, `协议如下 如下协议 以下协议 下列协议 下述协议 调解协议： 一致同意： 一致意见：`},
		{cueAppeal, `如不服本判决 如不服本裁定 不服本判决 不服本裁定 如果不服本判决 如果不服本裁定 本判决为终审判决 本裁定为终审裁定 本裁定送达后 本裁定书送达后 本裁定一经送达 本判决送达后即 本裁定立即 本裁定自`},
	}
}

// factCues are the words that may tell a fact.
func factCues() []cueRow {
	return []cueRow{
		{cueAbsent, `拒不到庭 未到庭 未出庭 拒不出庭 拒不到法庭 没有到庭 均未到 未能到庭 未参加诉讼 未参加庭审 不到庭 不到法庭 未到本院 缺席判决 缺席审理 缺席进行 缺席审判`},
		{cuePresent, `到庭参加 均到庭 到庭应诉 出庭参加 出庭应诉 到庭。 到庭， 到庭诉讼 参加了诉讼 参加诉讼。 参加诉讼， 参加了庭审`},
		{cueAdmit, `完全认可 全部认可 当庭认可 均予认可 全部承认 无异议 没有异议 不持异议 属实 予以认可 表示认可 均认可 承认 自认 愿意偿还 同意偿还 同意还款 同意归还 愿意归还 愿意还款 愿意承担 同意原告 同意离婚 同意与原告离婚 同意给付 同意支付 同意分期 愿意分期 愿意支付 是事实 不否认`},
		{cueContest, `不同意 不认可 不予认可 不属实 不是事实 与事实不符 否认 请求驳回 应予驳回 予以驳回 应当驳回 依法驳回 驳回原告 驳回其 驳回上诉 驳回再审 不应承担 不承担 不应当 不应由 不应支持
			未收到 没有收到 没收到 未实际收到 从未借 没有借 未借 未向原告借 过高 不存在 并非 不真实 不成立 已经还清 已还清 已全部还 已偿还 已经偿还 已归还 已经归还 有异议 提出异议 异议
			没有事实 无事实 缺乏事实 不能成立 不知情 不清楚 超过诉讼时效 已过诉讼时效 不符合 未违约 没有违约 不是 不具备 证据不足 过错 无关 不负 拒绝 无义务 没有义务 维持原判 不构成 未支付 没有支付 适用法律错误 认定事实错误 职业打假 无权 没有任何`},
		{cueNoDefence, `未作答辩 未答辩 未到庭答辩 未提交答辩 未提供答辩 未提交书面答辩 未作书面答辩 未提出答辩 未进行答辩 没有答辩 未作任何答辩 未提交书面意见 未提交意见 未发表意见 未陈述意见
			未应诉答辩 未应诉 无答辩 未提交任何书面 未发表答辩 未做答辩 未予答辩 未提交任何答辩 未到庭应诉 未作出答辩 未递交答辩 没有提交答辩 未答复`},
		{cueNote, `借条 借据 欠条 欠据 借款合同 借款协议 收条 借款单 借款凭证 借款借据 还款协议 还款计划 债权凭证 借款确认`},
		{cueForm, `格式借条 格式借据 格式合同 格式借款 格式的借 统一格式 统一印制 印制的 打印的借 打印借条 格式化 空白借条 空白借据 空白合同 固定格式 填写格式 制式借 制式合同 制式欠 格式文本 格式欠 格式“ 事先打印 事先印 预先打印 预先印 打印好的 印好的 空白欠条 统一文本 统一的借 相同格式 同一格式 均是打印的 均为打印`},
		{cueCash, `现金`},
		{cueWire, `转账 转帐 汇款 汇入 汇至 汇给 转入 打入 转至 转给 网银 电汇 微信转 微信支付 微信向 微信给 通过微信 支付宝 转款 打款 划入 划至 存入 银行卡向 汇兑 汇付 转汇 转存 转付 打至 汇到 打到 转到 电子回单 银行承兑 支票 汇票 代汇`},
		{cueUnproved, `未提供证据 未提交证据 没有证据 无证据 无其他证据 没有其他证据 未能提供 未能举证 不能证明 无法证明 不足以证明 证据不足 未提供相应 未提交相应 无相应证据 缺乏证据 未举证 未提供其他
			没有提供证据 无取款 没有取款 未提供取款 无取现 无提款 未提供任何 未提交任何证据 没有转账 无转账 无银行 没有支付凭证 无支付凭证 没有任何支付凭证 无其他佐证 没有其他佐证 无其它证据 没有其它证据 无任何证据 未提供资金 无法证实 不能证实 不足以证实 未提供交付 未能提交 未提供充分`},
		{cueUpfront, `预扣 预先扣 先扣 砍头息 砍头 扣除了利息 扣除利息 扣除当月 扣除首月 扣除第一个月 扣除一个月 扣除2个月 扣除两个月 扣除三个月 扣除3个月 事先扣 提前扣 当场扣 头息 扣下利息 扣除了当月 扣除了首 扣除了第 已扣利息 已扣除利息 扣留利息 扣去利息 扣掉利息 扣了利息 扣取利息 扣收利息 预付利息 预收利息 预先支付利息 预先收取 预留利息 利息被扣 利息扣 作为利息扣 作为利息预 扣作利息 抽头 坐扣`},
		{cuePayee, `指定的 指定账户 指定帐户 指定收款 指定转 指定汇 指定银行 指定将 要求汇 要求转 要求将 指示将 指示汇 指示转 案外人 他人账户 他人帐户 第三人账户 第三人帐户 代收 代为收取 委托收款 妻子账户 妻子的账户 丈夫账户 丈夫的账户 儿子账户 儿子的账户 女儿账户 女儿的账户 朋友账户 朋友的账户 亲戚账户 亲戚的账户 之妻账户 之子账户 之女账户`},
		{cueNotLender, `不是实际出借人 并非实际出借人 非实际出借人 不是真正的出借人 不是出借人 并非出借人 非出借人 实际出借人 真实出借人 真正出借人 名义出借人 名义上的出借人 不是债权人 并非债权人 不认识原告 与原告不认识 与原告素不相识 与原告并不认识
			不是实际债权人 实际债权人 不是向原告借 并非向原告借 没有向原告借 从未向原告借 未向原告借 不是原告的钱 款项不是原告`},
		{cueReturned, `又转出 交回原告 交回出借 交回给原告 取现交回 取现返还 取回手续费 当场取回 当日取回 随即取回 随即转出 当即转出 转出至原告 转回 回流 流回 汇回 打回 回转至 回转到`},
		{cueFalse, `虚假陈述 陈述虚假 不实陈述 陈述不实 虚假诉讼 恶意串通 虚构 捏造 伪造 隐瞒事实 隐瞒真相 虚假民事诉讼 虚假证据 虚假债务 虚假调解 变造 篡改 软件修改 后期制作 后期合成 拼接形成 拼接而成 系拼接 剪辑拼接 涂改伪造`},
		{cueNotice, `公告送达 公告传唤 公告传票 公告向 公告方式 公告期 经公告 发布公告 刊登公告 依法公告 公告进行`},
		{cueSurety, `担保 保证人 连带保证 保证责任 保证合同 保证期间 提供保证 责任保证 一般保证`},
		{cuePledge, `抵押 质押`},
		{cueKin, `夫妻关系 系夫妻 是夫妻 父子 母子 父女 母女 兄弟 姐妹 姐弟 兄妹 亲戚 亲属 堂兄 堂弟 表兄 表弟 表哥 表姐 表妹 叔侄 舅甥 姑侄 姨甥 叔嫂 翁婿 婆媳 祖孙 表亲 堂亲 父母子女 岳父 岳母 女婿 公公 婆婆 儿媳 嫂子 嫂嫂 姐夫 妹夫 妻弟 妻兄 妻妹 妻姐 内弟 内兄 小舅子 大舅子 大舅哥 小姨子 弟媳 堂姐 堂妹 姻亲 亲家 同胞 胞兄 胞弟 胞姐 胞妹 继父 继母 继子 继女 养父 养母 养子 养女 伯父 叔父 舅父 姑妈 姨妈 连襟 妯娌 远亲 近亲 姑父 姨父 舅舅 叔叔 姑姑 侄子 侄女 外甥 之父 之母 之子 之女 之妻 之夫 之兄 之弟 之姐 之妹 的父亲 的母亲 的儿子 的女儿 的妻子 的丈夫 的哥哥 的弟弟 的姐姐 的妹妹 的配偶 之配偶 的爱人 其妻 其妻子 其夫 其丈夫 其配偶 其胞弟 其胞兄 其弟 其弟弟 其哥哥 其兄 其姐 其姐姐 其妹 其妹妹 的夫妻 前夫 前妻 其前夫 其前妻 其子 其女 其父 其母 其父亲 其母亲 其儿子 其女儿 其岳父 其岳母 其女婿 其儿媳 其堂兄 其堂弟 其表兄 其表弟 其兄弟 其姐夫 其妹夫 其侄 其侄子 其外甥`},
		{cueOffice, `法定代表人 实际控制人 控股股东 隐名股东 股东 董事长 执行董事 董事 监事 总经理 副总经理 财务负责人 财务总监 财务主管 财务经理 财务人员 会计 出纳 高级管理人员 高管 投资人 合伙人 副总 厂长 副厂长 理事长 经营者 老板`},
		{cueRate, `利率 月息 年息 月利 年化 利息 日息 分利 分息`},
		{cueSimple, `简易程序 小额诉讼 小额速裁`},
		{cueHousehold, `装修 购房 买房 建房 盖房 购买房屋 购买住房 结婚 婚礼 彩礼 看病 治病 医药费 医疗费用 住院 上学 学费 家庭生活 生活所需 生活需要 生活开支 日常生活 家庭开支 家庭开销 家用 购车 买车 家庭支出 生活困难 夫妻共同生活`},
		{cueConsumer, `职业打假 知假买假 食品安全标准 十倍赔偿 十倍的赔偿 价款十倍 退一赔 三倍赔偿 增加赔偿 虚假宣传 保质期 预包装食品 消费者权益保护法 食品安全法 标签`},
		{cueGone, `死亡 去世 病故 身故 亡故 病逝 注销 吸收合并`},
		{cueLetGo, `撤回对`},
		{cueReplaced, `变更`},
		{cueRule, `规定： 规定， 规定“ 规定的 应当依照 不得 之规定 人民法院应当 人民法院可以 下列情形`},
		{cueCase, `一案 本案系 本案为 本案案由`},
		{cueFormula, `《中华人民共和国 之规定 不服本判决 有责任提供证据 举证不能 当事人对自己 上述事实 以上事实 予以确认 在卷佐证 符合法律规定`},
		{cueStatute, `《最高人民法院 条规定 条的规定 款规定 款的规定 项规定 项的规定 审查确认的证据`},
		{cueRelative, `去年 今年 前年`},
		{cueActual, `实际支付 实际交付 实际收到 实际到账 实际出借 实际借款 实际借到 实际转账 实际汇 实际付 实际发放 实际得到 实际取得 实际只 实际仅 实收 实付 实得 仅收到 只收到 仅支付 仅交付 仅转账 实际到手 实际拿到 实际得款 实际到帐 实际仅得 到手金额`},
		{cueTerm, `期限 借期 用期 还款日 还款时间 到期日 归还日期 归还时间`},
		{cueNoInterest, `未约定利息 没有约定利息 没约定利息 未约定借款利息 没有约定借款利息 未约定借期 未约定利率 未约定借款利率 不计利息 无利息 无息 不收利息 未就利息 未对利息 对利息未 利息未约定 利息没有约定 利息未作约定 未约定有利息 未约定支付利息`},
		{cueRepaid, `归还 偿还 还款 已还 还了 还清 返还 清偿 支付利息 给付利息 付利息 付了利息 支付了利息 付息 结息 还本 还息 还给 利息已 抵扣`},
		{cuePaidOver, `付款 向原告支付 支付给原告`},
		{cueQuote, `载明 写明 注明 内容为 内容是 内容如下 内容： 今借到 今借 今收到 今欠 兹借到 现借到 今向`},
		{cueOrdinary, `普通程序`},
		{cueBench, `独任 合议庭 一人审理`},
		{cueServed, `送达`},
		{cueFee, `受理费 诉讼费 反诉费 保全费 保全申请费 公告费 鉴定费 评估费 申请费 执行费 律师费 律师代理费 邮寄费`},
		{cueBorne, `负担 承担`},
		{cueArticle, `法第 法典第 条例第 解释第 规定第 总则第 通则第 办法第`},
		{cueSubmit, `提交 提供 出示 举示 递交 举出 提举 本院调取 法院调取 依法调取 本院调查`},
		{cueLend, `借款 借给 出借 借到 今借 借得 借取 借走 借去 借入 借支 贷款 借贷 借现金 借人民币 借了 处借 其借 告借 借用 拆借 调剂资金 借资 发放贷款`},
	}
}
