package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// A look is what a style makes of a number.
type look int

const (
	lookNumber look = iota
	lookDate
	lookTime // of day
	lookPercent
)

// readStyles reads how the styles of a workbook show numbers.
func (w *workbook) readStyles(name string) error {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if w.parts[strings.ToLower(name)] == nil {
		return nil
	}
	if err := w.decode(name, &styles); err != nil {
		return err
	}
	codes := map[int]string{}
	for _, f := range styles.Formats {
		codes[f.ID] = f.Code
	}
	for _, c := range styles.Cells {
		code, own := codes[c.Format]
		if own {
			w.styles = append(w.styles, lookOfCode(code))
		} else {
			w.styles = append(w.styles, lookOfFormat(c.Format))
		}
	}
	return nil
}

// lookOfFormat knows the formats that workbooks name by number only (ECMA-376 part 1,
// 18.8.30, with those of Chinese Excel).
func lookOfFormat(id int) look {
	switch {
	case id == 9 || id == 10:
		return lookPercent
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return lookTime
	case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return lookDate
	}
	return lookNumber
}

// lookOfCode reads a format such as yyyy"年"m"月"d"日";@ or 0.00%.
func lookOfCode(code string) look {
	code, _, _ = strings.Cut(code, ";") // negative numbers may look otherwise
	bare := strings.ToLower(bareCode(code))
	switch {
	case strings.Contains(bare, "general"), strings.Contains(bare, "通用格式"):
		return lookNumber
	case strings.ContainsAny(bare, "yd年日"):
		return lookDate
	case strings.ContainsAny(bare, "hs:"):
		return lookTime
	case strings.Contains(bare, "m"):
		return lookDate
	case strings.Contains(bare, "%"):
		return lookPercent
	}
	return lookNumber
}

// bareCode drops from a format what is shown as it stands: quoted texts, escaped characters,
// and colours and conditions in brackets. Hours beyond a day, [h], stay.
func bareCode(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return b.String()
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return b.String()
			}
			if in := strings.ToLower(code[i+1 : i+n]); strings.Trim(in, "hms") == "" {
				b.WriteString(in + ":")
			}
			i += n
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String()
}

const (
	// wholeDigits are the digits of a number that a workbook keeps.
	wholeDigits = 15
	// lastSerial is 9999-12-31.
	lastSerial = 2958465
	// firstLost is the least number with more digits than a workbook keeps.
	firstLost = 1e15
)

// numberCell returns a number of a workbook as a cell. Sixteen digits and more are written
// with an exponent, as Excel shows them: the last ones are not there.
func (w *workbook) numberCell(text []byte, l look) Cell {
	if l == lookNumber && exact(text) {
		return Cell{string(text), Number}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(string(text)), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{valid(text), Text}
	}
	return shown(v, l, w.days)
}

// shown returns a number as a style shows it.
func shown(v float64, l look, days Calendar) Cell {
	switch {
	case l == lookDate && v >= 0 && v < lastSerial+1:
		return serialCell(v, days)
	case l == lookTime && v >= 0 && v < 1:
		return Cell{clock(int(math.Round(v * 86400))), Text}
	case l == lookTime && v >= 1 && v < lastSerial+1:
		return serialCell(v, days)
	case l == lookPercent:
		return Cell{numberText(v*100) + "%", Number}
	}
	return Cell{numberText(v), Number}
}

// exact reports whether a number in a workbook is written as a person would: few digits, no
// exponent.
func exact(text []byte) bool {
	digits := 0
	for i, c := range text {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && i > 0, c == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && digits <= wholeDigits
}

// numberText writes a number with the fifteen digits that Excel shows: 0.30000000000000004
// is 0.3 to the person who typed it.
func numberText(v float64) string {
	if math.Abs(v) >= firstLost {
		return strings.Replace(strconv.FormatFloat(v, 'E', wholeDigits-1, 64), "0E+", "E+", 1)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', wholeDigits, 64), 64)
	if err != nil {
		short = v
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// serialCell returns the day, and the time of day if there is one, that a serial number means.
func serialCell(v float64, days Calendar) Cell {
	whole := math.Floor(v)
	seconds := int(math.Round((v - whole) * 86400))
	if seconds == 86400 {
		whole, seconds = whole+1, 0
	}
	text := serialDay(int(whole), days).Format(time.DateOnly)
	if seconds > 0 {
		text += " " + clock(seconds)
	}
	return Cell{text, Date}
}

// serialDay returns the day that a workbook means by n. Excel's 1900 has a 29th of February,
// which is day 60; days before it count from the last day of 1899.
func serialDay(n int, days Calendar) time.Time {
	switch {
	case days == SerialsFrom1904:
		return time.Date(1904, 1, 1+n, 0, 0, 0, 0, time.UTC)
	case n < 60:
		return time.Date(1899, 12, 31+n, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC)
}

// clock writes seconds of a day.
func clock(seconds int) string {
	return time.Unix(int64(seconds), 0).UTC().Format(time.TimeOnly)
}
