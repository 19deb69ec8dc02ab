package standard

import "strings"

// A traitWords is one way in which headings write a trait, and of whom.
type traitWords struct {
	trait        Trait
	person       []string // of a person
	organisation []string // of an organisation
	english      []string
	bare         []string // those that, without a part, mean the main mention; nil for all
}

// traitVocabulary says how headings write each trait, the most usual way first.
func traitVocabulary() []traitWords {
	return []traitWords{
		{TraitName,
			[]string{"姓名", "名字", "名称", "全名", "姓名或名称", "姓名名称", "名称姓名", "名称或姓名", "户名", "账户名称", "账户名"},
			[]string{"名称", "全称", "单位名称", "企业名称", "公司名称", "机构名称", "姓名或名称", "姓名名称", "名称姓名", "单位", "企业", "公司", "户名", "账户名称", "账户名", "姓名"},
			[]string{"name", "fullname", "xm"}, []string{"姓名", "名称", "单位名称", "姓名或名称", "姓名名称", "名称姓名", "名称或姓名"}},
		{TraitIDNo,
			[]string{"身份证号", "身份证号码", "公民身份号码", "公民身份证号码", "公民身份证号", "居民身份证号码", "居民身份证号", "身份证件号码", "身份证件号",
				"身份号码", "身份证", "证件号码", "证件号", "证件编号", "居民身份证", "身份证编号", "身份证明号码", "身份证明编号", "有效证件号码", "有效证件号", "证照号码", "身份证码", "公民身份证", "证件", "证号", "身份证号或统一社会信用代码"},
			nil, []string{"idno", "idcard", "idnumber", "idcardno", "idcardnumber", "identityno", "identitynumber", "identitycard", "certno", "certificateno", "idnum", "sfzh", "sfzhm"}, nil},
		{TraitCreditCode, nil,
			[]string{"统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "社会统一信用代码", "统一社会信用代码证号", "统一社会信用代码号", "统一社会信用编码",
				"统一代码", "组织机构代码", "组织机构代码证", "组织机构代码证号", "机构代码", "机构信用代码", "单位信用代码", "企业信用代码", "纳税人识别号", "税号", "营业执照号", "营业执照号码", "证件号码", "证件号", "证照号码", "证件", "代码", "身份证号或统一社会信用代码"},
			[]string{"creditcode", "unifiedsocialcreditcode", "socialcreditcode", "unifiedcreditcode", "uscc", "uscode", "orgcode", "tyshxydm"},
			[]string{"统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "社会统一信用代码", "统一社会信用代码证号", "统一社会信用代码号", "组织机构代码", "组织机构代码证", "组织机构代码证号",
				"单位统一社会信用代码", "单位信用代码", "单位社会信用代码", "企业统一社会信用代码", "企业信用代码", "纳税人识别号", "税号", "统一代码", "统一社会信用编码"}},
		{TraitBornOn, []string{"出生日期", "出生年月", "出生年月日", "出生时间", "生日", "出生日", "出生"}, nil, []string{"birthdate", "birthday", "dateofbirth", "dob", "bornon"}, nil},
		{TraitSex, []string{"性别", "男女"}, nil, []string{"sex", "gender", "xb"}, nil},
		{TraitAddress,
			[]string{"住址", "地址", "户籍地址", "户籍所在地", "户籍地", "户口所在地", "家庭住址", "家庭地址", "住所", "住所地", "居住地址", "现住址", "居住地", "现居住地", "常住地址",
				"经常居住地", "详细地址", "联系地址", "通讯地址", "通信地址", "送达地址", "户籍地址详址", "户籍住址"},
			[]string{"地址", "住所", "住所地", "注册地址", "登记地址", "经营场所", "经营地址", "详细地址", "联系地址", "通讯地址", "办公地址", "单位地址"},
			[]string{"address", "addr", "homeaddress"}, nil},
		{TraitPhone,
			[]string{"联系电话", "电话", "手机号", "手机号码", "联系方式", "手机", "电话号码", "移动电话", "联系手机", "联系号码", "联系电话号码", "联系手机号", "固定电话"},
			[]string{"联系电话", "电话", "联系方式", "电话号码", "手机号码", "手机号", "固定电话", "办公电话", "联系号码"},
			[]string{"phone", "mobile", "telephone", "tel", "phoneno", "phonenumber", "mobilephone", "cellphone", "contactphone"}, nil},
		{TraitNumber, accountWords(), accountWords(), []string{"account", "accountno", "cardno", "bankaccount"}, []string{}},
		{TraitDivision, []string{"行政区划", "行政区划代码", "区划代码", "所属区划", "区划"}, []string{"行政区划", "行政区划代码", "区划代码"},
			[]string{"division", "divisioncode", "regioncode", "areacode", "region"}, nil},
	}
}

// accountWords are how headings write a number where it is one of an account.
func accountWords() []string {
	return []string{"账号", "卡号", "银行账号", "银行卡号", "账户", "帐号", "账卡号", "银行帐号", "账户号", "银行账户", "账户号码"}
}

// kindWords follow the part of a mention in the heading that says whether it is a person.
func kindWords() []string {
	return []string{"类型", "主体类型", "性质", "类别", "主体性质", "种类", "主体类别", "当事人类型"}
}

// neutralGroups are titles over groups of columns that say nothing of what is in them. The
// rows of headings of a file are joined without anything between them.
func neutralGroups() []string {
	return []string{"个人基本信息", "人员基本信息", "个人基本情况", "人员基本情况", "基本信息", "基本情况", "个人信息", "人员信息", "身份信息", "登记信息", "案件信息", "业务信息", "详细信息", "其他信息", "案件基本信息", "案件基本情况"}
}

// groupWords may stand between a part and a trait in two rows of headings: 监护人信息 / 姓名.
func groupWords() []string {
	return []string{"基本信息", "基本情况", "信息", "情况", "资料", "的", ""}
}

// english takes an English heading or name apart and writes what differs in form only one
// way: payment_date, paidDate and paid_on are all paidon.
func english(s string) string {
	var words []string
	for _, w := range strings.FieldsFunc(camel(s), func(r rune) bool { return r == '_' || r == ' ' || r == '-' || r == '.' || r == '\'' }) {
		w = strings.ToLower(w)
		switch w {
		case "the", "of", "s":
			continue
		case "date", "time", "at", "day":
			w = "on"
		case "registration", "register":
			w = "registered"
		case "payment", "pay":
			w = "paid"
		case "death":
			w = "died"
		case "birth":
			w = "born"
		case "filing":
			w = "filed"
		case "closing", "close":
			w = "closed"
		case "number", "num", "code_no":
			w = "no"
		case "organization":
			w = "organisation"
		}
		words = append(words, w)
	}
	if len(words) > 1 && words[0] == "on" { // date of payment
		words = append(words[1:], "on")
	}
	return strings.Join(words, "")
}

// camel puts blanks between the words of idCardNo.
func camel(s string) string {
	var b strings.Builder
	small := false
	for _, r := range s {
		if small && r >= 'A' && r <= 'Z' {
			b.WriteByte(' ')
		}
		small = r >= 'a' && r <= 'z'
		b.WriteRune(r)
	}
	return b.String()
}
