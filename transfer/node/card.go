// Package node knows the agencies that exchange: this one, with its private keys, and its
// partners, by the cards that they gave. A card says who an agency is, which keys it uses
// and where it is reached; it counts only once a person has compared its fingerprint.
package node

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// A Kind is what sort of agency a node is. It decides what it can be asked.
type Kind string

// The kinds of agency.
const (
	Procuratorate  Kind = "procuratorate"  // 检察院
	Court          Kind = "court"          // 法院
	Police         Kind = "police"         // 公安机关
	Justice        Kind = "justice"        // 司法行政机关
	Administration Kind = "administration" // 行政机关
	Arbitration    Kind = "arbitration"    // 劳动仲裁机构
	Administrator  Kind = "administrator"  // 破产管理人
	Registry       Kind = "registry"       // 银行、登记机构
)

// Kinds returns every kind of agency.
func Kinds() []Kind {
	return []Kind{Procuratorate, Court, Police, Justice, Administration, Arbitration, Administrator, Registry}
}

// In returns the name of the kind for people.
func (k Kind) In() fault.Text {
	switch k {
	case Procuratorate:
		return fault.Text{ZH: "检察院", EN: "procuratorate"}
	case Court:
		return fault.Text{ZH: "法院", EN: "court"}
	case Police:
		return fault.Text{ZH: "公安机关", EN: "police"}
	case Justice:
		return fault.Text{ZH: "司法行政机关", EN: "judicial administration"}
	case Administration:
		return fault.Text{ZH: "行政机关", EN: "administrative agency"}
	case Arbitration:
		return fault.Text{ZH: "劳动人事争议仲裁机构", EN: "labour arbitration body"}
	case Administrator:
		return fault.Text{ZH: "破产管理人", EN: "bankruptcy administrator"}
	case Registry:
		return fault.Text{ZH: "银行、登记机构", EN: "bank or registry"}
	}
	return fault.Text{ZH: "未知机构", EN: "unknown agency"}
}

// An Agency is who takes part.
type Agency struct {
	Code    string     `json:"code" doc:"Code of the agency, the same everywhere: letters, digits and hyphens, at most 40." example:"330102-jcy"`
	Name    fault.Text `json:"name" doc:"Its full name."`
	Kind    Kind       `json:"kind" enum:"procuratorate,court,police,justice,administration,arbitration,administrator,registry" doc:"What sort of agency it is."`
	Address string     `json:"address" doc:"Where letters are sent: https://host:port, or empty if it is reached by packages only."`
}

var codeForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,39}$`)

// Check reports what is wrong with a.
func (a Agency) Check() error {
	switch {
	case !codeForm.MatchString(a.Code):
		return fault.Invalidf("机构代码 %q 只能由字母、数字和连字符组成，不超过 40 个字符。", "The code of an agency has letters, digits and hyphens, at most 40; %q has not.", a.Code)
	case strings.TrimSpace(a.Name.ZH) == "" || utf8.RuneCountInString(a.Name.ZH+a.Name.EN) > 200 || !db.Storable(a.Name.ZH+a.Name.EN):
		return fault.Invalidf("请填写机构名称（不超过 200 个字）。", "Give the name of the agency, at most 200 characters.")
	case !slices.Contains(Kinds(), a.Kind):
		return fault.Invalidf("没有机构类别 %q。", "There is no kind of agency %q.", a.Kind)
	case a.Address != "" && !strings.HasPrefix(a.Address, "https://"):
		return fault.Invalidf("地址应以 https:// 开头：%q。", "An address begins with https://, not %q.", a.Address)
	}
	return nil
}

// A DatedKey is a public key with the time in which its owner signs with it.
type DatedKey struct {
	Public seal.Public `json:"public" doc:"The key."`
	From   time.Time   `json:"from" doc:"First moment at which it signs."`
	Until  time.Time   `json:"until,omitzero" doc:"Moment from which it no longer signs; absent if none is set."`
}

// At reports whether the key signs at the moment t.
func (k DatedKey) At(t time.Time) bool {
	return !t.Before(k.From) && (k.Until.IsZero() || t.Before(k.Until))
}

// A Card is what an agency hands to another.
type Card struct {
	Agency
	Number int        `json:"number" doc:"Counts the cards of the agency: a newer one replaces an older."`
	Made   time.Time  `json:"made" doc:"When it was made."`
	Keys   []DatedKey `json:"keys" nullable:"false" doc:"Its keys, the newest first; older ones check what was signed before."`
	TLS    []byte     `json:"tls" doc:"Ed25519 public key with which it proves who it is on a connection; the same until the agency is set up anew."`
}

// cardType is the type of the JWS of a card.
const cardType = "mingjian-card+jws"

// Current returns the key to seal to: the newest.
func (c Card) Current() seal.Public { return c.Keys[0].Public }

// Fingerprint is what two people compare: that of the newest key.
func (c Card) Fingerprint() string { return c.Current().Fingerprint() }

// Publics returns the keys that signed at the moment t.
func (c Card) Publics(t time.Time) (list []seal.Public) {
	for _, k := range c.Keys {
		if k.At(t) {
			list = append(list, k.Public)
		}
	}
	return list
}

// Check reports what is wrong with c.
func (c Card) Check() error {
	if err := c.Agency.Check(); err != nil {
		return err
	}
	if c.Number < 1 || c.Made.IsZero() || len(c.Keys) == 0 || len(c.Keys) > 100 || len(c.TLS) != ed25519.PublicKeySize {
		return fault.Invalidf("名片缺少编号、日期或者密钥。", "The card lacks its number, its date or its keys.")
	}
	for _, k := range c.Keys {
		if err := k.Public.Check(); err != nil {
			return err
		}
	}
	return nil
}

// A Signed card is a card with the keys that have signed it.
type Signed struct {
	Card
	By []seal.Public // the newest key of the card, then older ones of the agency
}

// ReadCard reads a card: one line for each key that signed it, the newest key of the card
// first. Its signature proves that whoever made the card holds the key, not who that is; an
// older key on the next line proves that it is whoever held that.
func ReadCard(text string) (Signed, error) {
	lines := strings.Fields(text)
	if len(lines) == 0 || len(lines) > 10 {
		return Signed{}, notCard(nil)
	}
	claimed, err := seal.Unproven(lines[0])
	if err != nil {
		return Signed{}, notCard(err)
	}
	var c Card
	if err := json.Unmarshal(claimed, &c); err != nil {
		return Signed{}, notCard(err)
	}
	if err := c.Check(); err != nil {
		return Signed{}, err
	}
	signed := Signed{Card: c}
	for i, line := range lines {
		said, key, err := seal.Read(cardType, line, c.all())
		if err != nil {
			return Signed{}, err
		}
		if !bytes.Equal(said, claimed) || i == 0 && !key.Equal(c.Current()) {
			return Signed{}, notCard(nil)
		}
		signed.By = append(signed.By, key)
	}
	return signed, nil
}

// readKept reads a card that was checked when it was kept.
func readKept(text string) (c Card, err error) {
	line, _, _ := strings.Cut(text, "\n")
	claimed, err := seal.Unproven(line)
	if err == nil {
		err = json.Unmarshal(claimed, &c)
	}
	if err == nil {
		err = c.Check()
	}
	return c, err
}

// all returns every key of the card.
func (c Card) all() (list []seal.Public) {
	for _, k := range c.Keys {
		list = append(list, k.Public)
	}
	return list
}

func notCard(err error) error {
	return fault.Invalidf("这不是机构名片；名片由 mingjian node card 输出。", "This is no card of an agency; mingjian node card prints one.").Because(err)
}

// write signs c with each of the keys and returns a line for each.
func (c Card) write(keys []seal.Key) (string, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return "", fmt.Errorf("write card: %w", err)
	}
	var out strings.Builder
	for _, key := range keys {
		line, err := key.Write(cardType, b)
		if err != nil {
			return "", err
		}
		out.WriteString(line + "\n")
	}
	return out.String(), nil
}
