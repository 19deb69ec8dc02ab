package main

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/pack"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/law"
)

type modelKeyCmd struct {
	File string `arg:"" help:"${model_keyfile}" type:"path"`
}

type modelPackCmd struct {
	Model     string `arg:"" help:"${pack_model}"`
	Key       string `required:"" help:"${pack_key}" type:"path" placeholder:"FILE"`
	Publisher string `required:"" help:"${pack_publisher}" placeholder:"NAME"`
	Created   string `help:"${pack_created}" placeholder:"DATE"`
	Out       string `short:"o" required:"" help:"${pack_out}" type:"path" placeholder:"FILE"`
}

// Run makes a key and prints its fingerprint.
func (c *modelKeyCmd) Run(a *app) error {
	key, err := pack.NewKey(rand.Reader)
	if err != nil {
		return err
	}
	if err := pack.SaveKey(c.File, key); err != nil {
		return err
	}
	print := pack.Fingerprint(pack.Public(key))
	if a.json {
		return json.NewEncoder(a.term.out).Encode(map[string]string{"file": c.File, "fingerprint": print})
	}
	fmt.Fprintf(a.term.out, a.pick("密钥写入 %s，只有您能读取；请另存一份，丢失后无法重做。\n指纹 %s\n请当面或通过电话把指纹告知接收模型的单位。\n",
		"the key is in %s, which only you may read; keep a copy, it cannot be made again.\nfingerprint %s\nTell it to those who will receive models, in person or by telephone.\n"), c.File, print)
	return nil
}

// Run packs a model.
func (c *modelPackCmd) Run(a *app) error {
	m, err := a.toPack(c.Model)
	if err != nil {
		return err
	}
	if _, failed, err := a.runCases(m); err != nil || failed > 0 {
		return errors.Join(err, fault.Invalidf("模型 %s 有 %d 个用例失败，不能打包。", "%[2]d cases of the model %[1]s fail; it cannot be packed.", m.ID, failed))
	}
	key, err := pack.LoadKey(c.Key)
	if err != nil {
		return err
	}
	lib, err := a.standards()
	if err != nil {
		return err
	}
	laws, err := law.Load()
	if err != nil {
		return err
	}
	label := pack.Label{Publisher: c.Publisher, Created: c.Created}
	if label.Created == "" {
		label.Created = a.now().Format(time.DateOnly)
	}
	p, err := pack.Make(m, lib, laws, label, key)
	if err != nil {
		return err
	}
	b, err := p.Bytes()
	if err != nil {
		return err
	}
	if err := writeNew(c.Out, b); err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.term.out).Encode(p.Manifest)
	}
	fmt.Fprintf(a.term.out, a.pick("%s 第 %d 版打包为 %s（%d 字节，%d 个用例通过）\n密钥指纹 %s\n", "%s version %d is packed in %s (%d bytes, %d cases pass)\nfingerprint of the key %s\n"),
		m.ID, m.Version, c.Out, len(b), len(m.Cases), p.Fingerprint())
	return nil
}

// toPack finds the model that is meant: a folder with model.yaml, or an id.
func (a *app) toPack(what string) (models.Model, error) {
	if _, err := os.Stat(filepath.Join(what, "model.yaml")); err != nil {
		list, err := a.chooseModels([]string{what})
		if err != nil {
			return models.Model{}, err
		}
		return list[0], nil
	}
	lib, err := a.standards()
	if err != nil {
		return models.Model{}, err
	}
	laws, err := law.Load()
	if err != nil {
		return models.Model{}, err
	}
	abs, err := filepath.Abs(what)
	if err != nil {
		return models.Model{}, err
	}
	id := filepath.Base(filepath.Dir(abs)) + "/" + filepath.Base(abs)
	m, err := models.LoadFolder(os.DirFS(abs), ".", id, lib, laws)
	return m, a.showFaults(err)
}

// showFaults prints what is wrong with a model, line by line, and returns a sentence.
func (a *app) showFaults(err error) error {
	var faults *models.Faults
	if !errors.As(err, &faults) {
		return err
	}
	a.printFaults(faults)
	return fault.Invalidf("模型 %s 有 %d 处问题。", "the model %s has %d faults.", faults.Model, len(faults.List))
}

// writeNew writes a new file, whole or not at all.
func writeNew(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return fault.Conflictf("文件 %s 已存在，请另取文件名。", "the file %s exists; choose another name.", path)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		os.Remove(path)
		return err
	}
	return nil
}

// list writes sentences one under the other.
func list(sentences []fault.Text, lang string) string {
	var b strings.Builder
	for _, s := range sentences {
		b.WriteString("\n  " + s.In(lang))
	}
	return b.String()
}
