package record

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// checked completes 17 digits to a resident ID by the weights that GB 11643 prints, another
// way of computing than the reader's.
func checked(body string) string {
	weights := []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(body[i]-'0') * w
	}
	return body + "10X98765432"[sum%11:sum%11+1]
}

// creditOf completes 17 characters to a credit code by the weights that GB 32100 prints.
func creditOf(body string) string {
	weights := []int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i, w := range weights {
		sum += strings.IndexByte(creditAlphabet, body[i]) * w
	}
	return body + string(creditAlphabet[(31-sum%31)%31])
}

func TestIdentifiers(t *testing.T) {
	id := checked("33010619700305001")
	code := creditOf("91330106MA27XXXX0")
	for _, c := range []struct{ text, want string }{
		{"公民身份号码" + id + "。", "resident_id " + id + " true"},
		{id + "13800000000，", "resident_id " + id + " true; mobile 13800000000 true"},
		{"公民身份号码330106197003050000", "resident_id 330106197003050000 " + fmt.Sprint(id == "330106197003050000")},
		{"号码11010119900230001X，", ""}, // no such day
		{"身份证号11010119900230001X，", "resident_id 11010119900230001X false"},
		{"身份证330106700305001。", "resident_id 330106700305001 true"},
		{"统一社会信用代码" + code, "credit_code " + code + " true"},
		{"信用代码91330106MA27XXXX00", "credit_code 91330106MA27XXXX00 " + map[bool]string{true: "true", false: "masked"}[code == "91330106MA27XXXX00"]},
		{"电话13800000000、0571-88880000", "mobile 13800000000 true; landline 0571-88880000 true"},
		{"电话400-000-0000，电话：0571-000****", "landline 400-000-0000 true; landline 0571-000 false"},
		{"手机138-0000-0000，座机88880000", "mobile 138-0000-0000 true; landline 88880000 true"},
		{"手机１３８００００００００。", "mobile １３８００００００００ true"},
		{"转入其6222000000000000007账户", "bank_account 6222000000000000007 " + fmt.Sprint(luhn("6222000000000000007"))},
		{"卡号6222 0000 0000 0000", "bank_account 6222 0000 0000 0000 " + fmt.Sprint(luhn("6222000000000000"))},
		{"订单编号4000000000000002，", ""},
		{"，4000000000000002，", "bank_account 4000000000000002 true"},
		{"账号1202020209000000001", "bank_account 1202020209000000001 " + fmt.Sprint(luhn("1202020209000000001"))},
		{"驾驶浙A12345号轿车、粤B·D12345、苏E1234挂", "plate 浙A12345 true; plate 粤B·D12345 true; plate 苏E1234挂 true"},
		{"邮箱wu.ming_1@example.com.cn，", "email wu.ming_1@example.com.cn true"},
		{"护照号码E00000000。", "passport E00000000 true"},
		{"护照E00000000、通行证H0000000000，台胞证00000000", "passport E00000000 true; travel_permit H0000000000 true; travel_permit 00000000 true"},
		{"护照号码E0000A000。", "passport E0000A000 false"},
		{"身份证号" + id + "13800000000，", "resident_id " + id + " true; mobile 13800000000 true"},
		{"身份证号11010119900101000X13800000000，", "resident_id 11010119900101000X false; mobile 13800000000 true"},
		{"身份证33010670030500113800000000。", "resident_id 330106700305001 true; mobile 13800000000 true"},
		{"公民身份号码330106********0019，", "resident_id 330106********0019 masked"},
		{"公民身份号码3301061970030500XX，身份证号330106XXXXXXXX001X", "resident_id 3301061970030500XX masked; resident_id 330106XXXXXXXX001X masked"},
		{"身份证号码33010619700305****，", "resident_id 33010619700305**** masked"},
		{"身份证号码××××××××××××××0019，", "resident_id ××××××××××××××0019 masked"},
		{"电话138****0000，卡号6222***********0000", "mobile 138****0000 masked; bank_account 6222***********0000 masked"},
		{"尾号0000的银行卡，尾号为000001", "account_tail 0000 masked; account_tail 000001 masked"},
		{"运单号201812****0000，单价12***元", ""},
		{"组织机构代码D2143569-X，机构代码D2143569X。", "organisation_code D2143569-X true; organisation_code D2143569X true"},
		{"组织机构代码D2143568-X", "organisation_code D2143568-X false"},
		{"微信号wx_invented-01，QQ号10001000，QQ：10002000", "wechat wx_invented-01 true; qq 10001000 true; qq 10002000 true"},
		{"支付宝账号invented01、淘宝账号“invented02”", "alipay invented01 true; online_account invented02 true"},
		{"执业证号13301200000000000。", "licence 13301200000000000 true"},
		{"浙（2018）杭州市不动产权第0000000号，房权证西字第00000000号", "deed 0000000 true; deed 00000000 true"},
		{"驾驶浙AD00000号小型轿车", "plate 浙AD00000 true"},
		{"（2018）浙0106民初90001号", ""},
		{"（2018）浙0106民初13800000000号", ""},
		{"2018年3月12日借款13800000000元，20180312，1,350,000.00元", ""},
		{"月利率2%，3500000000000000万元", ""},
		{"", ""},
	} {
		var got []string
		for _, x := range Identifiers(c.text) {
			how := fmt.Sprint(x.Valid)
			if x.Masked {
				how = "masked"
			}
			got = append(got, fmt.Sprint(x.Kind, " ", x.Value, " ", how))
		}
		want := c.want
		if strings.HasPrefix(want, "bank_account 6222000000000000007 false") {
			want = "" // neither announced before nor right
		}
		if g := strings.Join(got, "; "); g != want {
			t.Errorf("Identifiers(%q)\n got %s\nwant %s", c.text, g, want)
		}
	}
}

// One wrong digit is always found out: MOD 11-2 promises it.
func TestResidentCheckFindsEveryWrongDigit(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := []byte(checked(rapid.StringMatching(`330106197003[0-2][1-9]\d{3}`).Draw(rt, "body")))
		if !residentCheck(string(s)) {
			rt.Fatalf("%s is right", s)
		}
		i := rapid.IntRange(0, 16).Draw(rt, "i")
		s[i] = '0' + (s[i]-'0'+byte(rapid.IntRange(1, 9).Draw(rt, "by")))%10
		if residentCheck(string(s)) {
			rt.Errorf("%s passes with character %d changed", s, i)
		}
	})
}

func TestCreditCheckAgainstPrintedWeights(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := creditOf("91" + rapid.StringMatching(`\d{6}[0-9A-HJ-NPQRTUWXY]{9}`).Draw(rt, "body"))
		if !creditCheck(s) {
			rt.Errorf("%s is right", s)
		}
	})
}

// checkIdentifiers reports identifiers out of bounds, out of order or not covering their values.
func checkIdentifiers(t interface{ Errorf(string, ...any) }, s string) {
	chars, last := []rune(s), 0
	for _, x := range Identifiers(s) {
		if x.Span.Start < last || !x.Span.Known() || x.Span.End > len(chars) {
			t.Errorf("identifier at %v after %d in %d characters", x.Span, last, len(chars))
			return
		}
		if got := string(chars[x.Span.Start:x.Span.End]); got != x.Value {
			t.Errorf("identifier %q covers %q", x.Value, got)
		}
		last = x.Span.End
	}
}

func TestIdentifiersStayInBounds(t *testing.T) {
	piece := rapid.SampledFrom([]string{"330106197003050019", "13800000000", " ", "-", "@", ".", "a", "浙A", "12345", "*", "××××", "XXXX", "尾号", "身份证", "微信号", "_", "卡号", "（2018）", "浙0106民初1号", "\xff", "护照", "０１", "元"})
	rapid.Check(t, func(rt *rapid.T) {
		s := strings.Join(rapid.SliceOf(piece).Draw(rt, "s"), "")
		checkIdentifiers(rt, s)
		checkRecorded(rt, "x", s)
	})
}

func FuzzIdentifiers(f *testing.F) {
	f.Add("公民身份号码330106197003050019，电话138-0000-0000，浙A·12345，a@b.cn")
	f.Add("（2018）浙0106民初1号卡号6222 0000 0000 0000")
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			checkIdentifiers(t, s)
			checkRecorded(t, "x", s)
		}
	})
}
