package source

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"
)

const (
	markUTF8 = "\xEF\xBB\xBF" // byte order mark

	// sampleSize is how many bytes decide which encoding a text has.
	sampleSize = 16 << 10
	// leastPlausible is the share of characters that must be usual in Chinese court
	// documents for bytes that are not UTF-8 to count as text. Of 1,054 real documents
	// each reached 0.97 or more in its own encoding and at most 0.69 in another; random
	// bytes read as GB18030 reach 0.52.
	leastPlausible = 0.85
	// mostControls is the share of control characters that UTF-8 text may have.
	mostControls = 0.02
)

// decode returns the text that b holds, and how many of its characters could not be
// decoded. A byte order mark decides the encoding; else whatever is valid UTF-8 is
// UTF-8; else that of UTF-8, GB18030 and UTF-16 is taken in which b looks most like
// Chinese. It reports false if b is no text in any of them.
func decode(b []byte) (text string, mended int, ok bool) {
	if enc := markedUTF16(b); enc != nil {
		text, mended = transcode(enc, b)
		return text, mended, plausible(text) >= leastPlausible
	}
	b = bytes.TrimPrefix(b, []byte(markUTF8))
	if utf8.Valid(b) && controls(b) <= mostControls {
		return string(b), 0, true
	}
	best, score := encoding.Encoding(nil), 0.0
	for _, enc := range []encoding.Encoding{encunicode.UTF8, simplifiedchinese.GB18030, utf16(encunicode.LittleEndian), utf16(encunicode.BigEndian)} {
		sample, _ := transcode(enc, b[:min(len(b), sampleSize)])
		if s := plausible(sample); s > score {
			best, score = enc, s
		}
	}
	if score < leastPlausible {
		return "", 0, false
	}
	text, mended = transcode(best, b)
	return text, mended, plausible(text) >= leastPlausible
}

func utf16(order encunicode.Endianness) encoding.Encoding {
	return encunicode.UTF16(order, encunicode.IgnoreBOM)
}

// markedUTF16 returns the encoding that a UTF-16 byte order mark announces, or nil.
func markedUTF16(b []byte) encoding.Encoding {
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) {
		return encunicode.UTF16(encunicode.LittleEndian, encunicode.ExpectBOM)
	}
	if bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return encunicode.UTF16(encunicode.BigEndian, encunicode.ExpectBOM)
	}
	return nil
}

// transcode decodes b, and counts the places that it had to replace by U+FFFD. A
// replacement character that stood in UTF-8 text before is not counted.
func transcode(enc encoding.Encoding, b []byte) (string, int) {
	const replaced = "\uFFFD"
	if enc == encunicode.UTF8 {
		text := strings.ToValidUTF8(string(b), replaced)
		return text, strings.Count(text, replaced) - bytes.Count(b, []byte(replaced))
	}
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil {
		return "", 0
	}
	text := string(out)
	return text, strings.Count(text, replaced)
}

// controls returns the share of control characters in b that no text needs.
func controls(b []byte) float64 {
	n := 0
	for _, c := range b {
		if c < ' ' && !bytes.ContainsRune([]byte("\t\n\v\f\r"), rune(c)) || c == 0x7F {
			n++
		}
	}
	return float64(n) / float64(max(len(b), 1))
}

// plausible returns the share of characters in text that are usual in Chinese court
// documents.
func plausible(text string) float64 {
	all, good := 0, 0
	for _, r := range text {
		all++
		if usual(r) {
			good++
		}
	}
	if all == 0 {
		return 0
	}
	return float64(good) / float64(all)
}

// usual reports whether r is a common Han character, a mark or sign that Chinese text
// uses, or printable ASCII.
func usual(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r >= ' ' && r != 0x7F || strings.ContainsRune("\t\n\v\f\r", r)
	case r >= firstHan && r <= lastHan:
		return commonHan()[r-firstHan]
	case r == utf8.RuneError:
		return false
	case r >= 0x3000 && r <= 0x303F, r >= 0xFF01 && r <= 0xFF5E, r >= 0x2010 && r <= 0x2027, r == 0xFFE5:
		return true // brackets, stops and full-width forms
	case r >= 0xA1 && r <= 0xFF, r >= 0x2030 && r <= 0x2642:
		return unicode.IsPrint(r) // · × ① Ⅱ ≥ ※ ■
	}
	return false
}

const (
	firstHan = 0x4E00
	lastHan  = 0x9FFF
)

// commonHan marks the 3,755 characters of level 1 of GB 2312-80 (rows 16 to 55), the
// commonest ones. Any two bytes of a certain range are some character of GB18030;
// only the share of common ones tells text from chance.
var commonHan = sync.OnceValue(func() *[lastHan - firstHan + 1]bool {
	var common [lastHan - firstHan + 1]bool
	dec := simplifiedchinese.GBK.NewDecoder()
	for lead := byte(0xB0); lead <= 0xD7; lead++ {
		for trail := byte(0xA1); trail <= 0xFE; trail++ {
			b, err := dec.Bytes([]byte{lead, trail})
			if r, _ := utf8.DecodeRune(b); err == nil && r >= firstHan && r <= lastHan {
				common[r-firstHan] = true
			}
		}
	}
	return &common
})

// blank reports whether text has nothing but white space and marks of no width.
func blank(text string) bool {
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == 0xFEFF || r == 0x200B }) == ""
}
