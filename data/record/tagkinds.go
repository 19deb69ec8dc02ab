package record

// The facts of a field of law that the rules of tags mark (tags.go). Their value is who says
// them: SaidInClaim, SaidInDefence or SaidByCourt. Unlike the kinds of judgment.go every
// sentence that states one is an element, up to 50 of a kind; its span is the sentence.

// The facts of suits about loans: the element tags LN1 to LN20 of 中国法律智能技术评测 (CAIL 2019).
const (
	ElAssignment           ElementKind = "assignment"            // LN1 债权人转让债权: a creditor assigned the debt
	ElLoanAmount           ElementKind = "loan_amount"           // LN2 借款金额x万元: how much was lent
	ElLoanProof            ElementKind = "loan_proof"            // LN3 有借贷证明: a note of debt, a loan contract or another proof of the loan
	ElLenderInstitution    ElementKind = "lender_institution"    // LN4 贷款人系金融机构: the lender is a bank or other financial institution
	ElRepayLoan            ElementKind = "repay_loan"            // LN5 返还借款: the loan is to be paid back
	ElBorrowerOrganisation ElementKind = "borrower_organisation" // LN6 公司|单位|其他组织借款: the borrower is a company or other organisation
	ElJointSurety          ElementKind = "joint_surety"          // LN7 连带保证: a surety is jointly liable
	ElDemand               ElementKind = "demand"                // LN8 催告还款: the creditor demanded payment
	ElPayInterest          ElementKind = "pay_interest"          // LN9 支付利息: interest is to be paid
	ElSuretyContract       ElementKind = "surety_contract"       // LN10 订立保证合同: a contract of suretyship was made
	ElWrittenPromise       ElementKind = "written_promise"       // LN11 有书面还款承诺: a written promise to pay back
	ElSuretyVoid           ElementKind = "surety_void"           // LN12 担保合同无效|撤销|解除: a contract of security is void, revoked or ended
	ElRefusal              ElementKind = "refusal"               // LN13 拒绝履行偿还: the debtor refuses to pay back
	ElSuretyReleased       ElementKind = "surety_released"       // LN14 免除保证人保证责任: the surety is released
	ElSuretyNotLiable      ElementKind = "surety_not_liable"     // LN15 保证人不承担保证责任: the surety is not liable
	ElCompanyPledgor       ElementKind = "company_pledgor"       // LN16 质押人系公司: a company pledged something
	ElShortLending         ElementKind = "short_lending"         // LN17 贷款人未按照约定的日期|数额提供借款: the lender paid out late or less than agreed
	ElSeveralBorrowers     ElementKind = "several_borrowers"     // LN18 多人借款: several persons borrowed together
	ElDebtTransfer         ElementKind = "debt_transfer"         // LN19 债务人转让债务: the debtor passed the debt on to somebody
	ElRateUnclear          ElementKind = "rate_unclear"          // LN20 约定利率不明: the rate of interest is not clear
)

// The facts of suits about employment: the element tags LB1 to LB20 of 中国法律智能技术评测 (CAIL 2019).
const (
	ElEmploymentEnded    ElementKind = "employment_ended"     // LB1 解除劳动关系: the employment was ended
	ElPayWages           ElementKind = "pay_wages"            // LB2 支付工资: wages are to be paid
	ElSeverance          ElementKind = "severance"            // LB3 支付经济补偿金: severance pay
	ElWagesUnpaid        ElementKind = "wages_unpaid"         // LB4 未支付足额劳动报酬: wages were not paid in full
	ElEmployment         ElementKind = "employment"           // LB5 存在劳动关系: there is an employment
	ElNoLabourContract   ElementKind = "no_labour_contract"   // LB6 未签订劳动合同: no written labour contract was made
	ElLabourContract     ElementKind = "labour_contract"      // LB7 签订劳动合同: a labour contract was made
	ElOvertime           ElementKind = "overtime"             // LB8 支付加班工资: pay for overtime or leave not taken
	ElDoubleWages        ElementKind = "double_wages"         // LB9 支付未签订劳动合同二倍工资赔偿: double wages for want of a written contract
	ElInjuryPay          ElementKind = "injury_pay"           // LB10 支付工伤赔偿: benefits for an injury at work
	ElNotArbitrated      ElementKind = "not_arbitrated"       // LB11 劳动仲裁阶段未提起: a claim was not put before the arbitrators first
	ElNoDismissalDamages ElementKind = "no_dismissal_damages" // LB12 不支付违法解除劳动关系赔偿金: no damages for dismissal are due
	ElLayoff             ElementKind = "layoff"               // LB13 经济性裁员: dismissal for economic reasons
	ElNoBonus            ElementKind = "no_bonus"             // LB14 不支付奖金: a bonus is not paid
	ElTakenFromWorker    ElementKind = "taken_from_worker"    // LB15 违法向劳动者收取财物: the employer took a deposit or papers from the worker
	ElSpecialWork        ElementKind = "special_work"         // LB16 特殊工种: special or harmful work
	ElDeathBenefit       ElementKind = "death_benefit"        // LB17 支付工亡补助金|丧葬补助金|抚恤金: benefits for a death at work
	ElNoticeGiven        ElementKind = "notice_given"         // LB18 用人单位提前通知解除: the employer gave notice
	ElEmployerGone       ElementKind = "employer_gone"        // LB19 法人资格已灭失: the employer was dissolved or struck off
	ElSettlement         ElementKind = "settlement"           // LB20 有调解协议: there is a settlement before
)

// The facts of suits about marriage: the element tags DV1 to DV20 of 中国法律智能技术评测 (CAIL 2019).
const (
	ElChildren             ElementKind = "children"                // DV1 婚后有子女: there are children of the marriage
	ElCustody              ElementKind = "custody"                 // DV2 限制行为能力子女抚养: who brings up a minor child
	ElJointProperty        ElementKind = "joint_property"          // DV3 有夫妻共同财产: there is joint property of the spouses
	ElMaintenance          ElementKind = "maintenance"             // DV4 支付抚养费: a child's maintenance is to be paid
	ElRealEstate           ElementKind = "real_estate"             // DV5 不动产分割: a house or flat is to be divided
	ElSeparated            ElementKind = "separated"               // DV6 婚后分居: the spouses live apart
	ElSecondSuit           ElementKind = "second_suit"             // DV7 二次起诉离婚: a suit for divorce was brought before
	ElMonthlyMaintenance   ElementKind = "monthly_maintenance"     // DV8 按月给付抚养费: a child's maintenance is to be paid month by month
	ElDivorceGranted       ElementKind = "divorce_granted"         // DV9 准予离婚: the divorce is granted
	ElJointDebt            ElementKind = "joint_debt"              // DV10 有夫妻共同债务: there are joint debts of the spouses
	ElPropertyBefore       ElementKind = "property_before"         // DV11 婚前个人财产: property from before the marriage
	ElGroundForDivorce     ElementKind = "ground_for_divorce"      // DV12 法定离婚: the divorce has a ground in law
	ElDutiesNeglected      ElementKind = "duties_neglected"        // DV13 不履行家庭义务: a spouse neglects the duties to the family
	ElChildOutsideMarriage ElementKind = "child_outside_marriage"  // DV14 存在非婚生子: there is a child born outside the marriage
	ElHelpAfterDivorce     ElementKind = "help_after_divorce"      // DV15 适当帮助: one spouse is to help the other after the divorce
	ElAgreementNotKept     ElementKind = "agreement_not_kept"      // DV16 不履行离婚协议: the agreement of divorce is not kept
	ElDivorceDamages       ElementKind = "divorce_damages"         // DV17 损害赔偿: damages for a spouse's wrong
	ElSeparatedTwoYears    ElementKind = "separated_two_years"     // DV18 感情不和分居满二年: the spouses have lived apart for two years
	ElChildWithOtherParent ElementKind = "child_with_other_parent" // DV19 子女随非抚养权人生活: the child lives with the parent who has not the custody
	ElOwnProperty          ElementKind = "own_property"            // DV20 婚后个人财产: a spouse's own property
)

// A CourtTag is an element tag of 中国法律智能技术评测 (CAIL 2019, 要素识别), by which sentences of
// judgments have been labelled, with the kind of element that states the same fact.
type CourtTag struct {
	Tag  string // LN1 … LN20, LB1 … LB20, DV1 … DV20
	Name string // its Chinese name
	Kind ElementKind
}

// CourtTags lists the element tags in their order.
func CourtTags() []CourtTag {
	return []CourtTag{
		{"LN1", "债权人转让债权", ElAssignment},
		{"LN2", "借款金额x万元", ElLoanAmount},
		{"LN3", "有借贷证明", ElLoanProof},
		{"LN4", "贷款人系金融机构", ElLenderInstitution},
		{"LN5", "返还借款", ElRepayLoan},
		{"LN6", "公司|单位|其他组织借款", ElBorrowerOrganisation},
		{"LN7", "连带保证", ElJointSurety},
		{"LN8", "催告还款", ElDemand},
		{"LN9", "支付利息", ElPayInterest},
		{"LN10", "订立保证合同", ElSuretyContract},
		{"LN11", "有书面还款承诺", ElWrittenPromise},
		{"LN12", "担保合同无效|撤销|解除", ElSuretyVoid},
		{"LN13", "拒绝履行偿还", ElRefusal},
		{"LN14", "免除保证人保证责任", ElSuretyReleased},
		{"LN15", "保证人不承担保证责任", ElSuretyNotLiable},
		{"LN16", "质押人系公司", ElCompanyPledgor},
		{"LN17", "贷款人未按照约定的日期|数额提供借款", ElShortLending},
		{"LN18", "多人借款", ElSeveralBorrowers},
		{"LN19", "债务人转让债务", ElDebtTransfer},
		{"LN20", "约定利率不明", ElRateUnclear},
		{"LB1", "解除劳动关系", ElEmploymentEnded},
		{"LB2", "支付工资", ElPayWages},
		{"LB3", "支付经济补偿金", ElSeverance},
		{"LB4", "未支付足额劳动报酬", ElWagesUnpaid},
		{"LB5", "存在劳动关系", ElEmployment},
		{"LB6", "未签订劳动合同", ElNoLabourContract},
		{"LB7", "签订劳动合同", ElLabourContract},
		{"LB8", "支付加班工资", ElOvertime},
		{"LB9", "支付未签订劳动合同二倍工资赔偿", ElDoubleWages},
		{"LB10", "支付工伤赔偿", ElInjuryPay},
		{"LB11", "劳动仲裁阶段未提起", ElNotArbitrated},
		{"LB12", "不支付违法解除劳动关系赔偿金", ElNoDismissalDamages},
		{"LB13", "经济性裁员", ElLayoff},
		{"LB14", "不支付奖金", ElNoBonus},
		{"LB15", "违法向劳动者收取财物", ElTakenFromWorker},
		{"LB16", "特殊工种", ElSpecialWork},
		{"LB17", "支付工亡补助金|丧葬补助金|抚恤金", ElDeathBenefit},
		{"LB18", "用人单位提前通知解除", ElNoticeGiven},
		{"LB19", "法人资格已灭失", ElEmployerGone},
		{"LB20", "有调解协议", ElSettlement},
		{"DV1", "婚后有子女", ElChildren},
		{"DV2", "限制行为能力子女抚养", ElCustody},
		{"DV3", "有夫妻共同财产", ElJointProperty},
		{"DV4", "支付抚养费", ElMaintenance},
		{"DV5", "不动产分割", ElRealEstate},
		{"DV6", "婚后分居", ElSeparated},
		{"DV7", "二次起诉离婚", ElSecondSuit},
		{"DV8", "按月给付抚养费", ElMonthlyMaintenance},
		{"DV9", "准予离婚", ElDivorceGranted},
		{"DV10", "有夫妻共同债务", ElJointDebt},
		{"DV11", "婚前个人财产", ElPropertyBefore},
		{"DV12", "法定离婚", ElGroundForDivorce},
		{"DV13", "不履行家庭义务", ElDutiesNeglected},
		{"DV14", "存在非婚生子", ElChildOutsideMarriage},
		{"DV15", "适当帮助", ElHelpAfterDivorce},
		{"DV16", "不履行离婚协议", ElAgreementNotKept},
		{"DV17", "损害赔偿", ElDivorceDamages},
		{"DV18", "感情不和分居满二年", ElSeparatedTwoYears},
		{"DV19", "子女随非抚养权人生活", ElChildWithOtherParent},
		{"DV20", "婚后个人财产", ElOwnProperty},
	}
}
