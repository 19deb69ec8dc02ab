package dispatch

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/seal"
)

// textType is the type of the JWS of a dispatch.
const textType = "mingjian-dispatch+jws"

// MaxText is the greatest size of a signed dispatch: files go beside it.
const MaxText = 4 << 20

// Sign returns the signed text of d: what is kept, what is sealed, what third parties are
// shown.
func (d Dispatch) Sign(key seal.Key) (string, error) {
	if err := d.check(); err != nil {
		return "", err
	}
	if _, err := d.valid(); err != nil {
		return "", err
	}
	b, err := d.MarshalJSON()
	if err != nil {
		return "", fmt.Errorf("write dispatch %s: %w", d.ID, err)
	}
	text, err := key.Write(textType, b)
	if err != nil {
		return "", err
	}
	if len(text) > MaxText {
		return "", fault.Invalidf("移送内容过大（%d 字节，上限 %d）；请改用附件。", "The dispatch has %d bytes, more than %d; send files as attachments.", len(text), MaxText)
	}
	return text, nil
}

// A Claim is a signed text that was read and not checked: what it says, and who says to have
// said it.
type Claim struct {
	Dispatch
	text seal.Text
}

// ReadClaim reads a signed text without checking it.
func ReadClaim(text string) (c Claim, err error) {
	if len(text) > MaxText {
		return Claim{}, fault.Invalidf("移送内容过大（%d 字节，上限 %d）。", "The dispatch has %d bytes, more than %d.", len(text), MaxText)
	}
	if c.text, err = seal.Parse(text); err != nil {
		return Claim{}, err
	}
	if err := c.Dispatch.UnmarshalJSON(c.text.Unproven()); err != nil {
		return Claim{}, err
	}
	return c, nil
}

// Proven returns the dispatch if one of the keys has signed it.
func (c Claim) Proven(keys []seal.Public) (Dispatch, error) {
	if _, _, err := c.text.Proven(textType, keys); err != nil {
		return Dispatch{}, err
	}
	return c.Dispatch, nil
}

// Verify reads a signed text and checks that one of the keys has signed it.
func Verify(text string, keys []seal.Public) (Dispatch, error) {
	c, err := ReadClaim(text)
	if err != nil {
		return Dispatch{}, err
	}
	return c.Proven(keys)
}

// Claimed reads a signed text without checking it, to learn who says to have sent it.
func Claimed(text string) (Dispatch, error) {
	c, err := ReadClaim(text)
	return c.Dispatch, err
}

// Kept returns what a signed text of that kind carries, which was checked when it was kept.
func Kept(kind Kind, text string) (any, error) {
	_, rest, _ := strings.Cut(text, ".")
	payload, _, _ := strings.Cut(rest, ".")
	b, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return nil, notDispatch(err)
	}
	v := kind.data()
	if v == nil {
		return nil, notDispatch(fmt.Errorf("kind %.40q", string(kind)))
	}
	e := struct {
		Data struct {
			Body any `json:"body"`
		} `json:"data"`
	}{}
	e.Data.Body = v
	if err := json.Unmarshal(b, &e); err != nil {
		return nil, notDispatch(err)
	}
	return v, nil
}

// Hash names a signed text: its SHA-256 in hexadecimal.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// An Outside is what stands on the outside of a letter, in the open: who it is for, who says
// to have sent it, and which key opens it.
type Outside struct {
	Format string `json:"format"` // mingjian-letter/1 or mingjian-letter/2
	From   string `json:"from"`   // code of the agency
	To     string `json:"to"`     // code of the agency
	Key    string `json:"key"`    // id of the key it is sealed for

	// Count is how many signed texts are in a letter of the second form, which are sealed
	// together; in one of the first it is 0, and there is one.
	Count int `json:"count,omitempty"`
}

// The forms of letters. The first is understood by every version of the program.
const (
	letterFormat = "mingjian-letter/1"
	manyFormat   = "mingjian-letter/2"
)

// MaxCount is how many signed texts a letter holds at most.
const MaxCount = 500

// Texts is how many signed texts the letter says to hold.
func (o Outside) Texts() int { return max(1, o.Count) }

// Enclose seals a signed text for a key: one line of JSON with the outside, which is bound to
// what is sealed, then the sealed bytes.
func Enclose(text, from, to string, key seal.Public) ([]byte, error) {
	return enclose(Outside{Format: letterFormat, From: from, To: to, Key: key.ID()}, text, key)
}

// EncloseMany seals several signed texts in one letter, at most [MaxCount] and together no
// longer than the greatest one: each proves itself, and sealing costs more than most of them.
func EncloseMany(texts []string, from, to string, key seal.Public) ([]byte, error) {
	o := Outside{Format: manyFormat, From: from, To: to, Key: key.ID(), Count: len(texts)}
	return enclose(o, strings.Join(texts, "\n"), key) // a JWS has no line break
}

func enclose(o Outside, inside string, key seal.Public) ([]byte, error) {
	outside, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("write letter: %w", err)
	}
	sealed, err := key.Seal(outside, []byte(inside))
	if err != nil {
		return nil, err
	}
	return append(append(outside, '\n'), sealed...), nil
}

// ReadOutside reads the outside of a letter.
func ReadOutside(letter []byte) (Outside, error) {
	o, _, _, err := split(letter)
	return o, err
}

// split returns the outside of a letter as read, as written, and what is sealed.
func split(letter []byte) (o Outside, written, sealed []byte, err error) {
	written, _, ok := bytes.Cut(letter[:min(len(letter), maxOutside)], []byte("\n"))
	if !ok || len(letter) > MaxText+4096 {
		return Outside{}, nil, nil, notLetter(nil)
	}
	dec := json.NewDecoder(bytes.NewReader(written))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		return Outside{}, nil, nil, notLetter(err)
	}
	one, many := o.Format == letterFormat && o.Count == 0, o.Format == manyFormat && o.Count > 0 && o.Count <= MaxCount
	if !one && !many || !codeForm.MatchString(o.From) || !codeForm.MatchString(o.To) {
		return Outside{}, nil, nil, notLetter(nil)
	}
	return o, written, letter[len(written)+1:], nil
}

// maxOutside is the greatest length of the outside.
const maxOutside = 1024

func notLetter(err error) error {
	return fault.Invalidf("不是本平台的封装件。", "This is no sealed letter.").Because(err)
}

// Open opens a letter with the key of the outside, which keyOf finds, and returns the signed
// texts in it.
func Open(letter []byte, keyOf func(id string) (seal.Key, bool)) (Outside, []string, error) {
	o, written, sealed, err := split(letter)
	if err != nil {
		return Outside{}, nil, err
	}
	key, ok := keyOf(o.Key)
	if !ok {
		return o, nil, fault.Forbiddenf("封装件是封给密钥 %s 的，本机构没有这一密钥。", "The letter is sealed for the key %s, which this agency does not have.", o.Key)
	}
	inside, err := key.Open(written, sealed)
	if err != nil {
		return o, nil, err
	}
	if o.Format == letterFormat {
		return o, []string{string(inside)}, nil
	}
	if n := 1 + bytes.Count(inside, []byte("\n")); n != o.Count {
		return o, nil, notLetter(fmt.Errorf("it holds %d texts and says %d", n, o.Count))
	}
	return o, strings.Split(string(inside), "\n"), nil
}
