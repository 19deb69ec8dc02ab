package access

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"github.com/pquerna/otp/hotp"
	"github.com/pquerna/otp/totp"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

const (
	period        = 30 // seconds that a code is shown (RFC 6238)
	recoveryCodes = 10 // made at once
)

// An Offer is a second factor that has been shown and not been proven yet.
type Offer struct {
	Secret string `json:"secret" doc:"To be typed into the authenticator where its camera is not used."`
	URI    string `json:"uri" doc:"The same as an otpauth address, to be drawn as a QR code."`
}

// OfferFactor makes a second factor for the person signed in, which counts once a code of
// it was given to [Service.SetFactor]. In a whole session the password is asked again.
func (s *Service) OfferFactor(ctx context.Context, by Session, password string) (Offer, error) {
	a := by.Account
	if err := by.maySetUp(); err != nil {
		return Offer{}, err
	}
	if by.Stage == Whole {
		if err := s.prove(ctx, a, password); err != nil {
			return Offer{}, err
		}
	}
	key, err := totp.Generate(totp.GenerateOpts{Issuer: "Mingjian", AccountName: a.Name, SecretSize: 20})
	if err != nil {
		return Offer{}, fmt.Errorf("make a second factor: %w", err)
	}
	sealed, err := s.seal(a.ID, key.Secret())
	if err != nil {
		return Offer{}, err
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE session SET offered = $1 WHERE token = $2`, sealed, digest("session", by.token))
		return err
	})
	return Offer{key.Secret(), key.URL()}, err
}

// maySetUp returns nil if the session has gone far enough to set a second factor up: one
// that still owes a code of the present factor has not.
func (s Session) maySetUp() error {
	switch {
	case s.via != "":
		return elsewhere()
	case s.Stage != Whole && s.Stage != NeedsFactor:
		return Denied()
	}
	return nil
}

// SetFactor makes the offered second factor that of the account, if code is one of it, and
// ends the other sessions. It returns the recovery codes, which are shown this once.
func (s *Service) SetFactor(ctx context.Context, by Session, code string) (codes []string, err error) {
	if err := by.maySetUp(); err != nil {
		return nil, err
	}
	a, right := by.Account, false
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := countTry(ctx, tx, tryKey(a.Name)); err != nil {
			return err
		}
		var sealed string
		if err := tx.QueryRow(ctx, `SELECT offered FROM session WHERE token = $1`, digest("session", by.token)).Scan(&sealed); err != nil {
			return Denied()
		}
		if sealed == "" {
			return fault.Conflictf("请先生成第二因素，再填写验证码。", "Begin by having a second factor made.")
		}
		secret, err := s.unseal(a.ID, sealed)
		if err != nil {
			return err
		}
		step := fits(secret, code, tx.Now, 0)
		if right = step > 0; !right {
			return nil
		}
		if _, err := tx.Exec(ctx, `UPDATE account SET totp = $1, totp_used = $2 WHERE id = $3`, sealed, step, a.ID); err != nil {
			return fmt.Errorf("set the second factor of %s: %w", a.ID, err)
		}
		if _, err := tx.Exec(ctx, `UPDATE session SET offered = '' WHERE token = $1`, digest("session", by.token)); err != nil {
			return fmt.Errorf("set the second factor of %s: %w", a.ID, err)
		}
		if codes, err = newCodes(ctx, tx, a.ID); err != nil {
			return err
		}
		if err := settled(ctx, tx, a, by.token); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SetFactor, Object: a.ID, Office: string(a.Office)})
	})
	if err == nil && !right {
		return nil, wrongCode()
	}
	return codes, err
}

// settled is what follows any change of how an account signs in: earlier tries are
// forgotten, and whoever else is signed in signs in again.
func settled(ctx context.Context, tx *db.Tx, a Account, token string) error {
	if err := forgetTries(ctx, tx, a.Name); err != nil {
		return err
	}
	return endSessions(ctx, tx, a.ID, token)
}

// Code completes a sign-in with a code of the second factor, or with a recovery code. The
// session goes on under a new token: the old one was given out for a password alone.
func (s *Service) Code(ctx context.Context, by Session, code string) (Session, string, error) {
	a, right := by.Account, false
	if by.Stage != NeedsCode {
		return Session{}, "", fault.Conflictf("这次登录不需要验证码。", "This sign-in needs no code.")
	}
	token := rand.Text()
	err := s.db.InTx(ctx, func(tx *db.Tx) (err error) {
		if err := countTry(ctx, tx, tryKey(a.Name)); err != nil {
			return err
		}
		used := ""
		if right, used, err = s.redeem(ctx, tx, a.ID, code); err != nil {
			return err
		}
		if !right {
			return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SignInFailed, Object: a.ID, Office: string(a.Office), Detail: map[string]string{"factor": "code"}})
		}
		if err := forgetTries(ctx, tx, a.Name); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, `UPDATE session SET token = $1, stage = '', used_at = $2 WHERE token = $3 AND stage = 'code'`,
			digest("session", token), db.Time(tx.Now), digest("session", by.token))
		if err != nil {
			return fmt.Errorf("complete a sign-in: %w", err)
		}
		if n == 0 { // completed or ended at the same time
			return Denied()
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: a.ID, Verb: audit.SignIn, Object: a.ID, Office: string(a.Office), Detail: map[string]string{"factor": used}})
	})
	if err == nil && !right {
		err = wrongCode()
	}
	if err != nil {
		return Session{}, "", err
	}
	by.Stage, by.token = s.stage(a, "", by.via), token
	return by, token, nil
}

// redeem reports whether code is one of the account's, and which sort. Neither sort opens
// twice: the row that was changed says so, whoever comes at the same moment.
func (s *Service) redeem(ctx context.Context, tx *db.Tx, account, code string) (right bool, sort string, err error) {
	var sealed string
	var last int64
	if err := tx.QueryRow(ctx, `SELECT totp, totp_used FROM account WHERE id = $1`, account).Scan(&sealed, &last); err != nil {
		return false, "", fmt.Errorf("get the second factor of %s: %w", account, err)
	}
	if n, err := tx.Exec(ctx, `DELETE FROM recovery_code WHERE account = $1 AND digest = $2`, account, recoveryDigest(account, code)); err != nil || n > 0 {
		return n > 0, "recovery", err
	}
	secret, err := s.unseal(account, sealed)
	if err != nil {
		return false, "", err
	}
	step := fits(secret, code, tx.Now, last)
	if step == 0 {
		return false, "", nil
	}
	n, err := tx.Exec(ctx, `UPDATE account SET totp_used = $1 WHERE id = $2 AND totp_used < $1`, step, account)
	if err != nil {
		return false, "", fmt.Errorf("use a code of %s: %w", account, err)
	}
	return n == 1, "totp", nil
}

// fits returns the step of time of which code is, or 0: of the present one, of the one
// before or after it, because clocks differ, and of none up to last, because no code opens
// twice (RFC 6238, 5.2).
func fits(secret, code string, at time.Time, last int64) int64 {
	code = strings.ReplaceAll(strings.TrimSpace(code), " ", "")
	now := at.Unix() / period
	for step := now - 1; step <= now+1; step++ {
		want, err := hotp.GenerateCode(secret, uint64(max(step, 0)))
		if err == nil && step > last && subtle.ConstantTimeCompare([]byte(want), []byte(code)) == 1 {
			return step
		}
	}
	return 0
}

func wrongCode() error {
	return fault.Invalidf("验证码不正确或者已经用过，请使用验证器上的下一个验证码。", "The code is wrong or was used already; take the next one.")
}

func elsewhere() error {
	return fault.Conflictf("您通过本单位的统一登录服务登录，密码和第二因素在那里管理。", "You sign in by the office's own service; password and second factor are managed there.")
}

// RecoveryCodes makes new recovery codes and ends the old ones.
func (s *Service) RecoveryCodes(ctx context.Context, by Session, password string) (codes []string, err error) {
	if err := s.prove(ctx, by.Account, password); err != nil {
		return nil, err
	}
	if !by.Account.Factor {
		return nil, fault.Conflictf("您还没有设置第二因素。", "You have no second factor yet.")
	}
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		if codes, err = newCodes(ctx, tx, by.Account.ID); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.Account.ID, Verb: audit.RenewCodes, Object: by.Account.ID, Office: string(by.Account.Office)})
	})
	return codes, err
}

// CodesLeft returns how many recovery codes of the account have not been used.
func (s *Service) CodesLeft(ctx context.Context, id string) (n int, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*) FROM recovery_code WHERE account = $1`, id).Scan(&n)
	})
	return n, err
}

// Factors returns how many accounts have a second factor.
func (s *Service) Factors(ctx context.Context) (n int, err error) {
	err = s.db.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*) FROM account WHERE totp <> ''`).Scan(&n)
	})
	return n, err
}

// DropFactor takes the person's own second factor away, unless their role needs one.
func (s *Service) DropFactor(ctx context.Context, by Session, password string) error {
	if s.NeedsFactor(by.Account.Role) {
		return fault.Forbiddenf("您的角色必须使用第二因素；更换设备时请重新设置。", "Your role needs a second factor; for another device set it up again.")
	}
	if err := s.prove(ctx, by.Account, password); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *db.Tx) error {
		if err := dropFactor(ctx, tx, by.Account.ID); err != nil {
			return err
		}
		if err := settled(ctx, tx, by.Account, by.token); err != nil {
			return err
		}
		return audit.Append(ctx, tx, audit.Entry{Actor: by.Account.ID, Verb: audit.DropFactor, Object: by.Account.ID, Office: string(by.Account.Office)})
	})
}

// ResetFactor takes the second factor of somebody away who has lost it. Where their role
// needs one, they set up another the next time they sign in.
func (s *Service) ResetFactor(ctx context.Context, by Account, who string) error {
	return s.change(ctx, by, who, audit.DropFactor, func(tx *db.Tx, a Account) error { return dropFactor(ctx, tx, a.ID) })
}

func dropFactor(ctx context.Context, tx *db.Tx, account string) error {
	if _, err := tx.Exec(ctx, `UPDATE account SET totp = '' WHERE id = $1`, account); err != nil {
		return fmt.Errorf("drop the second factor of %s: %w", account, err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM recovery_code WHERE account = $1`, account); err != nil {
		return fmt.Errorf("drop the recovery codes of %s: %w", account, err)
	}
	return nil
}

// newCodes makes recovery codes in the place of those there are.
func newCodes(ctx context.Context, tx *db.Tx, account string) ([]string, error) {
	if _, err := tx.Exec(ctx, `DELETE FROM recovery_code WHERE account = $1`, account); err != nil {
		return nil, fmt.Errorf("drop the recovery codes of %s: %w", account, err)
	}
	codes := make([]string, recoveryCodes)
	for i := range codes {
		var b [10]byte // 80 bits: nobody guesses one from its hash
		rand.Read(b[:])
		c := base32.StdEncoding.EncodeToString(b[:])
		codes[i] = c[:4] + "-" + c[4:8] + "-" + c[8:12] + "-" + c[12:]
		if _, err := tx.Exec(ctx, `INSERT INTO recovery_code (account, digest) VALUES ($1, $2)`, account, recoveryDigest(account, codes[i])); err != nil {
			return nil, fmt.Errorf("keep a recovery code of %s: %w", account, err)
		}
	}
	return codes, nil
}

// recoveryDigest takes a code however it was typed.
func recoveryDigest(account, code string) string {
	code = strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToUpper(strings.TrimSpace(code)))
	return digest("recovery "+account, code)
}
