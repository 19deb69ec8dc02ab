package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

// A Restored is what Restore put in place.
type Restored struct {
	Manifest
	Found   []fault.Text `json:"found"`   // what is not sound in it
	Missing []string     `json:"missing"` // private keys that have to be put there from elsewhere
}

// A Target is where a backup is put.
type Target struct {
	Home   string // must be empty or not be there
	Server string // URL of an empty PostgreSQL database for the workflow database; empty: it is a file in the home
	By     string // who restores it: the act is the first that is recorded there
}

// Restore puts a backup in place. It is unpacked beside the new home, every hash is checked,
// the database and the current snapshot are opened and the log is verified; only then the
// rows go to the server, if there is one, in one transaction, and the folder becomes the
// home, in one step.
func Restore(ctx context.Context, file string, to Target, now func() time.Time) (Restored, error) {
	home := to.Home
	if err := empty(home); err != nil {
		return Restored{}, err
	}
	if err := os.MkdirAll(filepath.Dir(home), 0o700); err != nil {
		return Restored{}, unwritable(home, err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(home), ".mingjian-restore-*")
	if err != nil {
		return Restored{}, unwritable(home, err)
	}
	defer os.RemoveAll(dir) // nothing is there any more once it is the home
	m, err := unpack(ctx, file, dir)
	if err != nil {
		return Restored{}, unwritable(home, err)
	}
	c := checking{dir: dir, Restored: Restored{Manifest: m, Found: m.Unsound, Missing: []string{}}}
	if err := c.all(ctx, to.By, now); err != nil {
		return Restored{}, fmt.Errorf("check what was restored: %w", err)
	}
	if to.Server != "" {
		if err := c.load(ctx, to.Server, now); err != nil {
			return Restored{}, err
		}
	}
	if err := os.Remove(home); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Restored{}, occupied(home).Because(err)
	}
	if err := os.Rename(dir, home); err != nil {
		return Restored{}, occupied(home).Because(err)
	}
	return c.Restored, syncDir(filepath.Dir(home))
}

// load puts the database on a server instead of into the home.
func (c *checking) load(ctx context.Context, server string, now func() time.Time) error {
	if c.Database != WithDatabase {
		return fault.Invalidf("这份备份不含数据库：请用 pg_restore 恢复数据库，恢复本备份时不要使用 --db。", "This backup holds no database: restore that with pg_restore, and this backup without --db.")
	}
	file := filepath.Join(c.dir, databaseName)
	if err := db.Load(ctx, file, server, now); err != nil {
		return err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(file + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func empty(home string) error {
	entries, err := os.ReadDir(home)
	if errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	return fault.Conflictf("%s 不是空文件夹；只能恢复到空的或不存在的数据目录（--home）。",
		"%s is not an empty folder; a backup is restored into an empty home, or one that is not there (--home).", home).Because(err)
}

func occupied(home string) *fault.Error {
	return fault.Conflictf("%s 不能被替换（可能是挂载点，或刚有内容写入）；请用 --home 指定其中的子文件夹。",
		"%s cannot be replaced (it may be a mount point, or something was just written there); name a folder below it with --home.", home)
}

// A checking is one look at what was unpacked.
type checking struct {
	dir string
	Restored
}

func (c *checking) all(ctx context.Context, by string, now func() time.Time) error {
	if err := c.lake(ctx); err != nil {
		return err
	}
	for _, key := range []string{"keys/audit.key", "node/keys"} {
		_, err := os.Stat(filepath.Join(c.dir, filepath.FromSlash(key)))
		if needed := key != "node/keys" || c.has("node/card.json"); needed && errors.Is(err, fs.ErrNotExist) {
			c.Missing = append(c.Missing, key)
		}
	}
	if c.Database != WithDatabase {
		return c.log(func(check audit.Check) (audit.Verdict, error) { return audit.Verify(check) })
	}
	d, err := db.Open(ctx, "sqlite:"+filepath.Join(c.dir, databaseName), now)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := c.factors(ctx, d); err != nil {
		return err
	}
	if err := c.log(func(check audit.Check) (audit.Verdict, error) { return audit.VerifyDatabase(ctx, check, d) }); err != nil {
		return err
	}
	return audit.NewLog(d).Record(ctx, audit.Entry{Actor: by, Verb: audit.Restore, Object: c.Made.Format(time.RFC3339), Office: string(access.Home),
		Detail: map[string]string{"entries": fmt.Sprint(c.Entries), "program": c.Program}})
}

// factors names the key of second factors as missing where somebody has one.
func (c *checking) factors(ctx context.Context, d *db.DB) error {
	const key = "keys/accounts.key"
	if c.has(key) {
		return nil
	}
	var n int
	err := d.View(ctx, func(tx *db.Tx) error {
		return tx.QueryRow(ctx, `SELECT COUNT(*) FROM account WHERE totp <> ''`).Scan(&n)
	})
	if n > 0 {
		c.Missing = append(c.Missing, key)
	}
	return err
}

func (c *checking) has(name string) bool {
	_, err := os.Stat(filepath.Join(c.dir, filepath.FromSlash(name)))
	return err == nil
}

func (c *checking) log(verify func(audit.Check) (audit.Verdict, error)) error {
	if c.Entries == 0 {
		return nil // it begins with the next act
	}
	v, err := verify(audit.Check{Dir: filepath.Join(c.dir, auditName)})
	if err != nil {
		return err
	}
	for _, f := range v.Findings {
		c.found(f.Says)
	}
	if v.Entries != c.Entries && len(c.Found) == 0 {
		c.found(fault.Invalidf("操作记录有 %[1]d 条，应为 %[2]d 条。", "The log has %[1]d entries and should have %[2]d.", v.Entries, c.Entries).Public)
	}
	return nil
}

// lake opens the current snapshot and reads all of it.
func (c *checking) lake(ctx context.Context) error {
	if c.Snapshot == "" {
		return nil
	}
	l, err := lake.Open(filepath.Join(c.dir, lakeName))
	if err != nil {
		return err
	}
	defer l.Close()
	s, err := l.Current()
	if err != nil {
		return err
	}
	err = s.Verify(ctx)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		_, says := fault.Split(err)
		c.found(says)
	}
	return nil
}

func (c *checking) found(says fault.Text) { c.Found = append(c.Found, says) }
