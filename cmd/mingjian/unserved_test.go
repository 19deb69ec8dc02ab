package main

import (
	"strings"
	"testing"
)

// TestWithoutADate: a list without the day it is dated by is loaded, and it is said which models
// miss it. What names nobody is refused.
func TestWithoutADate(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file := write(t, dir, "在押人员.csv", []byte("姓名,身份证号,羁押场所,羁押类型\n何安平,110105194912310021,清溪县看守所,逮捕\n,11010519500307003X,清溪县看守所,逮捕\n,,清溪县看守所,逮捕\n"))
	report, r := importTable(t, home, "custody", file)
	if report.Rows.Added != 2 || report.Rows.Quarantined != 1 || len(report.Missing) != 1 || report.Missing[0] != "held_from" {
		t.Fatalf("got %+v\n%s", report, r.err)
	}
	says := ""
	for _, l := range report.Lacking {
		says += l.ZH
	}
	if !strings.Contains(says, "没有“入所日期”列") || !strings.Contains(says, "养老") {
		t.Errorf("it says %q", says)
	}
	nobody := write(t, dir, "在押.csv", []byte("羁押场所,羁押类型,入所日期\n清溪县看守所,逮捕,2023-01-02\n"))
	if _, r := importTable(t, home, "custody", nobody); r.code != 1 || !strings.Contains(r.err, "缺少列“姓名”") || !strings.Contains(r.err, "身份证号") {
		t.Errorf("without anybody: exit %d %s", r.code, r.err)
	}
}

// TestWithoutAKey: weddings without the numbers of their certificates are told by all they say, so
// the same list again changes nothing.
func TestWithoutAKey(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file := write(t, dir, "婚姻登记.csv", []byte("男方姓名,男方身份证号,女方姓名,女方身份证号,登记日期\n何安平,110105194912310021,吴若水,110105195003070035,2001-02-03\n丁安远,11010519491231003X,洪晓禾,110105195003070043,2002-03-04\n"))
	first, r := importTable(t, home, "marriage", file)
	if first.Rows.Added != 2 || len(first.Missing) != 1 {
		t.Fatalf("got %+v\n%s", first, r.err)
	}
	if again, _ := importTable(t, home, "marriage", file); again.Rows.Unchanged != 2 || again.Snapshot != first.Snapshot {
		t.Errorf("the same again: %+v", again.Rows)
	}
}

// TestUnreadableIsPutAside: a wedding without a day is kept, one whose day cannot be read waits to be mended.
func TestUnreadableIsPutAside(t *testing.T) {
	dir, home := t.TempDir(), t.TempDir()
	file := write(t, dir, "婚姻登记.csv", []byte("结婚证字号,男方姓名,女方姓名,登记日期\nJ1,何安平,吴若水,2001-02-03\nJ2,丁安远,洪晓禾,\nJ3,吴大海,郑小凤,2024年13月45日\n"))
	report, r := importTable(t, home, "marriage", file)
	if report.Rows.Added != 2 || report.Rows.Quarantined != 1 {
		t.Fatalf("got %+v\n%s", report.Rows, r.err)
	}
}
