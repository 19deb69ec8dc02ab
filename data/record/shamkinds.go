package record

// The facts that models of sham suits ask of a document, by field of law. Each says what it
// says and no more: an insolvent employer, an old lease or a debt paid with a house are lawful
// until something else is known. Their value is who says it unless another is named here.

// The facts about wages, insolvency and bankruptcy claims (企业破产法 31-33, 113; 检例第55号).
const (
	ElWagesAdmitted      ElementKind = "wages_admitted"      // 用人单位认可欠薪: the employer admits the wages claimed
	ElInsolvency         ElementKind = "insolvency"          // 资不抵债、破产: somebody cannot pay, or is in bankruptcy
	ElBankruptcyAccepted ElementKind = "bankruptcy_accepted" // 受理破产申请: a court accepted the case; value: ISO date, if the sentence has one
	ElClaimDeclared      ElementKind = "claim_declared"      // 申报债权: a claim was declared to the administrator
	ElClaimRefused       ElementKind = "claim_refused"       // 管理人不予确认: the administrator did not accept a claim
	ElUninsured          ElementKind = "uninsured"           // 未缴纳社会保险: the employer paid no social insurance
	ElWagePriority       ElementKind = "wage_priority"       // 职工债权优先: a claim is ranked as wages
	ElInsiderCreditor    ElementKind = "insider_creditor"    // 债权人系债务人法定代表人、股东 …: the creditor belongs to the debtor
	ElNoWorkProof        ElementKind = "no_work_proof"       // 劳动者未提交劳动合同、考勤、工资发放记录: nothing shows that there was work
	ElPressed            ElementKind = "pressed"             // 另有执行案件、失信被执行人: somebody is under enforcement by others; value: the name
)

// The facts about enforcement, houses and marital debts (民事诉讼法(2023-09-01) 116, 238;
// 执行异议和复议规定(2020-12-29) 28-31).
const (
	ElSeized            ElementKind = "seized"              // 查封、冻结: property is seized; value: ISO date, if the sentence has one
	ElLeaseBefore       ElementKind = "lease_before"        // 查封、抵押前已租赁: a lease said to be older than the seizure or mortgage
	ElLeaseMade         ElementKind = "lease_made"          // 签订租赁合同: value: ISO date
	ElRentSettled       ElementKind = "rent_settled"        // 租金一次性付清、以租抵债: rent paid all at once or by a debt
	ElOccupied          ElementKind = "occupied"            // 实际占有: somebody lives in or uses the property
	ElDistributionAsked ElementKind = "distribution_asked"  // 申请参与分配: a creditor asks for a share of the proceeds
	ElDebtForAsset      ElementKind = "debt_for_asset"      // 以物抵债: a debt is paid with property
	ElTitleBySettlement ElementKind = "title_by_settlement" // 调解过户: a settlement passes the title of a house
	ElPriceLow          ElementKind = "price_low"           // 价格明显偏低: the price is below the market
	ElPrice             ElementKind = "price"               // 房屋总价: value: yuan
	ElMarketValue       ElementKind = "market_value"        // 评估价、市场价值: value: yuan
	ElHouseAt           ElementKind = "house_at"            // 房屋坐落: value: six digits of GB/T 2260 of its area
	ElPriceUnpaid       ElementKind = "price_unpaid"        // 未实际付款: the price was not paid, or nothing shows that it was
	ElPurchaseLimit     ElementKind = "purchase_limit"      // 限购: rules that limit buying or selling houses
	ElDivorcePending    ElementKind = "divorce_pending"     // 债务人正在离婚: in a suit over a debt, a suit for divorce is told of
	ElSpouseUnaware     ElementKind = "spouse_unaware"      // 配偶不知情、未签字: the spouse did not know of or sign the debt
)

// The facts about traffic accidents and insurance (检例第56号).
const (
	ElAccident          ElementKind = "accident"           // 交通事故: value: ISO date of the accident
	ElDisability        ElementKind = "disability"         // 伤残等级: value: the grade, 1 (worst) to 10
	ElAppraiser         ElementKind = "appraiser"          // 鉴定、评估机构: value: its name as written
	ElRepairShop        ElementKind = "repair_shop"        // 修理厂: value: its name as written
	ElNotOwner          ElementKind = "not_owner"          // 原告非车主: the plaintiff does not own the vehicle
	ElNotAssessed       ElementKind = "not_assessed"       // 保险公司未定损: the insurer did not assess the damage, or one side had it appraised alone
	ElInsuranceAssigned ElementKind = "insurance_assigned" // 理赔权益转让: the claim against the insurer was assigned
)

// The facts about companies, trademarks and papers that are enforced without a trial.
const (
	ElSealChanged     ElementKind = "seal_changed"     // 公章变更、遗失、私刻: a company seal was changed, lost or forged
	ElNoResolution    ElementKind = "no_resolution"    // 未经股东会决议: a guarantee without a resolution (公司法 15)
	ElMark            ElementKind = "mark"             // 第…号注册商标: value: the number of the registration
	ElAgency          ElementKind = "agency"           // 商标、专利代理机构: value: its name as written
	ElMarkUnused      ElementKind = "mark_unused"      // 商标未使用 (商标法 49, 64)
	ElWellKnownMark   ElementKind = "well_known_mark"  // 驰名商标: recognition of a well-known mark is asked or given
	ElMassSuits       ElementKind = "mass_suits"       // 批量诉讼: the text speaks of many suits of one kind
	ElMediator        ElementKind = "mediator"         // 调解组织: value: its name as written
	ElConfirmation    ElementKind = "confirmation"     // 司法确认: a settlement is confirmed (民事诉讼法(2023-09-01) 205)
	ElAgreementMade   ElementKind = "agreement_made"   // 达成调解协议: value: ISO date
	ElPerformBy       ElementKind = "perform_by"       // 调解协议约定的履行日: the day by which a settlement is to be performed; value: ISO date
	ElPaymentOrder    ElementKind = "payment_order"    // 支付令: a payment order was issued, or nobody objected to one
	ElNotary          ElementKind = "notary"           // 公证机构: value: its name as written
	ElNotarisedDebt   ElementKind = "notarised_debt"   // 公证债权文书、执行证书: a notarised debt that can be enforced
	ElNotarised       ElementKind = "notarised"        // 出具公证书、执行证书: value: ISO date
	ElAward           ElementKind = "award"            // 仲裁裁决: an arbitral award or settlement
	ElAwardMade       ElementKind = "award_made"       // 作出仲裁裁决: value: ISO date
	ElSanctioned      ElementKind = "sanctioned"       // 罚款、拘留、移送: the court has fined or detained for false suits, or handed the matter to the police
	ElShamArbitration ElementKind = "sham_arbitration" // 虚假仲裁: somebody says that the arbitration was a sham
	ElAwardByConsent  ElementKind = "award_by_consent" // 仲裁中自认、调解、和解: the award rests on a settlement or an admission
)

// Who assigned a debt and to whom. Their value is the name as written or, of a party, as its head has it.
const (
	ElAssignor ElementKind = "assignor" // 债权转让人
	ElAssignee ElementKind = "assignee" // 债权受让人
	// 受让人系转让人亲属、股东、法定代表人: who claims on an assigned debt is kin or an insider of the assignor;
	// value: the assignor's name.
	ElAssigneeTied ElementKind = "assignee_tied"
	// 资金回流: the court found that the money of the loan came back to who lent it, by way of others and within days (circle.go);
	// value: the lender's name.
	ElCircle ElementKind = "circle"
)

// What papers alone can show of a sham.
const (
	ElRolled         ElementKind = "rolled_interest"  // 利息计入本金、反复换条: interest became principal by new notes (民间借贷司法解释 27)
	ElPaidBeforeSuit ElementKind = "paid_before_suit" // 起诉前已清偿: the court found the debt paid before the suit, or by another case
	ElPerformed      ElementKind = "performed"        // 已于某日付清: what a settlement promises had been paid; value: ISO date
	ElNothingDone    ElementKind = "nothing_done"     // 未能证明提供服务、履行合同: who claims cannot show that he did anything for it
	ElMarkBadFaith   ElementKind = "mark_bad_faith"   // 囤积、恶意抢注商标 (商标法 4, 44)
	ElSharedContact  ElementKind = "shared_contact"   // 住址、电话相同: the two sides share an address or a telephone
)
