// Package pack carries a model from one office to another in one signed file: the rule
// card with the rule, the cases that prove it, what it needs of the data, and a card to
// read. The office that receives it learns who made it, whether it was changed on the
// way, and whether it fits the data at hand, before anything is scanned.
package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/fault"
)

// Extension is how the name of a package ends.
const Extension = ".mjmodel"

// format is the first field of every manifest. It is signed with the rest, so that a
// signature given for something else is none for a package.
const format = "mingjian-model-package/1"

// The parts that every package has. Beside them is contract/STANDARD.json for each data
// set that the model reads.
const (
	manifestName  = "manifest.json"
	signatureName = "manifest.sig"
	modelName     = "model.yaml"
	casesName     = "cases.yaml"
	cardZHName    = "card.zh.md"
	cardENName    = "card.en.md"
)

// A Manifest says what a package holds and who answers for it. Its bytes are signed.
type Manifest struct {
	Format    string     `json:"format"`
	Model     string     `json:"model"` // branch/name
	Version   int        `json:"version"`
	Title     fault.Text `json:"title"`
	Publisher string     `json:"publisher"` // as it calls itself; what counts is the key
	Created   string     `json:"created"`   // ISO date
	Key       []byte     `json:"key"`       // Ed25519, 32 bytes
	Needs     []Need     `json:"needs"`     // by standard
	Parts     []Part     `json:"parts"`     // by name
}

// A Part is one file of the package other than manifest and signature.
type Part struct {
	Name   string `json:"name"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"` // hexadecimal
}

// A Need is what a model reads of one data set: the data contract. The whole standard is
// in contract/STANDARD.json as JSON Schema.
type Need struct {
	Standard string      `json:"standard"`
	Version  int         `json:"version"` // of the standard for which the model was made
	Title    fault.Text  `json:"title"`
	Fields   []NeedField `json:"fields"` // that the rule cannot do without
}

// A NeedField is one field that the rule reads.
type NeedField struct {
	Name  string        `json:"name"`
	Type  standard.Type `json:"type"`
	Title fault.Text    `json:"title"`
}

// A Package is a model on its way.
type Package struct {
	Manifest Manifest
	Parts    map[string][]byte // by name, without manifest and signature

	manifest  []byte // as signed
	signature []byte
}

// Fingerprint names the key that signed the package.
func (p Package) Fingerprint() string { return Fingerprint(p.Manifest.Key) }

// Sum is the SHA-256 of the signed manifest, and so of everything in the package.
func (p Package) Sum() string {
	sum := sha256.Sum256(p.manifest)
	return hex.EncodeToString(sum[:])
}

// Model returns model.yaml.
func (p Package) Model() []byte { return p.Parts[modelName] }

// Cases returns cases.yaml.
func (p Package) Cases() []byte { return p.Parts[casesName] }

// Card returns the card to read, in Markdown, in zh or en.
func (p Package) Card(lang string) []byte {
	if lang == "en" {
		return p.Parts[cardENName]
	}
	return p.Parts[cardZHName]
}

// modelID is what a model may be called: its branch and the name of its folder.
var modelID = regexp.MustCompile(`^(civil|criminal|administrative|public-interest)/[a-z0-9]+(-[a-z0-9]+)*$`)

// check reports what is wrong with the manifest itself.
func (m Manifest) check() error {
	switch {
	case m.Format != format:
		return fault.Invalidf("模型包的格式是 %.40q，本程序只认得 %q；可能须用更新的程序。", "the package has the format %.40q, and this program knows only %q; a newer program may be needed.", m.Format, format)
	case !modelID.MatchString(m.Model) || len(m.Model) > 100 || m.Version < 1 || m.Version > 1_000_000:
		return fault.Invalidf("模型包中的模型编号或版本不合规：%.100q 第 %d 版。", "the package has a malformed model id or version: %.100q version %d.", m.Model, m.Version)
	case !label(m.Publisher):
		return badPublisher()
	case m.Title.ZH == "" || m.Title.EN == "" || !shown(m.Title.ZH) || !shown(m.Title.EN):
		return fault.Invalidf("模型包中的模型名称缺失或含有不可显示的字符。", "the title of the model is missing or has characters that cannot be shown.")
	case !isDay(m.Created):
		return fault.Invalidf("模型包的制作日期 %.40q 不是 2026-01-31 这样的日期。", "the package was made on %.40q, which is no date like 2026-01-31.", m.Created)
	}
	return nil
}

func badPublisher() error {
	return fault.Invalidf("发布者名称须为 1 至 80 个可显示的字符，首尾无空格。", "the publisher must be named by 1 to 80 characters that can be shown, without spaces at the ends.")
}

// label reports whether s can be shown as the name of somebody.
func label(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= 80 && strings.TrimSpace(s) == s && shown(s)
}

// shown reports whether a terminal shows s as it is: no control characters, nothing that
// turns the direction of writing.
func shown(s string) bool {
	return utf8.ValidString(s) && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) < 0
}

func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
