package sheet

import (
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/linkage/compare"
	"github.com/mingjian/mingjian/fault"
)

// headings are how columns of each kind are usually headed, in Chinese and English; case,
// blanks, underscores and dashes do not matter.
var headings = map[compare.Kind]string{
	compare.Name: `姓名 名字 名称 当事人 当事人姓名 当事人名称 人员姓名 原告 被告 被执行人 申请人 被申请人 户主 户主姓名 参保人 参保人姓名 职工姓名 法定代表人 法人代表 负责人 联系人 主体名称
		name fullname personname partyname party`,
	compare.Given:        `名 givenname firstname forename forenames firstnames given middlename`,
	compare.Surname:      `姓 姓氏 surname lastname familyname`,
	compare.Organisation: `单位名称 企业名称 公司名称 机构名称 工作单位 用人单位 参保单位 单位 organisation organization company companyname orgname employer`,
	compare.Birth:        `出生日期 出生年月 出生年月日 生日 出生 birthdate dateofbirth dob birthday birth born bornon`,
	compare.Identifier: `身份证 身份证号 身份证号码 公民身份号码 公民身份证号 公民身份证号码 证件号 证件号码 身份证件号码 居民身份证号 居民身份证号码 社会信用代码 统一社会信用代码 信用代码 组织机构代码
		社保号 社会保障号 社会保障号码 个人编号 护照号 idnumber idno idcard nationalid socsecid ssn socialsecuritynumber passport creditcode residentid medicare nhsnumber`,
	compare.Email:    `邮箱 电子邮箱 电子邮件 email emailaddress mail`,
	compare.Phone:    `电话 手机 手机号 手机号码 联系电话 电话号码 联系方式 移动电话 固定电话 phone phonenumber telephone tel mobile cell phone1 phone2`,
	compare.Address:  `住址 地址 家庭住址 家庭地址 户籍地址 户籍地 居住地址 现住址 联系地址 通讯地址 住所 住所地 经营地址 注册地址 address address1 address2 address3 streetaddress street streetname addressline1 addressline2 homeaddress`,
	compare.Place:    `城市 市 区县 县区 省 省份 行政区划 行政区划代码 区划代码 籍贯 出生地 户籍所在地 city town suburb county place birthplace placeofbirth region province division district locality`,
	compare.Postcode: `邮编 邮政编码 postcode zip zipcode postalcode`,
	compare.Number:   `门牌号 streetnumber housenumber streetno`,
	compare.Category: `民族 文化程度 国籍 婚姻状况 职业 state nationality ethnicity race occupation title`,
	compare.Sex:      `性别 sex gender`,
	compare.Ignored:  `source 来源 数据来源 备注 序号 行号 recid id uniqueid cluster clusterid entityid remark notes 案号 caseno 日期 date`,
}

// Recognise tells by its heading what a column holds, and whether the heading tells it.
func Recognise(heading string) (compare.Kind, bool) {
	h := bare(heading)
	for kind, list := range headings {
		for w := range strings.FieldsSeq(list) {
			if w == h {
				return kind, true
			}
		}
	}
	return compare.Ignored, false
}

// bare writes a heading without what does not matter.
func bare(h string) string {
	h = strings.NewReplacer("_", "", "-", "", " ", "", "　", "", ".", "", "：", "", ":", "").Replace(strings.ToLower(h))
	if i := strings.IndexAny(h, "(（"); i > 0 {
		h = h[:i]
	}
	return h
}

// ByValues tells by its values what a column holds: what most of them look like, and
// compare.Ignored if they look like nothing that is known.
func ByValues(values []string) compare.Kind {
	seen := map[compare.Kind]int{}
	filled := 0
	for _, v := range values {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		filled++
		switch s := strings.ToUpper(v); {
		case strings.Count(v, "@") == 1 && strings.Contains(v, "."):
			seen[compare.Email]++
		case record.ResidentID(s) && len(s) == 18, record.CreditCode(s):
			seen[compare.Identifier]++
		case len(s) == 11 && s[0] == '1' && s[1] >= '3' && strings.Trim(s, "0123456789") == "":
			seen[compare.Phone]++
		case compare.ReadSex(v) != "" && s != "1" && s != "2":
			seen[compare.Sex]++
		}
	}
	for kind, n := range seen {
		if n*10 >= filled*8 && filled > 0 {
			return kind
		}
	}
	return compare.Ignored
}

// ReadMap reads a map of headings to kinds: a YAML file with one line "heading: kind" a column.
func ReadMap(b []byte) (map[string]compare.Kind, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil {
		return nil, fault.Invalidf("对照表不是 YAML：每行写“列名: 类别”。", "the map is not YAML: write a line \"column: kind\" for each.").Because(err)
	}
	kinds := map[string]compare.Kind{}
	if len(doc.Content) == 0 {
		return kinds, nil
	}
	root := doc.Content[0]
	if root.Kind != yaml.MappingNode {
		return nil, fault.Invalidf("对照表第 %d 行：应为“列名: 类别”。", "line %d of the map: expected \"column: kind\".", root.Line)
	}
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, value := root.Content[i], root.Content[i+1]
		kind := compare.Kind(value.Value)
		if value.Kind != yaml.ScalarNode || !known(kind) {
			return nil, fault.Invalidf("对照表第 %d 行：没有类别 %s；可用：%s。", "line %d of the map: there is no kind %s; there are: %s.", value.Line, value.Value, listed())
		}
		if _, twice := kinds[key.Value]; twice {
			return nil, fault.Invalidf("对照表第 %d 行：列 %s 写了两次。", "line %d of the map: the column %s stands twice.", key.Line, key.Value)
		}
		kinds[key.Value] = kind
	}
	return kinds, nil
}

func known(kind compare.Kind) bool {
	for _, k := range append(compare.Kinds(), compare.Ignored) {
		if k == kind {
			return true
		}
	}
	return false
}

func listed() string {
	var names []string
	for _, k := range compare.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(append(names, string(compare.Ignored)), ", ")
}
