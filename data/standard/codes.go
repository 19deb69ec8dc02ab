package standard

import "sync"

// codeHeadings are the codes that national systems write for headings, folded, and what
// each is called, the usual name first. Sources:
//   - social insurance: 社会保险管理信息系统指标体系—业务部分 (LB101—2000) and its later
//     additions; AAC003 is 姓名;
//   - medical insurance: the settlement table SETL_D and the interfaces of 国家医疗保障信息平台;
//     psn_name is 人员姓名;
//   - taxes: the tables of the core system of the tax offices (金税三期); NSRMC is 纳税人名称;
//   - companies: the data items of the registration of enterprises (市场主体登记管理信息);
//     ENTNAME is 企业名称. Their sums are in ten thousand yuan.
//
// Only codes of persons, firms, times and sums that registers here have are listed; what
// stands for different things in different systems is left out.
var codeHeadings = sync.OnceValue(func() map[string][]string {
	return map[string][]string{
		"aab001": {"单位编号"},
		"aab003": {"组织机构代码", "统一社会信用代码"},
		"aab004": {"单位名称"},
		"aab013": {"法定代表人"},
		"aac001": {"个人编号", "人员编号"},
		"aac002": {"社会保障号码", "身份证号"},
		"aac003": {"姓名"},
		"aac004": {"性别"},
		"aac006": {"出生日期"},
		"aac010": {"户籍地址"},
		"aac067": {"移动电话", "联系电话"},
		"aac147": {"证件号码", "身份证号"},
		"aae002": {"费款所属期", "待遇所属期", "所属期"},
		"aae003": {"对应费款所属期"},
		"aae005": {"联系电话"},
		"aae006": {"地址"},
		"aae010": {"银行账号"},
		"aae008": {"开户银行"},
		"aae009": {"银行户名", "户名"},
		"aae013": {"备注"},
		"aae160": {"变更原因", "停发原因"},
		"aaf116": {"区县名称", "统筹区划"},
		"aae019": {"发放金额", "金额"},
		"aae041": {"开始年月", "开始日期"},
		"aae042": {"终止年月", "终止日期"},
		"aae140": {"险种类型", "险种"},
		"aae180": {"缴费基数"},
		"aic162": {"离退休日期", "退休日期"},

		"psnno":         {"人员编号", "个人编号"},
		"psnname":       {"人员姓名", "姓名"},
		"certno":        {"证件号码", "身份证号"},
		"gend":          {"性别"},
		"brdy":          {"出生日期"},
		"insutype":      {"险种类型", "险种"},
		"fixmedinscode": {"定点医药机构编号", "医疗机构编号"},
		"fixmedinsname": {"定点医药机构名称", "医疗机构名称"},
		"medtype":       {"医疗类别"},
		"mdtrtid":       {"就诊编号", "就诊流水号"},
		"setlid":        {"结算编号", "结算单号"},
		"begndate":      {"入院日期", "开始日期"},
		"admdate":       {"入院日期"},
		"admtime":       {"入院日期", "入院时间"},
		"dscgdate":      {"出院日期"},
		"dscgtime":      {"出院日期", "出院时间"},
		"enddate":       {"出院日期", "结束日期"},
		"setltime":      {"结算日期", "结算时间"},
		"disename":      {"病种名称", "诊断"},
		"memo":          {"备注"},

		"dscgmaindiagname": {"出院诊断", "主要诊断名称", "诊断"},
		"medfeesumamt":     {"医疗费总额", "总费用"},
		"fundpaysumamt":    {"基金支付总额", "基金支付金额"},
		"hifppay":          {"统筹基金支出", "统筹基金支付"},
		"psnpay":           {"个人支付金额", "个人支付"},
		"refdsetlflag":     {"退费结算标志"},
		"hifmipay":         {"大病补充医疗保险基金支出", "大病保险支付"},
		"mafpay":           {"医疗救助基金支出", "医疗救助基金支付"},
		"acctpay":          {"个人账户支出", "个人账户支付"},
		"cashpayamt":       {"现金支付金额", "个人现金支付"},
		"iptotpno":         {"住院/门诊号", "住院号"},
		"admdvs":           {"医保区划"},
		"insuadmdvs":       {"参保所属医保区划"},
		"empname":          {"单位名称"},

		"uniscid":    {"统一社会信用代码"},
		"regno":      {"注册号"},
		"entname":    {"企业名称"},
		"lerep":      {"法定代表人"},
		"cerno":      {"法定代表人证件号码", "证件号码"},
		"enttype":    {"企业类型"},
		"regcap":     {"注册资本（万元）"},
		"estdate":    {"成立日期"},
		"regstate":   {"登记状态", "企业状态"},
		"regstatecn": {"登记状态", "企业状态"},
		"entstatus":  {"企业状态", "登记状态"},
		"dom":        {"住所"},
		"opscope":    {"经营范围"},
		"regorg":     {"登记机关"},
		"apprdate":   {"核准日期"},
		"candate":    {"注销日期"},
		"revdate":    {"吊销日期"},
		"inv":        {"股东名称"},
		"subconam":   {"认缴出资额（万元）"},
		"conprop":    {"出资比例"},
		"empnum":     {"从业人数"},

		"djxh":     {"登记序号"},
		"nsrsbh":   {"纳税人识别号"},
		"shxydm":   {"统一社会信用代码", "纳税人识别号"},
		"nsrmc":    {"纳税人名称"},
		"zsxmdm":   {"征收项目", "税种"},
		"zsxmmc":   {"征收项目", "税种"},
		"zspmdm":   {"征收品目"},
		"zspmmc":   {"征收品目"},
		"skssq":    {"税款所属期"},
		"skssqq":   {"税款所属期起"},
		"skssqz":   {"税款所属期止"},
		"jsyj":     {"计税依据"},
		"ynse":     {"应纳税额"},
		"ybtse":    {"应补（退）税额"},
		"sjje":     {"实缴税额", "实缴金额"},
		"sjse":     {"实缴税额"},
		"jkrq":     {"缴款日期"},
		"rkrq":     {"入库日期"},
		"sbrq":     {"申报日期"},
		"zgswjgmc": {"主管税务机关"},
	}
})

// decoded reads a heading that is a code as what the code is called.
func decoded(text string) (heading, bool) {
	names, ok := codeHeadings()[fold(text)]
	if !ok {
		return heading{}, false
	}
	h := take(names[0])
	h.text = text
	for _, other := range names[1:] {
		h.add(other)
	}
	return h, true
}
