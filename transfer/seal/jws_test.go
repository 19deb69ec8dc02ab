package seal

import (
	"crypto/ed25519"
	"encoding/base64"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/fault"
)

func TestJWS(t *testing.T) {
	each(t, func(t *testing.T, suite Suite) {
		a, b := pair(t, suite)
		token, err := a.Write("dispatch", []byte(`{"id":"d-1"}`))
		if err != nil {
			t.Fatal(err)
		}
		h, err := Peek(token)
		if err != nil || h.Key != a.Public().ID() || h.Type != "dispatch" {
			t.Errorf("the header is %+v, %v", h, err)
		}
		payload, by, err := Read("dispatch", token, []Public{b.Public(), a.Public()})
		if err != nil || string(payload) != `{"id":"d-1"}` || !by.Equal(a.Public()) {
			t.Errorf("read %q, %v", payload, err)
		}
		parts := strings.Split(token, ".")
		other := base64.RawURLEncoding.EncodeToString([]byte(`{"id":"d-2"}`))
		renamed := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"` + h.Alg + `","kid":"` + b.Public().ID() + `","typ":"dispatch"}`))
		for name, bad := range map[string]string{
			"payload changed": parts[0] + "." + other + "." + parts[2],
			"key renamed":     renamed + "." + parts[1] + "." + parts[2],
			"no signature":    parts[0] + "." + parts[1] + ".",
			"alg none":        base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","kid":"`+a.Public().ID()+`","typ":"dispatch"}`)) + "." + parts[1] + ".",
			"two parts":       parts[0] + "." + parts[1],
			"noise":           "签名",
		} {
			if _, _, err := Read("dispatch", bad, []Public{a.Public(), b.Public()}); err == nil {
				t.Errorf("%s: it was read", name)
			}
		}
		if _, _, err := Read("receipt", token, []Public{a.Public()}); !fault.Is(err, fault.Invalid) {
			t.Errorf("read as something else: %v", err)
		}
		if _, _, err := Read("dispatch", token, []Public{b.Public()}); !fault.Is(err, fault.Forbidden) {
			t.Errorf("read with the key of another: %v", err)
		}
	})
}

// Anybody can check what we sign with the plainest means.
func TestOthersCanCheck(t *testing.T) {
	a, _ := pair(t, Usual)
	token, err := a.Write("dispatch", []byte(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	i := strings.LastIndexByte(token, '.')
	sig, err := base64.RawURLEncoding.DecodeString(token[i+1:])
	if err != nil || !ed25519.Verify(a.Public().Verify, []byte(token[:i]), sig) {
		t.Errorf("RFC 8037 does not hold: %v", err)
	}
}

func FuzzRead(f *testing.F) {
	a, _ := pair(f, Usual)
	token, err := a.Write("dispatch", []byte(`{}`))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Add("..")
	f.Add("eyJhbGciOiJub25lIn0.e30.")
	f.Fuzz(func(t *testing.T, s string) {
		if payload, _, err := Read("dispatch", s, []Public{a.Public()}); err == nil && string(payload) != "{}" {
			t.Errorf("read %q", payload)
		}
	})
}
