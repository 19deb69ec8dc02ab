package main

import (
	"errors"
	"io/fs"
	"net/netip"
	"os"
	"path/filepath"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/access/oidc"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// An entrance is what an office decides about signing in.
type entrance struct {
	SecondFactor []string      `help:"${entrance_factor}" env:"MINGJIAN_SECOND_FACTOR" placeholder:"ROLE"`
	Length       time.Duration `help:"${entrance_length}" name:"session-length" env:"MINGJIAN_SESSION_LENGTH" default:"12h"`
	Idle         time.Duration `help:"${entrance_idle}" name:"session-idle" env:"MINGJIAN_SESSION_IDLE" default:"2h"`
	AccountRate  float64       `help:"${entrance_account_rate}" env:"MINGJIAN_ACCOUNT_RATE" default:"50"`
	AddressRate  float64       `help:"${entrance_address_rate}" env:"MINGJIAN_ADDRESS_RATE" default:"500"`
	Single       string        `help:"${entrance_single}" name:"single-sign-on" env:"MINGJIAN_SINGLE_SIGN_ON" placeholder:"FILE"`
	Proxy        []string      `help:"${entrance_proxy}" env:"MINGJIAN_PROXY" placeholder:"ADDRESS"`
}

func (e entrance) rules() access.Rules {
	r := access.Rules{Length: e.Length, Idle: e.Idle}
	for _, role := range e.SecondFactor {
		r.Factor = append(r.Factor, access.Role(role))
	}
	return r
}

// limits are the rates of requests. Signing in costs a slow hash, so that it is ten times
// dearer; a burst is what opening a page, or an office at nine in the morning, takes.
func limits(account, address float64) web.Limits {
	per := func(r float64) web.Rate { return web.Rate{PerSecond: r, Burst: int(r * 4)} }
	return web.Limits{Account: per(account), Address: per(address), SignIn: per(address / 10)}
}

// proxies reads the addresses of the web servers in front: 10.0.0.5 or 10.0.0.0/24.
func (e entrance) proxies() (list []netip.Prefix, err error) {
	for _, text := range e.Proxy {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			at, err := netip.ParseAddr(text)
			if err != nil {
				return nil, fault.Invalidf("--proxy 须为地址或网段，例如 10.0.0.5 或 10.0.0.0/24，而不是 %q。",
					"--proxy is an address or a network, for example 10.0.0.5 or 10.0.0.0/24, not %q.", text)
			}
			p = netip.PrefixFrom(at, at.BitLen())
		}
		list = append(list, p.Masked())
	}
	return list, nil
}

// single reads the file that says how the office's own sign-in service is reached; files
// that it names lie beside it. There is none where no file is named.
func (e entrance) single(now func() time.Time) (*oidc.Provider, error) {
	if e.Single == "" {
		return nil, nil
	}
	text, err := os.ReadFile(e.Single)
	if err != nil {
		return nil, fault.Invalidf("无法读取统一登录的设置文件 %s。", "The settings of the office's sign-in service, %s, cannot be read.", e.Single).Because(err)
	}
	return oidc.Read(text, func(name string) ([]byte, error) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(e.Single), name)
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, fault.Invalidf("无法读取统一登录设置中的文件 %s。", "The file %s, which the settings of the office's sign-in service name, cannot be read.", name).Because(err)
		}
		return b, nil
	}, now)
}

// accounts returns the accounts as the server uses them, with the rules of the office and
// the key with which second factors are kept. Where people have second factors and the key
// is gone, a new one would shut them all out.
func (a *app) accounts(store *db.DB, rules access.Rules) (*access.Service, error) {
	s, err := access.NewService(store)
	if err != nil {
		return nil, err
	}
	file := filepath.Join(a.home, "keys", "accounts.key")
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		n, err := s.Factors(a.ctx)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			return nil, fault.Invalidf("缺少第二因素的密钥 %[1]s，而 %[2]d 个账号设有第二因素。请放回密钥；密钥确已丢失的，用 mingjian user drop-factor 逐个重置后再启动。",
				"The key of second factors %[1]s is missing, and %[2]d accounts have one. Put it back; if it is lost, reset each with mingjian user drop-factor before the start.", file, n)
		}
	}
	key, err := access.LoadKey(file)
	if err != nil {
		return nil, err
	}
	return s, s.Use(rules, key)
}
