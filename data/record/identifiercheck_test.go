package record

import "testing"

func TestIdentifierChecks(t *testing.T) {
	id := checked("33010619900101123")
	wrong := id[:17] + string("0123456789"[(id[17]-'0'+1)%10])
	code := creditOf("91330106MA27XXXX0")
	for _, c := range []struct {
		s                string
		resident, credit bool
	}{{id, true, false}, {wrong, false, false}, {"330106900101123", true, false}, {"330106901301123", false, false}, {code, false, true}, {code[:17] + "0", false, code[17] == '0'}, {"", false, false}} {
		if r, k := ResidentID(c.s), CreditCode(c.s); r != c.resident || k != c.credit {
			t.Errorf("%s: resident %t, credit %t", c.s, r, k)
		}
	}
	if got := LongResidentID("330106900101123"); got != id {
		t.Errorf("the long form of the old number is %s, not %s", got, id)
	}
	for body := 33010619900101000; body < 33010619900101999; body++ { // no wrong one passes as a credit code
		s := "33010619900101" + string([]byte{byte('0' + body/100%10), byte('0' + body/10%10), byte('0' + body%10)})
		for c := '0'; c <= '9'; c++ {
			if CreditCode(s + string(c)) {
				t.Fatalf("%s%c is taken for a credit code", s, c)
			}
		}
	}
}
