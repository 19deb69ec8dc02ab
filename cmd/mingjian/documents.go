package main

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/record"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/fault"
	"github.com/mingjian/mingjian/web"
)

// documents shows the workbench the court documents of the present snapshot. An import
// in another process makes a new one present; the next request then sees it.
type documents struct {
	lake *lake.Lake
	ctx  context.Context

	mu       sync.Mutex
	snapshot lake.Snapshot // the zero value before the first import
	engine   *duck.Engine  // opened on snapshot
	defects  int
}

// outlasts is longer than any request still uses the engine of the snapshot before.
const outlasts = 5 * time.Minute

func openDocuments(a *app) (*documents, error) {
	l, err := lake.Open(a.lakeDir())
	if err != nil {
		return nil, err
	}
	d := &documents{lake: l, ctx: a.ctx}
	if _, _, err := d.present(); err != nil && !fault.Is(err, fault.NotFound) {
		d.close()
		return nil, err
	}
	return d, nil
}

func (d *documents) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.engine != nil {
		d.engine.Close()
	}
	d.lake.Close()
}

// present returns the present snapshot and an engine on it.
func (d *documents) present() (lake.Snapshot, *duck.Engine, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s, err := d.lake.Current()
	if err != nil {
		return s, nil, err
	}
	if s.ID == d.snapshot.ID {
		return s, d.engine, nil
	}
	e, err := duck.Open(d.ctx, duck.Options{Tables: s.Tables(), MemoryLimit: "1GB", Threads: 1})
	if err != nil {
		return s, nil, err
	}
	row, err := engine.One(d.ctx, e, "SELECT count(*) AS n FROM defect")
	if err != nil {
		e.Close()
		return s, nil, err
	}
	if before := d.engine; before != nil {
		time.AfterFunc(outlasts, func() { before.Close() })
	}
	d.snapshot, d.engine, d.defects = s, e, int(row["n"].(int64))
	return s, e, nil
}

// info describes the present snapshot.
func (d *documents) info(context.Context) (web.SnapshotInfo, error) {
	s, _, err := d.present()
	if fault.Is(err, fault.NotFound) {
		return web.SnapshotInfo{}, nil
	}
	if err != nil {
		return web.SnapshotInfo{}, err
	}
	return web.SnapshotInfo{ID: s.ID, ImportedAt: s.Manifest.Created, Documents: int(s.Manifest.Documents), Defects: d.defects}, nil
}

// Document returns one document with its text.
func (d *documents) Document(ctx context.Context, id string) (web.Document, error) {
	s, _, err := d.present()
	if err != nil {
		return web.Document{}, err
	}
	doc, err := s.Document(ctx, id)
	if err != nil {
		return web.Document{}, err
	}
	return web.Document{ID: doc.ID, Text: doc.Text, Judgment: doc.Judgment, Source: doc.Source, Snapshot: s.ID}, nil
}

// Judgments returns what was read from the documents with these ids, without reading their
// texts. Those that are no longer there are left out.
func (d *documents) Judgments(ctx context.Context, ids []string) ([]record.Judgment, error) {
	if len(ids) == 0 {
		return []record.Judgment{}, nil
	}
	_, e, err := d.present()
	if err != nil {
		return nil, err
	}
	marks, args := make([]string, len(ids)), make([]any, len(ids))
	for i, id := range ids {
		marks[i], args[i] = "?", id
	}
	found := make([]record.Judgment, 0, len(ids))
	for row, err := range e.Query(ctx, "SELECT fields FROM document WHERE id IN ("+strings.Join(marks, ", ")+")", args...) {
		if err != nil {
			return nil, err
		}
		var j record.Judgment
		if err := json.Unmarshal([]byte(row["fields"].(string)), &j); err != nil {
			return nil, fmt.Errorf("read the fields of a document: %w", err)
		}
		found = append(found, j)
	}
	return found, nil
}

// Search returns one page of all documents, newest decision first. Its cursor is the
// number of documents before the page: a snapshot never changes.
func (d *documents) Search(ctx context.Context, f web.DocumentFilter) (web.DocumentPage, error) {
	from, err := decodeOffset(f.Cursor)
	if err != nil {
		return web.DocumentPage{}, err
	}
	_, e, err := d.present()
	if fault.Is(err, fault.NotFound) {
		return web.DocumentPage{Items: []record.Judgment{}}, nil
	}
	if err != nil {
		return web.DocumentPage{}, err
	}
	where, args := conditions(f)
	total, err := engine.One(ctx, e, "SELECT count(*) AS n FROM judgment j WHERE "+where, args...)
	if err != nil {
		return web.DocumentPage{}, err
	}
	page := web.DocumentPage{Items: []record.Judgment{}, Total: int(total["n"].(int64))}
	query := fmt.Sprintf(`SELECT id, case_no, court, cause, CAST(decided_on AS VARCHAR) AS decided_on, doc_type, procedure, outcome
		FROM judgment j WHERE %s ORDER BY j.decided_on DESC NULLS LAST, id LIMIT %d OFFSET %d`, where, f.Limit, from)
	for row, err := range e.Query(ctx, query, args...) {
		if err != nil {
			return web.DocumentPage{}, err
		}
		page.Items = append(page.Items, head(row))
	}
	if from+len(page.Items) < page.Total {
		page.Next = encodeOffset(from + len(page.Items))
	}
	return page, nil
}

// conditions turns the filter into SQL. Values travel as arguments, never in the text.
func conditions(f web.DocumentFilter) (string, []any) {
	where, args := []string{"true"}, []any{}
	add := func(sql, value string) {
		if value == "" {
			return
		}
		for range strings.Count(sql, "?") {
			args = append(args, value)
		}
		where = append(where, sql)
	}
	add("contains(j.court, ?)", f.Court)
	add("contains(j.cause, ?)", f.Cause)
	add(`(contains(j.case_no, ?) OR contains(j.court, ?) OR contains(j.cause, ?)
		OR j.id IN (SELECT judgment FROM party_as_read p WHERE contains(p.name, ?)))`, f.Query)
	if len(f.Without) > 0 {
		where = append(where, "j.id NOT IN (?"+strings.Repeat(", ?", len(f.Without)-1)+")")
		for _, id := range f.Without {
			args = append(args, id)
		}
	}
	return strings.Join(where, " AND "), args
}

func head(row engine.Row) record.Judgment {
	text := func(column string) string { s, _ := row[column].(string); return s }
	return record.Judgment{
		ID: text("id"), CaseNo: text("case_no"), Court: text("court"), Cause: text("cause"), DecidedOn: text("decided_on"),
		DocType: record.DocType(text("doc_type")), Procedure: record.Procedure(text("procedure")), Outcome: record.Outcome(text("outcome")),
	}
}

func encodeOffset(n int) string {
	return base64.RawURLEncoding.EncodeToString([]byte("o" + strconv.Itoa(n)))
}

func decodeOffset(cursor string) (int, error) {
	if cursor == "" {
		return 0, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil && len(b) > 1 && b[0] == 'o' {
		if n, err := strconv.Atoi(string(b[1:])); err == nil && n >= 0 {
			return n, nil
		}
	}
	return 0, fault.Invalidf("翻页标记不对，请从第一页重新开始。", "That page mark is not one of ours; start from the first page.")
}
