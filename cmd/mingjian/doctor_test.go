package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mingjian/mingjian/handle/matter"
)

// TestDoctorReadsProceduresOfTheOffice: one that is broken, or has an id that is taken, is not in
// use, and the doctor says so.
func TestDoctorReadsProceduresOfTheOffice(t *testing.T) {
	home := t.TempDir()
	folder := filepath.Join(home, "procedures")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	says := func(want string, code int) {
		t.Helper()
		if r := command(t, "", "--home", home, "doctor"); r.code != code || !strings.Contains(r.out, want) {
			t.Errorf("exit %d, %s%s, want %s", r.code, r.out, r.err, want)
		}
	}
	says("0 个本院流程", 0)
	write(t, folder, "own.yaml", []byte("id: own\ntitle: {zh: 本院流程, en: Own}\nsteps: none\n"))
	says("procedures/own.yaml 第", 1)
	if err := os.Remove(filepath.Join(folder, "own.yaml")); err != nil {
		t.Fatal(err)
	}
	d, err := (&app{home: home}).desk()
	if err != nil {
		t.Fatal(err)
	}
	for p, err := range matter.Of("", d.laws, d.clock) {
		if err != nil {
			t.Fatal(err)
		}
		write(t, folder, p.ID+".yaml", p.Source)
		break
	}
	says("同名", 1)
}
