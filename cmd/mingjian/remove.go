package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/pack"
	"github.com/mingjian/mingjian/fault"
)

type modelRemoveCmd struct {
	database `embed:""`
	ID       string `arg:"" help:"${remove_id}"`
}

// Run takes an installed model away, with all of its versions, and puts that into the record.
func (c *modelRemoveCmd) Run(a *app) error {
	if m, err := models.Get(c.ID); err == nil {
		return fault.Conflictf("%s 是程序自带的模型，不能移除。", "%s is a model of the program itself and cannot be removed.", m.ID)
	}
	shelf, err := a.shelf()
	if err != nil {
		return err
	}
	if err := shelf.Removable(c.ID); err != nil { // before anything is opened for it
		return err
	}
	var gone pack.Removed
	err = a.withStore(c.database, func(store *db.DB) error {
		return store.InTx(a.ctx, func(tx *db.Tx) error {
			if gone, err = shelf.Remove(c.ID); err != nil {
				return err
			}
			return audit.Append(a.ctx, tx, audit.Entry{Actor: a.actor().ID, Verb: audit.RemoveModel, Object: c.ID, Office: string(access.Home),
				Detail: map[string]string{"versions": fmt.Sprint(gone.Versions)}})
		})
	})
	if err != nil { // the record does not have it: nor has it happened
		return errors.Join(err, gone.Undo())
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(gone)
	}
	fmt.Fprintf(a.term.out, a.pick("已移除 %s（版本 %v），不再扫描。文件留在 %s，已有线索仍可据此查对。\n", "%s is removed (versions %v) and not run any more. Its files stay in %s, for clues that cite it.\n"),
		c.ID, gone.Versions, gone.Kept)
	return nil
}
