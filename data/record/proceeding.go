package record

// A Branch is the branch of justice a paper belongs to.
type Branch string

// The branches.
const (
	Civil          Branch = "civil"          // 民事
	Criminal       Branch = "criminal"       // 刑事
	Administrative Branch = "administrative" // 行政
	Compensation   Branch = "compensation"   // 国家赔偿
	Executive      Branch = "enforcement"    // 执行
	Insolvency     Branch = "bankruptcy"     // 强制清算与破产
)

// A Track is the form of procedure by which a case is heard.
type Track string

// The tracks.
const (
	Ordinary    Track = "ordinary"     // 普通程序
	Simplified  Track = "simplified"   // 简易程序
	SmallClaims Track = "small_claims" // 小额诉讼
)

// A Bench is who decides.
type Bench string

// The benches.
const (
	SoleJudge Bench = "sole"  // 独任审理
	Panel     Bench = "panel" // 合议庭
)

// A CaseNumber is a case number taken apart (最高人民法院关于人民法院案件案号的若干规定,
// 法〔2015〕137号; for numbers before 2016 the usage of the time).
type CaseNumber struct {
	Year   int    `json:"year"`           // year of acceptance
	Court  string `json:"court"`          // code of the court, 粤0303 or 最高法; before 2016 its short name, 深罗法
	Type   string `json:"type"`           // type code, 民初; before 2016 民初字 without 第
	Serial string `json:"serial"`         // 23663, or 12-15 for joined cases
	Part   string `json:"part,omitempty"` // 之一: which paper of the same number
}

// A PriorCase is another decision that the text names by its number: the one appealed
// against, the one enforced, a related suit.
type PriorCase struct {
	CaseNo     string    `json:"case_no"`              // normal form, see NormalCaseNo
	Relation   Relation  `json:"relation"`             // what it is to the present case
	Court      string    `json:"court,omitempty"`      // as written before the number; of 本院 the own court
	DocType    DocType   `json:"doc_type,omitempty"`   // as written after the number
	Procedure  Procedure `json:"procedure,omitempty"`  // by its type code
	DecidedOn  string    `json:"decided_on,omitempty"` // ISO date, where the text gives it
	Span       Span      `json:"span"`                 // the number
	Confidence float64   `json:"confidence"`           // see Judgment.Confidence
}

// A Relation is what another case is to the present one.
type Relation string

// The relations.
const (
	ReviewedCase Relation = "reviewed" // appealed against, or asked to be retried
	EnforcedCase Relation = "enforced" // the title that is enforced (执行依据)
	RelatedCase  Relation = "related"  // named for another reason
)

// A Citation is one article of law that the text cites.
type Citation struct {
	Law        string  `json:"law"`                 // title without 《》, as written
	Article    string  `json:"article,omitempty"`   // article as digits: 206, 252 for 第二百五十二条, 120-1 for 第一百二十条之一
	Paragraph  int     `json:"paragraph,omitempty"` // 款, from 1
	Item       int     `json:"item,omitempty"`      // 项, from 1
	Span       Span    `json:"span"`
	Confidence float64 `json:"confidence"` // see Judgment.Confidence
}
