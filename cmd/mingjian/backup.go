package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/backup"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/fault"
)

type backupCmd struct {
	database `embed:""`
	Out      string `arg:"" help:"${backup_out}" type:"path" placeholder:"FILE"`
	WithKeys bool   `help:"${backup_keys}"`
}

// Run takes a backup; a server may be running. That it was taken is recorded first, so the
// act is in the backup itself.
func (c *backupCmd) Run(a *app) error {
	if _, err := os.Stat(a.home); err != nil {
		return fault.Invalidf("没有数据目录 %s；请用 --home 指定。", "There is no home %s; name it with --home.", a.home).Because(err)
	}
	return a.withStore(c.database, func(store *db.DB) error {
		err := audit.NewLog(store).Record(a.ctx, audit.Entry{Actor: a.actor().ID, Verb: audit.Backup, Object: filepath.Base(c.Out), Office: string(access.Home),
			Detail: map[string]string{"keys": fmt.Sprint(c.WithKeys)}})
		if err != nil {
			return err
		}
		if err := a.sealNow(store); err != nil {
			return err
		}
		m, err := backup.Take(a.ctx, backup.Source{Home: a.home, DB: store, Log: a.auditPlace(), Program: version, Keys: c.WithKeys}, a.now(), c.Out)
		if err != nil {
			return err
		}
		return a.printBackup(c.Out, m)
	})
}

func (a *app) printBackup(out string, m backup.Manifest) error {
	if a.json {
		if err := json.NewEncoder(a.term.out).Encode(m); err != nil {
			return err
		}
		return unsound(m.Unsound)
	}
	var bytes int64
	for _, f := range m.Files {
		bytes += f.Bytes
	}
	fmt.Fprintf(a.term.out, a.pick("已备份到 %s：%d 个文件，%d 字节，操作记录 %d 条。\n", "Backed up to %s: %d files, %d bytes, %d entries of the record of acts.\n"), out, len(m.Files), bytes, m.Entries)
	if m.Keys {
		a.tell("备份含有私钥：谁拿到它，谁就能以本机构名义签名。请像保管私钥一样保管。", "Private keys are in it: whoever has it can sign in the name of this agency. Keep it as you keep the keys.")
	} else {
		a.tell("备份不含私钥（keys/ 和 node/keys/）：请另行保管，没有它们，恢复后不能继续签发操作记录，也不能与伙伴往来。", "Private keys (keys/ and node/keys/) are not in it: keep them elsewhere. Without them a restored home can neither go on with its log nor exchange with partners.")
	}
	if len(m.LeftOut) > 0 {
		a.tell("未备份（不属于数据目录的内容）："+strings.Join(m.LeftOut, "、"), "Not backed up, because it is not known to belong in a home: "+strings.Join(m.LeftOut, ", "))
	}
	return a.printUnsound(m.Unsound)
}

func (a *app) tell(zh, en string) { fmt.Fprintln(a.term.out, a.pick(zh, en)) }

// printUnsound names what is wrong with what was copied or restored.
func (a *app) printUnsound(found []fault.Text) error {
	for _, f := range found {
		fmt.Fprintln(a.term.out, f.In(a.lang))
	}
	return unsound(found)
}

func unsound(found []fault.Text) error {
	if len(found) == 0 {
		return nil
	}
	return fault.Invalidf("内容已全部复制，但其中 %d 处原本就不完好，见上。", "All of it was copied, but %d things in it were not sound before; see above.", len(found))
}

type restoreCmd struct {
	database `embed:""`
	File     string `arg:"" help:"${restore_file}" type:"path" placeholder:"FILE"`
}

// Run puts a backup into an empty home.
func (c *restoreCmd) Run(a *app) error {
	to := backup.Target{Home: a.home, By: a.actor().ID}
	if c.DB != "" && !strings.HasPrefix(c.DB, "sqlite:") {
		to.Server = c.DB
	}
	r, err := backup.Restore(a.ctx, c.File, to, a.now)
	if err != nil {
		return err
	}
	if a.json {
		if err := json.NewEncoder(a.term.out).Encode(r); err != nil {
			return err
		}
		return unsound(r.Found)
	}
	fmt.Fprintf(a.term.out, a.pick("已恢复到 %s：%s 的备份，%d 个文件，每个校验值都对；操作记录 %d 条。\n", "Restored to %s: the backup of %s, %d files, each with its hash; %d entries of the record of acts.\n"),
		a.home, r.Made.Local().Format("2006-01-02 15:04:05"), len(r.Files), r.Entries)
	if len(r.Missing) > 0 {
		a.tell("启动之前请放回私钥："+strings.Join(r.Missing, "、"), "Before the start, put the private keys back: "+strings.Join(r.Missing, ", "))
	}
	if r.Server && to.Server == "" {
		a.tell("备份时数据库在 PostgreSQL 上，现已恢复为数据目录中的 SQLite 文件；要恢复到 PostgreSQL，请恢复到另一目录并用 --db 指定空的数据库。",
			"The database was on PostgreSQL and is now a SQLite file in the home; to have it on PostgreSQL, restore into another folder and name an empty database with --db.")
	}
	if r.Database == backup.WithoutDatabase {
		a.tell("数据库不在备份中：请用 pg_dump 的备份恢复，然后运行 mingjian doctor。", "The database is not in it: restore that from the dump of pg_dump, then run mingjian doctor.")
	}
	return a.printUnsound(r.Found)
}
