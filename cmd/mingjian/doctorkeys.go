package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/transfer/node"
)

// checkAudit verifies the log and compares it with the database. It writes nothing: what
// waits for the log is counted and left to the server.
func (c *doctorCmd) checkAudit(a *app) (says string, err error) {
	err = a.withStore(c.database, func(store *db.DB) error {
		says, err = a.auditHealth(store)
		return err
	})
	return says, err
}

func (a *app) auditHealth(store *db.DB) (string, error) {
	place := a.auditPlace()
	noted, err := audit.Noted(a.ctx, store)
	if err != nil {
		return "", err
	}
	waiting, err := audit.Waiting(a.ctx, store)
	if err != nil {
		return "", err
	}
	checkpoint, err := audit.Checkpoint(place.Dir)
	if err != nil {
		return "", err
	}
	if checkpoint == "" && noted > 0 {
		return "", fault.Invalidf("操作记录日志丢失：数据库记有 %d 条；请从备份恢复 audit/ 和 keys/。", "The log is lost, of which the database knows %d entries; restore audit/ and keys/ from a backup.", noted)
	}
	if checkpoint == "" {
		return fmt.Sprintf(a.pick("尚未写入日志，%d 条等待写入", "nothing is in the log yet, %d entries wait"), waiting), nil
	}
	v, err := audit.VerifyDatabase(a.ctx, audit.Check{Dir: place.Dir}, store)
	if err != nil {
		return "", err
	}
	if len(v.Findings) > 0 {
		return "", fault.Invalidf("操作记录有 %[1]d 处不对，第一处：%[2]s 用 mingjian audit verify 查看全部。", "%[1]d things are wrong with the log, first: %[3]s mingjian audit verify lists all.",
			len(v.Findings), v.Findings[0].Says.ZH, v.Findings[0].Says.EN)
	}
	if err := guarded(place.Key); err != nil {
		return "", err
	}
	return fmt.Sprintf(a.pick("%d 条，没有改动、删除或调换；%d 条等待写入", "%d entries, nothing changed, removed or reordered; %d wait"), v.Entries, waiting), nil
}

// guarded checks that a private key is there and nobody else can read it.
func guarded(path string) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fault.Invalidf("私钥 %s 不在；请从另行保管的副本放回。", "The private key %s is gone; put it back from where you keep it.", path).Because(err)
	}
	if err != nil {
		return err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return fault.Invalidf("私钥 %s 可被其他用户读取；请运行 chmod 600。", "The private key %s can be read by others; run chmod 600 on it.", path)
	}
	return nil
}

// checkNode reads this agency with its keys, if it exchanges with others.
func checkNode(a *app) (string, error) {
	if _, err := os.Stat(filepath.Join(a.nodeDir(), "card.json")); errors.Is(err, fs.ErrNotExist) {
		return a.pick("本机构未设立，不与其他机构往来", "this agency is not set up and exchanges with nobody"), nil
	}
	s, err := node.Load(a.nodeDir())
	if err != nil {
		return "", err
	}
	keys, err := filepath.Glob(filepath.Join(a.nodeDir(), "keys", "*"))
	if err != nil {
		return "", err
	}
	for _, key := range keys {
		if err := guarded(key); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf(a.pick("%s，密钥 %d 个，与名片相符", "%s, %d keys, which fit the card"), s.Card.Code, len(keys)), nil
}
