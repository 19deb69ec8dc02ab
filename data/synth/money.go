package synth

import "strconv"

// money counts fen.
type money int64

const yuan money = 100

// moneyStyle is how a judge writes sums.
type moneyStyle byte

const (
	plainMoney moneyStyle = iota // 50000元
	commaMoney                   // 50,000元
	wanMoney                     // 5万元 where it comes out even
)

// zh writes the sum with 元.
func (m money) zh(s moneyStyle) string {
	if s == wanMoney && m >= 10000*yuan && m%(1000*yuan) == 0 {
		return trimZero(strconv.FormatInt(int64(m/(1000*yuan)), 10)) + "万元"
	}
	b := strconv.AppendInt(nil, int64(m/yuan), 10)
	if s == commaMoney {
		b = commas(b)
	}
	if f := int64(m % yuan); f > 0 {
		b = append(b, '.', byte('0'+f/10))
		if f%10 > 0 {
			b = append(b, byte('0'+f%10))
		}
	}
	return string(append(b, "元"...))
}

// trimZero turns thousands into ten thousands: 50 → 5, 55 → 5.5.
func trimZero(s string) string {
	n := len(s) - 1
	if s[n] == '0' {
		return s[:n]
	}
	return s[:n] + "." + s[n:]
}

func commas(b []byte) []byte {
	out := make([]byte, 0, len(b)+len(b)/3)
	for i, c := range b {
		if i > 0 && (len(b)-i)%3 == 0 {
			out = append(out, ',')
		}
		out = append(out, c)
	}
	return out
}

// capitals writes whole yuan as on a note of debt: 伍万元整, 壹拾贰万叁仟元整.
func (m money) capitals() string {
	n := int64(m / yuan)
	s, zero := "", false
	for _, unit := range []struct {
		size int64
		name string
	}{{100000000, "亿"}, {10000, "万"}, {1, ""}} {
		part := n / unit.size % 10000
		if part == 0 {
			zero = zero || s != ""
			continue
		}
		if s != "" && (zero || part < 1000) {
			s += "零"
		}
		s += fourCapitals(part) + unit.name
		zero = false
	}
	return s + "元整"
}

func fourCapitals(n int64) string {
	capital := [10]string{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"}
	s, zero := "", false
	for _, unit := range []struct {
		size int64
		name string
	}{{1000, "仟"}, {100, "佰"}, {10, "拾"}, {1, ""}} {
		d := n / unit.size % 10
		if d == 0 {
			zero = s != ""
			continue
		}
		if zero {
			s += "零"
			zero = false
		}
		s += capital[d] + unit.name
	}
	return s
}

// courtFee is the fee for a claim of m: 诉讼费用交纳办法 (2006), article 13(1).
func courtFee(m money) money {
	steps := []struct {
		upTo  money // yuan
		bases int64 // per ten thousand
	}{{100000, 250}, {200000, 200}, {500000, 150}, {1000000, 100}, {2000000, 90}, {5000000, 80}, {10000000, 70}}
	const first = 10000
	fee, from := 50*yuan, money(first)
	for _, s := range steps {
		top := min(m/yuan, s.upTo)
		if top <= from {
			break
		}
		fee += (top - from) * yuan * money(s.bases) / 10000
		from = top
	}
	return fee
}
