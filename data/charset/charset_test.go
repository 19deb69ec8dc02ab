package charset

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	encunicode "golang.org/x/text/encoding/unicode"
)

// TestGuess: a sample may be cut in the middle of a character.
func TestGuess(t *testing.T) {
	text := "姓名,身份证号,金额\n张某,330106199001010011,1200.50\n"
	little := encunicode.UTF16(encunicode.LittleEndian, encunicode.UseBOM)
	for _, tc := range []struct {
		name string
		enc  encoding.Encoding
	}{{"utf-8", encunicode.UTF8}, {"gb18030", simplifiedchinese.GB18030}, {"utf-16 with mark", little}, {"utf-16", UTF16(encunicode.BigEndian)}} {
		b, err := tc.enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		for n := len(b) - 8; n <= len(b); n++ {
			guess := Guess(b[:n])
			if guess == nil {
				t.Errorf("%s cut at %d: no text", tc.name, n)
				continue
			}
			if got, _ := Transcode(guess, b); got != text && got != "\uFEFF"+text {
				t.Errorf("%s cut at %d: got %q", tc.name, n, got)
			}
		}
	}
	if Guess([]byte("\x00\x01\x02\x80\x81\xfe\xff\x00\x03\x04")) != nil {
		t.Error("random bytes were taken for text")
	}
}

func TestDecodeCountsWhatItMended(t *testing.T) {
	text, mended, ok := Decode([]byte("原告张某与被告李某\xff民间借贷纠纷一案"))
	if !ok || mended != 1 || text != "原告张某与被告李某\uFFFD民间借贷纠纷一案" {
		t.Errorf("got %q, %d, %v", text, mended, ok)
	}
}
