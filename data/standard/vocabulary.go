package standard

import "github.com/mingjian/mingjian/fault"

// Owners are the agencies that own data, by code. An owner that is not here is a
// misspelling.
func Owners() map[string]fault.Text {
	return map[string]fault.Text{
		"procuratorate":            {ZH: "人民检察院", EN: "Procuratorate"},
		"court":                    {ZH: "人民法院", EN: "Courts"},
		"police":                   {ZH: "公安机关", EN: "Police"},
		"state_security":           {ZH: "国家安全机关", EN: "State security"},
		"justice":                  {ZH: "司法行政机关", EN: "Justice administration"},
		"prison":                   {ZH: "监狱", EN: "Prisons"},
		"civil_affairs":            {ZH: "民政部门", EN: "Civil affairs"},
		"human_resources":          {ZH: "人力资源和社会保障部门", EN: "Human resources and social security"},
		"medical_insurance":        {ZH: "医疗保障部门", EN: "Medical insurance"},
		"health":                   {ZH: "卫生健康部门", EN: "Health"},
		"education":                {ZH: "教育部门", EN: "Education"},
		"market_supervision":       {ZH: "市场监督管理部门", EN: "Market supervision"},
		"tax":                      {ZH: "税务机关", EN: "Tax authority"},
		"finance":                  {ZH: "财政部门", EN: "Finance"},
		"audit":                    {ZH: "审计机关", EN: "Audit"},
		"housing":                  {ZH: "住房和城乡建设部门", EN: "Housing and construction"},
		"housing_fund":             {ZH: "住房公积金管理中心", EN: "Housing provident fund"},
		"natural_resources":        {ZH: "自然资源部门", EN: "Natural resources"},
		"environment":              {ZH: "生态环境部门", EN: "Environment"},
		"water":                    {ZH: "水利部门", EN: "Water"},
		"agriculture":              {ZH: "农业农村部门", EN: "Agriculture"},
		"forestry":                 {ZH: "林业和草原部门", EN: "Forestry and grassland"},
		"commerce":                 {ZH: "商务部门", EN: "Commerce"},
		"transport":                {ZH: "交通运输部门", EN: "Transport"},
		"emergency":                {ZH: "应急管理部门", EN: "Emergency management"},
		"culture":                  {ZH: "文化和旅游部门", EN: "Culture and tourism"},
		"customs":                  {ZH: "海关", EN: "Customs"},
		"veterans":                 {ZH: "退役军人事务部门", EN: "Veterans affairs"},
		"disabled_federation":      {ZH: "残疾人联合会", EN: "Disabled persons' federation"},
		"intellectual_property":    {ZH: "知识产权部门", EN: "Intellectual property"},
		"financial_regulation":     {ZH: "金融监管部门", EN: "Financial regulation"},
		"bank":                     {ZH: "银行", EN: "Banks"},
		"insurance":                {ZH: "保险公司", EN: "Insurers"},
		"notary":                   {ZH: "公证机构", EN: "Notaries"},
		"labour_arbitration":       {ZH: "劳动人事争议仲裁机构", EN: "Labour arbitration"},
		"arbitration":              {ZH: "仲裁机构", EN: "Arbitration"},
		"bankruptcy_administrator": {ZH: "破产管理人", EN: "Bankruptcy administrators"},
		"mediation":                {ZH: "调解组织", EN: "Mediators"},
		"government_data":          {ZH: "政务数据管理部门", EN: "Government data"},
		"other":                    {ZH: "其他单位", EN: "Others"},
	}
}

// Units are the units that numbers of standards have, by code.
func Units() map[string]fault.Text {
	return map[string]fault.Text{
		"yuan": {ZH: "元", EN: "yuan"}, "percent": {ZH: "百分比", EN: "percent"}, "square_metres": {ZH: "平方米", EN: "square metres"},
		"hours": {ZH: "小时", EN: "hours"}, "days": {ZH: "天", EN: "days"}, "months": {ZH: "个月", EN: "months"}, "years": {ZH: "年", EN: "years"},
		"people": {ZH: "人", EN: "people"}, "times": {ZH: "次", EN: "times"}, "shares": {ZH: "股", EN: "shares"}, "bits": {ZH: "比特", EN: "bits"},
		"metres": {ZH: "米", EN: "metres"}, "kilometres": {ZH: "公里", EN: "kilometres"}, "tonnes": {ZH: "吨", EN: "tonnes"}, "cubic_metres": {ZH: "立方米", EN: "cubic metres"}, "litres": {ZH: "升", EN: "litres"},
	}
}

// TieKinds are the relations that a standard may state, by code. The first of a tie is what
// the word says of the second: an officer is officer of a company.
func TieKinds() map[string]fault.Text {
	return map[string]fault.Text{
		"spouse": {ZH: "配偶", EN: "spouse of"}, "parent": {ZH: "父母", EN: "parent of"}, "sibling": {ZH: "兄弟姐妹", EN: "sibling of"},
		"household": {ZH: "同户", EN: "in the household of"}, "guardian": {ZH: "监护人", EN: "guardian of"}, "officer": {ZH: "任职", EN: "officer of"},
		"legal_rep": {ZH: "法定代表人", EN: "legal representative of"}, "shareholder": {ZH: "股东", EN: "shareholder of"}, "employer": {ZH: "用人单位", EN: "employer of"},
		"guarantor": {ZH: "担保人", EN: "guarantor of"}, "creditor": {ZH: "债权人", EN: "creditor of"}, "transfer": {ZH: "转账", EN: "has paid"},
		"agent": {ZH: "代理人", EN: "agent of"}, "other": {ZH: "其他", EN: "related to"},
	}
}

// formats lists the formats by the type of the fields that may have them.
func formats() map[Type][]Format {
	return map[Type][]Format{
		TypeText: {FormatPersonName, FormatOrgName, FormatResidentID, FormatCreditCode, FormatDivision, FormatCaseNo,
			FormatPhone, FormatAccount, FormatPlate, FormatAddress, FormatPartyNo},
		TypeDate: {FormatMonth, FormatFromMonth, FormatToMonth, FormatPeriodFrom, FormatPeriodTo},
	}
}

// told lists the formats of fields that may tell a trait. A field without a format may tell
// any but a date.
func told() map[Trait][]Format {
	return map[Trait][]Format{
		TraitName: {FormatPersonName, FormatOrgName}, TraitIDNo: {FormatResidentID, FormatPartyNo}, TraitCreditCode: {FormatCreditCode, FormatPartyNo},
		TraitNumber: {FormatAccount}, TraitBornOn: {}, TraitSex: {}, TraitAddress: {FormatAddress}, TraitDivision: {FormatDivision},
		TraitPhone: {FormatPhone}, TraitFirm: {FormatOrgName},
	}
}

// Sayings are what may be looked for in a text, and the type of the fields that it fills.
func Sayings() map[string]Type {
	return map[string]Type{
		"penalty": TypeText, "term": TypeInteger, "probation": TypeInteger, "fine": TypeNumber,
		"confiscation": TypeNumber, "restitution": TypeNumber, "paid": TypeNumber, "released": TypeDate, "completed": TypeDate, "mediation_end": TypeDate, "sum": TypeNumber, "state": TypeText,
	}
}
