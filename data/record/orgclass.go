package record

import "sync"

// The classes of organisation that a name can show. They matter because many suits are
// the ordinary business of these: design.md and the models treat them as look-alikes.
const (
	ClassBank            = "bank"             // 银行, 信用社, 农商行
	ClassMicroLender     = "micro_lender"     // 小额贷款, and the other local financial bodies below
	ClassGuarantor       = "guarantor"        // 融资担保
	ClassPawn            = "pawn"             // 典当
	ClassLeasing         = "leasing"          // 融资租赁, 金融租赁
	ClassFactoring       = "factoring"        // 商业保理
	ClassAssetManager    = "asset_manager"    // 资产管理 (buyers of non-performing loans)
	ClassConsumerFinance = "consumer_finance" // 消费金融, 汽车金融, 信托, 财务公司
	ClassInsurer         = "insurer"          // 保险
	ClassPropertyManager = "property_manager" // 物业
	ClassUtility         = "utility"          // 供电, 供水, 燃气, 热力
	ClassTelecom         = "telecom"          // 电信, 移动, 联通, 广电
	ClassGovernment      = "government"       // 政府, 局, 委员会, 管理处
	ClassCollective      = "collective"       // 著作权集体管理: 音乐著作权协会 …
	ClassVillage         = "village"          // 村民委员会, 居民委员会, 经济合作社
	ClassCompany         = "company"          // any other 公司
	ClassOther           = "other"
)

// OrgClass tells from the name of an organisation what sort it is: one of the constants
// above, ClassOther if the name does not say. The order of the questions matters: a
// micro-lender is a company too, and a bank's property manager is no bank.
func OrgClass(name string) string {
	groups := classGlossary().in(name)
	for i, c := range classWords {
		if anyOf(groups, 2*i) && !anyOf(groups, 2*i+1) {
			return c.class
		}
	}
	return ClassOther
}

// classGlossary has the words of each class in an even group and, in the odd one after it, those
// that show another. It is built once.
var classGlossary = sync.OnceValue(func() *glossary {
	var groups [][]string
	for _, c := range classWords {
		groups = append(groups, c.words, c.unless)
	}
	return newGlossary(groups...)
})

// classWords lists, in the order of asking, the words that show a class and those that,
// though one of the former occurs, show that it is another.
var classWords = []struct {
	class         string
	words, unless []string
}{
	{ClassPropertyManager, []string{"物业"}, nil},
	{ClassMicroLender, []string{"小额贷款", "小贷公司", "小额信贷", "农村资金互助", "民间资本管理", "民间融资登记"}, nil},
	{ClassGuarantor, []string{"融资担保", "担保有限", "担保股份", "担保公司", "担保集团", "信用担保", "投资担保", "融资性担保"}, nil},
	{ClassPawn, []string{"典当"}, nil},
	{ClassLeasing, []string{"融资租赁", "金融租赁", "国际租赁"}, nil},
	{ClassFactoring, []string{"保理"}, nil},
	{ClassAssetManager, []string{"资产管理", "资产经营", "不良资产", "信达资产", "东方资产", "长城资产", "华融资产"}, nil},
	{ClassConsumerFinance, []string{"消费金融", "汽车金融", "信托", "财务有限", "财务公司", "集团财务"}, nil},
	{ClassInsurer, []string{"保险", "人寿", "财险", "寿险"}, []string{"保险代理", "保险经纪", "保险公估", "保险箱", "保险柜", "保险粉", "社会保险", "医疗保险", "保险销售"}},
	{ClassBank, []string{"银行", "信用社", "信用合作", "农商行", "信用联社", "农村商业银"}, []string{"银行卡", "银行设备", "银行业协会"}},
	{ClassVillage, []string{"村民委员会", "居民委员会", "村委会", "居委会", "经济合作社", "经济联合社", "股份经济", "村民小组", "村经济", "社区居委", "生产队", "村民组", "农民集体"}, nil},
	{ClassUtility, []string{"供电", "电力公司", "电网", "自来水", "供水", "燃气", "热力", "供热", "水务", "排水有限", "天然气有限"}, nil},
	{ClassTelecom, []string{"电信", "移动通信", "联合网络通信", "联通", "广电网络", "有线电视", "广播电视网络", "铁塔股份"}, []string{"科技有限"}},
	{ClassCollective, []string{"著作权协会", "著作权集体", "音像著作权", "音乐著作权", "文字著作权", "摄影著作权", "电影著作权"}, nil},
	{ClassCompany, []string{"公司"}, nil},
	{ClassGovernment, []string{"人民政府", "政府", "公安", "管理局", "监督局", "委员会", "管理处", "管理委员", "检察院", "人民法院", "财政局", "税务局", "街道办事处", "办事处", "管理站", "监察", "管委会", "社会保险", "医疗保险", "派出所", "管理所"}, []string{"业主委员会", "仲裁委员会"}},
	{ClassGovernment, []string{"局"}, []string{"书局", "棋局", "饭局"}},
}
