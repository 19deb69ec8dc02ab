package record

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// The heads and tails of invented papers, with room for what was found.
const (
	toldAward   = "澜州市中级人民法院\n执行裁定书\n（2023）澜01执6号\n申请执行人：马五，男，1970年1月1日出生。\n被执行人：云岭恒昌有限公司。\n法定代表人：赵七，总经理。\n申请执行人马五与被执行人云岭恒昌有限公司仲裁一案，澜州仲裁委员会（2023）澜仲裁字第12号裁决书已经发生法律效力。申请执行人于2023年3月1日向本院申请执行，本院依法立案执行。\n本院查明，%s\n本院认为，裁定如下：\n终结本次执行程序。\n审判长  王大\n二〇二三年六月一日\n"
	toldClaim   = "澜州市中级人民法院\n民事判决书\n（2023）澜01民初3号\n原告：马五，女，1970年1月1日出生。\n被告：云岭恒昌有限公司。\n诉讼代表人：孙八，云岭恒昌有限公司管理人负责人。\n原告马五与被告云岭恒昌有限公司普通破产债权确认纠纷一案，本院受理后，依法组成合议庭，公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：确认原告对被告享有普通债权200万元。\n经审理查明：%s\n本院认为，判决如下：\n驳回原告的诉讼请求。\n审判长  王大\n二〇二三年六月一日\n"
	toldDebt    = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n第三人：赵七，男，1972年1月1日出生。\n原告马五与被告羊六、第三人赵七债权转让合同纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告偿还借款200万元。\n经审理查明：%s\n本院认为，判决如下：\n被告羊六归还原告马五借款200万元。\n审判员  王大\n二〇二三年六月一日\n"
	toldWages   = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：云岭恒昌有限公司。\n法定代表人：赵七，总经理。\n原告马五与被告云岭恒昌有限公司追索劳动报酬纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告支付工资20万元。\n经审理查明：%s\n本院认为，判决如下：\n被告支付原告工资20万元。\n审判员  王大\n二〇二三年六月一日\n"
	toldLoan    = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n原告马五与被告羊六民间借贷纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告偿还借款10万元。\n经审理查明：2022年5月1日，被告向原告借款10万元。%s\n本院认为，判决如下：\n被告羊六归还原告马五借款10万元。\n审判员  王大\n二〇二三年六月一日\n"
	toldTrade   = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n原告马五与被告羊六服务合同纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告偿还借款10万元。\n经审理查明：2022年5月1日，被告向原告借款10万元。%s\n本院认为，判决如下：\n被告羊六归还原告马五借款10万元。\n审判员  王大\n二〇二三年六月一日\n"
	toldMark    = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：羊六，男，1971年1月1日出生。\n原告马五与被告羊六侵害商标权纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告偿还借款10万元。\n经审理查明：2022年5月1日，被告向原告借款10万元。%s\n本院认为，判决如下：\n被告羊六归还原告马五借款10万元。\n审判员  王大\n二〇二三年六月一日\n"
	toldSettled = "澜州市某县人民法院\n民事裁定书\n（2022）澜0101民特3号\n申请人：马五，女，1970年1月1日出生。\n申请人：羊六，男，1971年1月1日出生。\n本院于2022年5月13日受理申请人马五与羊六关于司法确认调解协议的申请并进行了审查。现已审查终结。\n%s\n本院经审查认为，申请人达成的调解协议，符合司法确认调解协议的法定条件。裁定如下：\n申请人马五与羊六于2022年5月12日经某镇人民调解委员会主持调解达成的调解协议有效。\n审判员　牛八\n二〇二二年五月十六日\n"
	toldFirm    = "澜州市某县人民法院\n民事判决书\n（2023）澜0101民初3号\n原告：马五，女，1970年1月1日出生。\n被告：云岭恒昌有限公司。\n法定代表人：赵七，执行董事。\n原告马五与被告云岭恒昌有限公司民间借贷纠纷一案，本院于2023年3月1日立案后，依法适用简易程序公开开庭进行了审理。本案现已审理终结。\n原告马五向本院提出诉讼请求：判令被告偿还借款10万元。\n经审理查明：2022年5月1日，被告向原告借款10万元。%s\n本院认为，判决如下：\n被告云岭恒昌有限公司归还原告马五借款10万元。\n审判员  王大\n二〇二三年六月一日\n"
)

// TestPaymentOrderTells: in a payment order the applicant speaks right behind the parties, by name.
func TestPaymentOrderTells(t *testing.T) {
	j := Parse("t", "澜州市某县人民法院\n支付令\n（2024）澜0101民督3号\n申请人马五，女，1970年1月1日出生。\n被申请人：云岭恒昌有限公司，原名称：云岭老厂。\n法定代表人：赵七，执行董事。\n"+
		"申请人马五称，其系被申请人股东、法定代表人赵七的胞妹，被申请人欠其借款50万元。被申请人已书面表示对债务无异议。\n本院经审查认为，特发出如下支付令：\n被申请人云岭恒昌有限公司应当自收到本支付令之日起十五日内给付申请人马五50万元。\n审判员  王大\n二〇二四年六月一日\n")
	var names []string
	for _, p := range j.Parties {
		names = append(names, p.Name)
	}
	var kinds []ElementKind
	for _, e := range j.Elements {
		kinds = append(kinds, e.Kind)
	}
	if !slices.Equal(names, []string{"马五", "云岭恒昌有限公司"}) || !slices.Contains(kinds, ElKin) || !slices.Contains(kinds, ElAdmission) {
		t.Errorf("parties %q, elements %q", names, kinds)
	}
}

// What a paper itself tells of ties, of distress and of how an award or a claim came about: each
// sentence gives the element with the value, and one after the sign ! does not.
func TestPaperTells(t *testing.T) {
	for _, c := range []struct {
		paper    string
		kind     ElementKind
		sentence string
		value    string
	}{
		{toldAward, ElKin, "申请执行人马五系被执行人法定代表人赵七之妻。", SaidByCourt},
		{toldAward, ElKin, "申请执行人系被执行人法定代表人赵七的胞弟。", SaidByCourt},
		{toldAward, ElKin, "马五与赵七存在亲属关系。", SaidByCourt},
		{toldAward, ElKin, "申请执行人马五（系被执行人法定代表人赵七之子）申请执行。", SaidByCourt},
		{toldAward, ElKin, "申请执行人马五与被执行人的法定代表人赵七系2022年9月登记离婚的夫妻，仍共同生活。", SaidByCourt},
		{toldAward, ElKin, "马五为被执行人副总经理配偶之兄。", SaidByCourt},
		{toldAward, ElKin, "被执行人将厂房作价抵偿给马五（马五系该公司法定代表人赵七之妻）。", SaidByCourt},
		{toldAward, ElKin, "云岭恒昌有限公司将厂房转让给其法定代表人赵七的妻子马五。", SaidByCourt},
		{toldAward, ElKin, "!马五与被执行人系无亲属关系的商业伙伴。", ""},
		{toldAward, ElKin, "!马五与赵七系无亲属关系。", ""},
		{toldAward, ElKin, "!被执行人将厂房抵偿给李九（李九系该公司法定代表人赵七之妻）。", ""},
		{toldDebt, ElKin, "羊六同意将其车辆过户给其堂兄马五。", SaidByCourt},
		{toldDebt, ElKin, "羊六将车位过户给前妻马五。", SaidByCourt},
		{toldDebt, ElKin, "被告羊六把房屋以十万元出售给其姐姐原告马五。", SaidByCourt},
		{toldDebt, ElKin, "羊六的债务由其妹妹马五代还，因此羊六向其妹妹马五出具借条。", SaidByCourt},
		{toldDebt, ElKin, "!羊六将车位过户给其堂兄李九。", ""},
		{toldDebt, ElKin, "!羊六向李九的妻子马五借款。", ""},
		{toldDebt, ElKin, "!马五将车位过户给其堂兄李九。", ""},
		{toldDebt, ElKin, "!赵七将车位过户给其堂兄马五。", ""},
		{toldAward, ElInsiderCreditor, "申请执行人马五系被执行人的会计。", SaidByCourt},
		{toldAward, ElInsiderCreditor, "马五时任云岭恒昌有限公司出纳。", SaidByCourt},
		{toldAward, ElInsiderCreditor, "!马五系云岭会计师事务所职员。", ""},
		{toldAward, ElInsiderCreditor, "!上述款项未列入被执行人会计账簿。", ""},
		{toldWages, ElInsiderCreditor, "!原告系被告公司会计。", ""},
		{toldAward, ElNotarised, "借款合同于2022年4月22日签订并于同日办理赋予强制执行效力公证，履行期限至2022年4月30日。", "2022-04-22"},
		{toldAward, ElNotarised, "双方于2022年4月22日到澜江公证处办理了具有强制执行效力的债权文书公证。", "2022-04-22"},
		{toldAward, ElNotarised, "2022年4月22日，马五与云岭恒昌有限公司签订借款合同，澜江公证处对该合同进行公证并赋予强制执行效力。", "2022-04-22"},
		{toldAward, ElNotarised, "借款合同经澜江公证处于2022年4月22日予以公证。", "2022-04-22"},
		{toldAward, ElNotarised, "澜江公证处于2022年4月22日作出的（2022）澜证字第3号公证书已发生法律效力。", "2022-04-22"},
		{toldAward, ElNotarised, "公证书于2022年4月22日出具。", "2022-04-22"},
		{toldAward, ElNotarised, "该合同于2022年4月22日办理了赋强公证，公证员到场核验。", "2022-04-22"},
		{toldAward, ElNotarised, "公证书落款日期为2022年4月22日。", "2022-04-22"},
		{toldAward, ElNotarised, "!双方未办理公证，2022年4月22日付款。", ""},
		{toldAward, ElNotarised, "!2022年4月公证。", ""},
		{toldAward, ElPressed, "云岭恒昌有限公司作为被执行人的未结案件22件，农民工工资尚未清偿。", "云岭恒昌有限公司"},
		{toldAward, ElPressed, "经查，被执行人在全国法院有执行案件37件未结。", "云岭恒昌有限公司"},
		{toldAward, ElPressed, "被执行人涉及的执行案件共计19件，标的8000余万元；其执行案件达19件。", "云岭恒昌有限公司"},
		{toldAward, ElKin, "!证人李九（系被执行人法定代表人赵七之子）到庭。", ""},
		{toldAward, ElKin, "!申请执行人马五（系被执行人法定代表人赵七之子李九的同事）申请执行。", ""},
		{toldAward, ElKin, "马五与被执行人的法定代表人赵七系夫妻关系。", SaidByCourt},
		{toldAward, ElKin, "!马五与被执行人的法定代表人赵七不存在亲属关系。", ""},
		{toldAward, ElKin, "!被执行人的法定代表人赵七系李九的胞弟。", ""},
		{toldClaim, ElKin, "原告马五系被告公司法定代表人赵七的配偶。", SaidByCourt},
		{toldClaim, ElKin, "赵七系被告法定代表人，原告系其妻子。", SaidByCourt},
		{toldClaim, ElInsiderCreditor, "原告马五系债务人股东，持股30%。", SaidByCourt},
		{toldClaim, ElInsiderCreditor, "原告自2015年起担任被告公司财务负责人。", SaidByCourt},
		{toldClaim, ElInsiderCreditor, "马五时任云岭恒昌有限公司监事。", SaidByCourt},
		{toldClaim, ElInsiderCreditor, "!原告不是被告股东。", ""},
		{toldFirm, ElInsiderCreditor, "马五系云岭恒昌有限公司法定代表人赵七之妻。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告马五系被告大股东的岳母。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告系该公司出纳。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告马五为被告副总经理配偶之兄。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告（系被告法定代表人赵七的弟弟）主张借款五十万元。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告系公司董事长的近亲属。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告系厂长之弟。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告系被告实际控制人的外甥女婿，未在公司任职。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "原告成立仅六日，其合伙人中持份额多数者为被告财务总监。", SaidByCourt},
		{toldFirm, ElInsiderCreditor, "!证人李九系被告法定代表人赵七之妻。", ""},
		{toldFirm, ElInsiderCreditor, "!原告系股东。", ""},
		{toldFirm, ElInsiderCreditor, "!原告系被告法定代表人赵七介绍认识的朋友。", ""},
		{toldFirm, ElInsiderCreditor, "!原告并非被告股东之亲属。", ""},
		{toldFirm, ElInsiderCreditor, "!原告系云岭另一公司会计。", ""},
		{toldWages, ElInsiderCreditor, "!原告系被告会计。", ""},
		{toldLoan, ElKin, "羊六确认尚欠其姐马五借款三十万元。", SaidByCourt},
		{toldLoan, ElKin, "2022年5月，羊六以装修为由向其岳母马五借款三十万元。", SaidByCourt},
		{toldLoan, ElKin, "!羊六为其姐羊七向马五借款三十万元。", ""},
		{toldLoan, ElKin, "!羊六以其妻李九的账户收款。", ""},
		{toldLoan, ElRolled, "被告未按期付息，原告每月将利息计入本金，要求被告重新出具借条。", SaidByCourt},
		{toldLoan, ElRolled, "其间双方先后换条四次，最后一张借条金额为十二万元。", SaidByCourt},
		{toldLoan, ElRolled, "该借条系将前期利息滚入本金后更换。", SaidByCourt},
		{toldLoan, ElRolled, "被告每到期不能还款，即将所欠利息作为本金另行出具借据。", SaidByCourt},
		{toldLoan, ElRolled, "!双方未将利息计入本金。", ""},
		{toldLoan, ElRolled, "!利息不得计入本金计算复利，超出部分不应计入。", ""},
		{toldLoan, ElPaidBeforeSuit, "被告已于起诉前清偿全部借款，原告再行主张没有事实依据。", SaidByCourt},
		{toldLoan, ElPaidBeforeSuit, "案涉借款在原告提起诉讼前已经全部清偿。", SaidByCourt},
		{toldLoan, ElPaidBeforeSuit, "原告就同一债务已受偿。", SaidByCourt},
		{toldLoan, ElPaidBeforeSuit, "该笔借款已执行完毕并发放给原告，本次起诉系重复主张。", SaidByCourt},
		{toldLoan, ElPaidBeforeSuit, "!被告主张起诉前已还清借款，未提供证据。", ""},
		{toldLoan, ElPaidBeforeSuit, "!起诉前被告尚未清偿。", ""},
		{toldLoan, ElPaidBeforeSuit, "!起诉前被告已还清部分利息。", ""},
		{toldLoan, ElSanctioned, "本院已于2022年4月作出（2022）澜0101司惩2号决定书，对原告伪造收据的行为罚款5万元。", SaidByCourt},
		{toldLoan, ElSanctioned, "本院已将涉嫌虚假诉讼的线索移送某县公安局。", SaidByCourt},
		{toldLoan, ElSanctioned, "!本院将依法移送公安机关处理。", ""},
		{toldTrade, ElNothingDone, "原告未能提供提供服务的证据。", SaidByCourt},
		{toldTrade, ElNothingDone, "原告对账号对应的服务内容、登录记录拒不提交。", SaidByCourt},
		{toldTrade, ElNothingDone, "原告未举证证明其已实际履行居间服务。", SaidByCourt},
		{toldTrade, ElNothingDone, "原告不能证明其提供了服务。", SaidByCourt},
		{toldTrade, ElNothingDone, "!被告未能提供其已实际履行的证据。", ""},
		{toldTrade, ElNothingDone, "!原告提交了服务记录。", ""},
		{toldMark, ElMarkBadFaith, "原告名下另有“云岭”“澜州”等地名商标四百余件。", SaidByCourt},
		{toldMark, ElMarkBadFaith, "国家知识产权局以恶意抢注为由宣告马五的同类商标无效。", SaidByCourt},
		{toldMark, ElMarkBadFaith, "市场监督管理局曾因原告恶意申请注册商标作出行政处罚。", SaidByCourt},
		{toldMark, ElMarkBadFaith, "!原告注册涉案商标不构成恶意抢注，驳回撤销申请。", ""},
		{toldMark, ElMarkUnused, "马五并无生产、销售行为。", SaidByCourt},
		{toldMark, ElMassSuits, "原告三个月内在全省起诉一百余户。", SaidByCourt},
		{toldMark, ElMassSuits, "!原告起诉被告一户。", ""},
		{toldSettled, ElPerformed, "2022年5月12日，双方达成如下调解协议：羊六于2022年4月30日前支付马五赔偿款8600元，该款已于2022年4月28日付清。", "2022-04-28"},
		{toldSettled, ElPerformed, "羊六赔偿马五各项损失2万元，羊六已于2022年4月2日全部支付完毕。", "2022-04-02"},
		{toldSettled, ElPerformed, "!双方约定羊六于2022年4月30日前付清。", ""},
		{toldSettled, ElSharedContact, "双方住址、联系电话相同。", SaidByCourt},
		{toldSettled, ElSharedContact, "!双方住址不一致。", ""},
		{toldWages, ElInsiderCreditor, "原告系厂长之弟。", SaidByCourt},
		{toldClaim, ElInsiderCreditor, "!赵七系被告股东。", ""},
		{toldClaim, ElInsiderCreditor, "!原告系云南分店的店员。", ""},
		{toldClaim, ElUncorroborated, "原告主张以现金方式交付，未能提交转账凭证。", SaidInClaim},
		{toldClaim, ElUncorroborated, "原告未能提供款项实际交付的证据。", SaidByCourt},
		{toldClaim, ElUncorroborated, "原告不能说明资金来源。", SaidByCourt},
		{toldClaim, ElUncorroborated, "!原告提交了转账凭证。", ""},
		{toldAward, ElAwardByConsent, "双方在仲裁庭主持下达成调解协议，澜州仲裁委员会据此作出调解书。", SaidByCourt},
		{toldAward, ElAwardByConsent, "被执行人在仲裁中对申请人的请求全部认可，仲裁委员会于受理后第三日作出裁决。", SaidByCourt},
		{toldAward, ElAwardByConsent, "云岭恒昌有限公司在仲裁时没有异议。", SaidByCourt},
		{toldAward, ElAwardByConsent, "!云岭恒昌有限公司在仲裁时对借款不予认可。", ""},
		{toldAward, ElPressed, "被执行人在本院另有多起执行案件，已被纳入失信被执行人名单。", "云岭恒昌有限公司"},
		{toldAward, ElPressed, "云岭恒昌有限公司作为被执行人的案件另有十二件。", "云岭恒昌有限公司"},
		{toldAward, ElPressed, "被执行人被多名债权人申请执行。", "云岭恒昌有限公司"},
		{toldAward, ElPressed, "!本院依法将被执行人纳入失信被执行人名单。", ""},
		{toldDebt, ElPressed, "赵七将其对被告的债权转让给原告，通知了被告。赵七系失信被执行人。", "赵七"},
		{toldDebt, ElPressed, "第三人因另案被列入失信被执行人名单。", "赵七"},
		{toldDebt, ElPressed, "李九作为被执行人的多起案件尚未履行完毕。", "李九"},
		{toldDebt, ElPressed, "李九机械有限公司自2022年6月起被多家法院列为失信被执行人并限制高消费。", "李九机械有限公司"},
		{toldDebt, ElPressed, "李九因另案未履行义务，于2022年4月12日被本院纳入失信被执行人名单，至今未履行。", "李九"},
		{toldDebt, ElPressed, "!转让人2019年转让债权，2022年才因车祸赔偿被列为失信被执行人。", ""},
		{toldDebt, ElPressed, "!李九在债权转让之后被列入失信被执行人名单。", ""},
		{toldDebt, ElAssigneeTied, "2022年3月，李九机械有限公司将对被告的128万元债权以12.8万元转让给原告。原告为李九机械有限公司会计。", "李九机械有限公司"},
		{toldDebt, ElAssigneeTied, "李九将对被告的债权无偿转让给马五。马五系李九女婿。", "李九"},
		{toldDebt, ElPressed, "!逾期不履行的，可以列为失信被执行人。", ""},
		{toldDebt, ElAssigneeTied, "原告马五系赵七之妹，赵七将其对被告享有的债权转让给原告。", "赵七"},
		{toldDebt, ElAssigneeTied, "赵七将债权转让给原告。马五与第三人赵七系夫妻关系。", "赵七"},
		{toldDebt, ElAssigneeTied, "2022年3月，李九将其对被告享有的债权转让给原告。原告系李九的姐姐。", "李九"},
		{toldDebt, ElAssigneeTied, "!赵七将债权转让给原告。被告系赵七的表兄。", ""},
		{toldDebt, ElAssigneeTied, "!赵七将债权转让给原告。原告与被告系表兄弟。", ""},
		{toldWages, ElNoWorkProof, "原告提交被告出具的工资欠条一份，未提交考勤记录、工资表。", SaidByCourt},
		{toldWages, ElNoWorkProof, "原告未能提供劳动合同、工资发放记录、社保缴纳记录等证据。", SaidByCourt},
		{toldWages, ElNoWorkProof, "除欠条外，并无考勤、工资表佐证。", SaidByCourt},
		{toldWages, ElNoWorkProof, "!被告未提交考勤记录。", ""},
		{toldWages, ElPressed, "被告因资金链断裂停产，有多起案件进入执行程序。", "云岭恒昌有限公司"},
		{toldWages, ElPressed, "被告账户已被某县人民法院冻结。", "云岭恒昌有限公司"},
		{toldWages, ElPressed, "被告的厂房、设备已被法院查封。", "云岭恒昌有限公司"},
		{toldWages, ElPressed, "该工资在被告财产变价款中优先支付。", "云岭恒昌有限公司"},
		{toldWages, ElPressed, "!根据原告的申请，本院依法冻结被告账户存款五万元。", ""},
		{toldWages, ElPressed, "!如被告的财产已被查封，原告可另行主张。", ""},
		{toldWages, ElKin, "原告系被告法定代表人赵七的弟媳。", SaidByCourt},
	} {
		sentence, absent := strings.CutPrefix(c.sentence, "!")
		var got []string
		for _, e := range Parse("t", fmt.Sprintf(c.paper, sentence)).Elements {
			if e.Kind == c.kind {
				got = append(got, e.Value)
			}
		}
		if absent && len(got) > 0 || !absent && !slices.Contains(got, c.value) {
			t.Errorf("%s: %s\n got %q\nwant %q", c.kind, c.sentence, got, c.value)
		}
	}
}

// Money paid back by several transfers is one repayment of their total, told with its parts or with
// what it was for.
func TestRepaidInAll(t *testing.T) {
	for _, c := range []struct {
		sentence string
		yuan     float64
	}{
		{"被告于2022年6月1日转账3万元，2022年7月1日转账3万元，2022年8月1日转账4万元，共计10万元，用于归还上述借款。", 100000},
		{"被告已还款3万元、7万元，两笔合计10万元。", 100000},
		{"自2022年6月至2022年10月，被告每月向原告还款2万元，共五次合计10万元。", 100000},
		{"后被告分四笔还款，分别为2万元、2万元、3万元、3万元，共计10万元。", 100000},
		{"被告于2022年6月1日还款3万元、于7月1日还款3万元、于8月1日还款4万元，合计10万元。", 100000},
		{"双方约定分五次还款，每次2万元，合计10万元。", 0},
		{"被告已还款3万元，尚欠本息合计9万元。", 30000},
	} {
		all := 0.0
		for _, p := range Parse("t", fmt.Sprintf(toldLoan, c.sentence)).Repayments {
			all += p.Yuan
		}
		if all != c.yuan {
			t.Errorf("%s\n got %v\nwant %v", c.sentence, all, c.yuan)
		}
	}
}
