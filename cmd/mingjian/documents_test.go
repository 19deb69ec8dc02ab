package main

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

func TestDocumentsOfTheWorkbench(t *testing.T) {
	dir := t.TempDir()
	a := &app{ctx: t.Context(), home: t.TempDir(), lang: "zh", now: time.Now, term: terminal{os.Stdin, os.Stdout, os.Stderr}}
	empty, err := openDocuments(a)
	if err != nil {
		t.Fatal(err)
	}
	defer empty.close()
	if page, err := empty.Search(t.Context(), web.DocumentFilter{Limit: 10}); err != nil || page.Total != 0 {
		t.Errorf("before the first import: %+v, %v", page, err)
	}
	for n := range 5 {
		write(t, dir, "d"+itoa(n)+".txt", []byte(document(n)))
	}
	if _, err := a.importJudgments([]string{dir}, false, lake.ImportOptions{}); err != nil {
		t.Fatal(err)
	}
	documentsAre(t, empty) // the one opened before the import sees it too
}

func documentsAre(t *testing.T, d *documents) {
	t.Helper()
	ctx := context.Background()
	one, err := d.Document(ctx, "d3")
	if err != nil || one.Text != document(3) || one.Judgment.CaseNo != "（2021）浙0698民初3号" {
		t.Errorf("document: %+v, %v", one.Judgment.CaseNo, err)
	}
	if _, err := d.Document(ctx, "none"); !fault.Is(err, fault.NotFound) {
		t.Errorf("a document that is not there: %v", err)
	}
	some, err := d.Judgments(ctx, []string{"d1", "none", "d4"})
	if err != nil || len(some) != 2 {
		t.Errorf("judgments: %d, %v", len(some), err)
	}
	first, err := d.Search(ctx, web.DocumentFilter{Limit: 2, Query: "丁安远"})
	if err != nil || first.Total != 5 || len(first.Items) != 2 || first.Next == "" {
		t.Fatalf("first page: %+v, %v", first, err)
	}
	last, err := d.Search(ctx, web.DocumentFilter{Limit: 10, Query: "丁安远", Cursor: first.Next})
	if err != nil || len(last.Items) != 3 || last.Next != "" || last.Items[0].ID == first.Items[0].ID {
		t.Errorf("last page: %+v, %v", last, err)
	}
	if rest, err := d.Search(ctx, web.DocumentFilter{Limit: 10, Query: "丁安远", Without: []string{"d1", "d4", "none"}}); err != nil || rest.Total != 3 || len(rest.Items) != 3 {
		t.Errorf("without some: %+v, %v", rest, err)
	}
	if _, err := d.Search(ctx, web.DocumentFilter{Limit: 2, Cursor: "zz"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a cursor of another's: %v", err)
	}
	if none, err := d.Search(ctx, web.DocumentFilter{Limit: 2, Query: "' OR true --"}); err != nil || none.Total != 0 {
		t.Errorf("a query that is SQL: %+v, %v", none, err)
	}
	if info, err := d.info(ctx); err != nil || info.Documents != 5 || info.ID == "" {
		t.Errorf("info: %+v, %v", info, err)
	}
}
