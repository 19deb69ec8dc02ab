package record

import (
	"strings"
	"testing"
)

// Each sentence states the kind, with the value; a sentence after the sign ! must not.
func TestShamElements(t *testing.T) {
	for _, c := range []struct {
		field    field
		kind     ElementKind
		sentence string
		value    string // SaidByCourt if empty
	}{
		{fieldLabour, ElWagesAdmitted, "被告恒昌厂对拖欠三十名工人工资的事实没有异议。", ""},
		{fieldLabour, ElWagesAdmitted, "!被告恒昌厂认为所称工资数额不属实。", ""},
		{fieldLabour, ElWagesAdmitted, "!被告对工资表的真实性无异议。", ""},
		{fieldLabour, ElInsolvency, "该厂已停产，账上无款，已进入破产程序。", ""},
		{fieldLabour, ElInsolvency, "!原告的精神几近崩溃。", ""},
		{fieldBankruptcy, ElBankruptcyAccepted, "2019年3月4日，本院裁定受理债权人对恒昌公司的破产清算申请。", "2019-03-04"},
		{fieldBankruptcy, ElBankruptcyAccepted, "!本院裁定不予受理该破产清算申请。", ""},
		{fieldBankruptcy, ElClaimDeclared, "原告于同年5月向管理人申报债权三百万元。", ""},
		{fieldBankruptcy, ElClaimDeclared, "!债权人应当在公告之日起三个月内申报债权。", ""},
		{fieldBankruptcy, ElClaimRefused, "管理人对该笔借款不予确认。", ""},
		{fieldBankruptcy, ElClaimRefused, "!管理人对该笔借款予以确认。", ""},
		{fieldBankruptcy, ElWagePriority, "原告主张该款属职工债权，应优先受偿。", ""},
		{fieldBankruptcy, ElWagePriority, "!抵押权人就该厂房优先受偿，职工另行安置。", ""},
		{fieldLoan, ElInsiderCreditor, "原告系被告恒昌公司的法定代表人之一，持股三成。", ""},
		{fieldLoan, ElInsiderCreditor, "!被告系恒昌公司的法定代表人。", ""},
		{fieldEnforcement, ElSeized, "本院于2018年7月9日依法查封该房屋。", "2018-07-09"},
		{fieldEnforcement, ElSeized, "!申请执行人申请查封该房屋。", ""},
		{fieldEnforcement, ElLeaseBefore, "案外人称其在法院查封前已与房主签订租赁合同。", ""},
		{fieldEnforcement, ElLeaseBefore, "!查封之后房主将房屋交他人代管。", ""},
		{fieldEnforcement, ElRentSettled, "双方约定以租抵债，租期二十年。", ""},
		{fieldEnforcement, ElRentSettled, "!租金按季度支付。", ""},
		{fieldEnforcement, ElOccupied, "案外人自2015年起实际占有该商铺。", ""},
		{fieldEnforcement, ElOccupied, "!案外人未实际占有该商铺。", ""},
		{fieldEnforcement, ElOccupied, "!案外人未能提供租金支付及占有使用的证据。", ""},
		{fieldEnforcement, ElOccupied, "!原告未提交房款的转账凭证，也未提交占有使用该房屋的证据。", ""},
		{fieldEnforcement, ElDistributionAsked, "另有五名债权人向本院申请参与分配。", ""},
		{fieldEnforcement, ElDistributionAsked, "!本案不符合参与分配的条件。", ""},
		{fieldHouse, ElDebtForAsset, "双方签订以房抵债协议，冲抵货款。", ""},
		{fieldHouse, ElDebtForAsset, "!该房屋流拍后，申请执行人不接受以物抵债。", ""},
		{fieldConfirm, ElDebtForAsset, "甲欠乙现金借款五十万元，于三日内以其房产抵付。", ""},
		{fieldLoan, ElDebtForAsset, "被告以名下机器设备抵偿所欠原告本息。", ""},
		{fieldConfirm, ElDebtForAsset, "!甲以其房产作抵押，分期偿付借款。", ""},
		{fieldEnforcement, ElPriceUnpaid, "案外人没有提交付款凭证。", ""},
		{fieldEnforcement, ElPriceUnpaid, "案外人不能说明交付租金的取款来源。", ""},
		{fieldEnforcement, ElPriceUnpaid, "!案外人提交了付款凭证，申请执行人没有提交反证。", ""},
		{fieldEnforcement, ElAdmission, "被执行人柳某称，认可案外人的异议。", ""},
		{fieldEnforcement, ElAdmission, "!被执行人柳某称，对案外人的异议不予认可。", ""},
		{fieldEnforcement, ElAdmission, "!申请执行人认可案外人已占有该房屋。", ""},
		{fieldTraffic, ElInsuranceAssigned, "原告将索赔事宜以三万元买断给该服务部。", ""},
		{fieldTraffic, ElInsuranceAssigned, "!原告工龄已买断，误工费按标准赔偿。", ""},
		{fieldTrade, ElAssignment, "丙与原告签订债权转让协议，将上述货款转让给原告。", ""},
		{fieldTrade, ElAssignment, "!双方对账后，被告出具欠条。", ""},
		{fieldHouse, ElTitleBySettlement, "双方达成调解协议，约定将该房屋过户至原告名下。", ""},
		{fieldHouse, ElTitleBySettlement, "!双方离婚时达成协议，将该房屋过户至女儿名下。", ""},
		{fieldHouse, ElPriceLow, "转让价款明显低于同地段市价。", ""},
		{fieldHouse, ElPriceLow, "!转让价款不低于评估价。", ""},
		{fieldHouse, ElPriceUnpaid, "原告对购房款未提交付款凭证。", ""},
		{fieldHouse, ElPriceUnpaid, "!原告未支付剩余购房款，待过户后付清。", ""},
		{fieldEnforcement, ElPriceUnpaid, "原告未提交租金的转账凭证，也未提交占有使用该房屋的证据。", ""},
		{fieldEnforcement, ElPriceUnpaid, "!原告提交了支付租金的银行流水。", ""},
		{fieldEnforcement, ElRentSettled, "全部租金以被执行人此前欠原告的借款抵付。", ""},
		{fieldEnforcement, ElRentSettled, "原告以现金付清全部租金。", ""},
		{fieldHouse, ElPurchaseLimit, "因当地限购，双方约定先行起诉。", ""},
		{fieldHouse, ElPurchaseLimit, "!双方限于能力，购买旧房一套。", ""},
		{fieldLoan, ElDivorcePending, "被告柳某正与其妻进行离婚诉讼。", ""},
		{fieldLoan, ElDivorcePending, "!被告柳某已婚。", ""},
		{fieldLoan, ElSpouseUnaware, "被告妻子对该借款毫不知情。", ""},
		{fieldLoan, ElSpouseUnaware, "!被告妻子对该借款知情并同意。", ""},
		{fieldTraffic, ElDisability, "经鉴定，原告构成十级伤残。", "10"},
		{fieldTraffic, ElDisability, "其损伤被评定为伤残等级为九级。", "9"},
		{fieldTraffic, ElDisability, "!原告的伤情未达到伤残等级。", ""},
		{fieldTraffic, ElAppraiser, "原告委托云岭明正司法鉴定所对伤情进行鉴定。", "云岭明正司法鉴定所"},
		{fieldTraffic, ElRepairShop, "事故车辆在云岭市顺达汽车修理厂维修。", "云岭市顺达汽车修理厂"},
		{fieldTraffic, ElRepairShop, "!车辆自行修理，花费两千元。", ""},
		{fieldTraffic, ElAccident, "2018年11月9日6时许，被告驾驶货车与原告相撞，陈某于同年12月1日死亡。", "2018-11-09"},
		{fieldTraffic, ElAccident, "本次事故发生时间是2017年5月3日，被告驾驶证于2019年1月1日到期。", "2017-05-03"},
		{fieldTraffic, ElAccident, "!2018年11月9日，原告购买该车。", ""},
		{fieldLabour, ElUninsured, "被告未为原告缴纳社会保险费。", ""},
		{fieldLabour, ElUninsured, "!被告依法为原告缴纳了社会保险费。", ""},
		{fieldEnforcement, ElLeaseMade, "2013年5月1日，案外人与被执行人签订《房屋租赁合同》，租期自2013年6月1日起二十年。", "2013-05-01"},
		{fieldEnforcement, ElLeaseMade, "!双方签订租赁合同，未写明时间。", ""},
		{fieldHouse, ElPrice, "双方约定房屋总价款为人民币80万元。", "800000"},
		{fieldHouse, ElPrice, "!原告支付了剩余房款，总价款为80万元。", ""},
		{fieldHouse, ElMarketValue, "经鉴定，该房屋评估价为1578.61万元。", "15786100"},
		{fieldHouse, ElHouseAt, "案涉房屋位于大连市甘井子区山中街。", "210211"},
		{fieldHouse, ElHouseAt, "!案涉商店位于甘井子区以外。", ""},
		{fieldMark, ElMark, "原告系第9900001号注册商标的权利人。", "9900001"},
		{fieldMark, ElMark, "该商标注册号为：9900002。", "9900002"},
		{fieldMark, ElAgency, "原告委托云岭恒信知识产权代理有限公司调查取证。", "云岭恒信知识产权代理有限公司"},
		{fieldConfirm, ElAgreementMade, "2022年3月28日，双方经调解员主持达成调解协议，约定4月30日前付清。", "2022-03-28"},
		{fieldConfirm, ElNotarised, "2020年1月8日，云岭市公证处出具具有强制执行效力的公证书。", "2020-01-08"},
		{fieldLabour, ElAwardMade, "云岭市劳动人事争议仲裁委员会于2021年3月15日作出仲裁裁决。", "2021-03-15"},
		{fieldLabour, ElAwardMade, "!原告向云岭市劳动人事争议仲裁委员会申请仲裁。", ""},
		{fieldTraffic, ElNotOwner, "原告并非车主，其主体不适格。", ""},
		{fieldTraffic, ElNotOwner, "!原告系该车车主。", ""},
		{fieldTraffic, ElNotAssessed, "原告单方委托评估车损，保险公司未定损。", ""},
		{fieldTraffic, ElNotAssessed, "!保险公司定损为三千元。", ""},
		{fieldTraffic, ElInsuranceAssigned, "车主将该车的保险理赔权转让给原告。", ""},
		{fieldTraffic, ElInsuranceAssigned, "!车主将该车转让给原告。", ""},
		{fieldCompany, ElSealChanged, "恒昌公司登报声明原公章作废。", ""},
		{fieldCompany, ElSealChanged, "!恒昌公司在合同上加盖公章。", ""},
		{fieldCompany, ElNoResolution, "该担保未经股东会决议。", ""},
		{fieldCompany, ElNoResolution, "!该担保经股东会决议通过。", ""},
		{fieldMark, ElMarkUnused, "原告从未使用该注册商标。", ""},
		{fieldMark, ElMarkUnused, "!原告一直使用该注册商标。", ""},
		{fieldMark, ElMarkUnused, "原告不能证明此前三年内实际使用过该注册商标。", ""},
		{fieldMark, ElMarkUnused, "原告未提交其实际使用该商标的证据。", ""},
		{fieldMark, ElMarkUnused, "!被告未能提交其使用该商标获得许可的证据。", ""},
		{fieldMark, ElWellKnownMark, "原告请求认定其商标为驰名商标。", ""},
		{fieldMark, ElMassSuits, "原告以该商标在各地提起大量诉讼。", ""},
		{fieldMark, ElMassSuits, "!原告依法提起本案诉讼。", ""},
		{fieldConfirm, ElMediator, "双方经云岭区人民调解委员会主持达成协议。", "云岭区人民调解委员会"},
		{fieldConfirm, ElConfirmation, "申请人申请司法确认。", ""},
		{fieldConfirm, ElPaymentOrder, "本院于当日向被申请人发出支付令。", ""},
		{fieldConfirm, ElPaymentOrder, "!债权人可以向人民法院申请支付令。", ""},
		{fieldEnforcement, ElNotary, "双方在云岭市公证处办理了公证。", "云岭市公证处"},
		{fieldEnforcement, ElNotarisedDebt, "申请执行人持执行证书申请执行。", ""},
		{fieldEnforcement, ElAward, "云岭仲裁委员会作出裁决，由恒昌公司付款。", ""},
		{fieldEnforcement, ElShamArbitration, "案外人称该裁决系虚假仲裁所得。", ""},
		{fieldEnforcement, ElShamArbitration, "!案外人称该裁决尚未送达。", ""},
	} {
		sentence, denied := strings.CutPrefix(c.sentence, "!")
		got, found := tagged(sentence, c.field)[c.kind]
		want := c.value
		if want == "" {
			want = SaidByCourt
		}
		switch {
		case found == denied:
			t.Errorf("%s in %q: found %v, want %v", c.kind, sentence, found, !denied)
		case found && got != want:
			t.Errorf("%s in %q: value %q, want %q", c.kind, sentence, got, want)
		}
	}
}
