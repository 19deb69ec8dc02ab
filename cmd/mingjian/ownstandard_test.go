package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestAnOfficesOwnStandard: a register that only one office knows is imported, measured,
// linked and exported like those of the program.
func TestAnOfficesOwnStandard(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	if err := os.Mkdir(filepath.Join(home, "standards"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(home, "standards"), "fishing_licence.yaml", []byte(`name: fishing_licence
version: 1
kind: register
title: {zh: 捕捞许可证, en: Fishing licences}
owner: agriculture
note: {zh: 渔业捕捞许可。, en: Licences to fish.}
mentions:
  - {name: person, title: {zh: 持证人, en: Holder}, main: true, kind: person, entity: person_entity, by: {name: holder, id_no: id_no}}
fields:
  - {name: licence_no, title: {zh: 许可证编号, en: Licence number}, type: text, key: true, required: true, sensitivity: public}
  - {name: holder, title: {zh: 持证人姓名, en: Holder}, type: text, format: person_name, required: true, sensitivity: personal}
  - {name: id_no, title: {zh: 身份证号, en: Resident ID}, type: text, format: resident_id, sensitivity: sensitive}
  - {name: person_entity, title: {zh: 持证人主体标识, en: Entity of the holder}, type: text, derived: linkage, sensitivity: public}
`))
	file := write(t, dir, "许可.csv", []byte("许可证编号,持证人姓名,身份证号\n浙渔1,丁安远,\n浙渔2,洪晓禾,\n"))
	report, r := importTable(t, home, "fishing_licence", file, "--authorisation", "x", "--purpose", "x")
	if r.code != 0 || report.Rows.Added != 2 {
		t.Fatalf("exit %d, %+v\n%s", r.code, report, r.err)
	}
	for _, args := range [][]string{{"quality", "fishing_licence"}, {"link"}, {"export", "table", "fishing_licence"}} {
		if r := command(t, "", append(args, "--home", home)...); r.code != 0 {
			t.Errorf("%v: exit %d\n%s", args, r.code, r.err)
		}
	}
}
