package nearby

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/mingjian/mingjian/data/lake"
	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/linkage"
)

// OpenFiles opens an engine on files of the tables of lib.
type OpenFiles func(tables map[string][]string, lib standard.Library) (engine.Engine, func(), error)

// Since returns what is new in a snapshot since an earlier one. The engine is open on the
// later one and linked. The error asks for a whole scan (Whole) if more happened than that
// records came.
func Since(ctx context.Context, before, after lake.Snapshot, e engine.Engine, open OpenFiles) (News, error) {
	lib, err := engine.Standards(e)
	if err != nil {
		return News{}, fmt.Errorf("load the standards: %w", err)
	}
	n := News{Records: map[string][]string{}, Was: map[string][]string{}, Rows: map[string][]engine.Row{}}
	fresh, only := after.Since(before, func(table string) bool {
		return lib[table].Kind == standard.Reading || lib[table].Kind == standard.Register
	})
	if !only {
		return n, whole("上次扫描以来有记录被更正或删除", "records were corrected or removed since the last scan")
	}
	if err := n.read(ctx, fresh, lib, open); err != nil {
		return n, err
	}
	if len(after.Files("link")) == 0 {
		return n, n.Namesakes(ctx, e)
	}
	if len(before.Files("link")) == 0 {
		return n, whole("上次扫描以后首次归并了主体", "who is who was first worked out after the last scan")
	}
	return n, n.compare(ctx, before, after, lib, open)
}

// read lists the new documents and records.
func (n *News) read(ctx context.Context, fresh map[string][]string, lib standard.Library, open OpenFiles) error {
	e, done, err := open(fresh, lib)
	if err != nil {
		return err
	}
	defer done()
	for table := range fresh {
		s := lib[table]
		if s.Kind != standard.Register && table != "judgment" {
			continue
		}
		d := e.Dialect()
		for row, err := range e.Query(ctx, "SELECT DISTINCT "+d.Name(recordKey(s))+" AS id FROM "+d.Name(engine.AsRead(s))+fmt.Sprintf(" LIMIT %d", most+1)) {
			if err != nil {
				return fmt.Errorf("list the new records of %s: %w", table, err)
			}
			id, _ := row["id"].(string)
			n.Records[table] = append(n.Records[table], id)
		}
		if len(n.Records[table]) > most {
			return tooMany(table, recordKey(s), most)
		}
	}
	return nil
}

// compare notes what linkage says otherwise than before.
func (n *News) compare(ctx context.Context, before, after lake.Snapshot, lib standard.Library, open OpenFiles) error {
	tables := map[string][]string{}
	both := standard.Library{}
	var names []string
	for _, name := range []string{"link", "entity", "tie"} {
		old, now := before.Files(name), after.Files(name)
		both[name] = lib[name]
		if slices.Equal(old, now) {
			continue
		}
		s := lib[name]
		s.Name = was(name)
		both[s.Name] = s
		tables[name], tables[s.Name] = now, old
		names = append(names, name)
	}
	if len(names) == 0 {
		return nil
	}
	e, done, err := open(tables, both)
	if err != nil {
		return err
	}
	defer done()
	for _, name := range names {
		switch name {
		case "link":
			err = n.moved(ctx, e, lib)
		case "entity":
			err = errors.Join(n.renamed(ctx, e), n.rows(ctx, e, lib[name]))
		default:
			err = n.rows(ctx, e, lib[name])
		}
		if err != nil {
			return fmt.Errorf("compare the table %s with what it was: %w", name, err)
		}
	}
	return nil
}

// was is the name of a table as it was before.
func was(table string) string { return table + "_before" }

// moved notes the mentions that are another entity now.
func (n *News) moved(ctx context.Context, e engine.Engine, lib standard.Library) error {
	const query = `SELECT b.dataset, b.record, b.entity FROM link_before b LEFT JOIN link l
ON l.dataset = b.dataset AND l.record = b.record AND l.mention = b.mention WHERE l.entity IS DISTINCT FROM b.entity`
	count := 0
	for row, err := range e.Query(ctx, query) {
		if err != nil {
			return err
		}
		dataset, _ := row["dataset"].(string)
		record, _ := row["record"].(string)
		entity, _ := row["entity"].(string)
		records := dataset
		if lib[dataset].Kind == standard.Reading {
			records, record = "judgment", documentOf(record, len(lib[dataset].Key()))
		}
		n.move(records, dataset, record, entity)
		if count++; count > most {
			return tooMany("link", "entity", most)
		}
	}
	return nil
}

// renamed notes the entities that are called otherwise.
func (n *News) renamed(ctx context.Context, e engine.Engine) error {
	for row, err := range e.Query(ctx, "SELECT n.id FROM entity n JOIN entity_before o ON o.id = n.id WHERE n.name IS DISTINCT FROM o.name") {
		if err != nil {
			return err
		}
		id, _ := row["id"].(string)
		n.Named = append(n.Named, id)
	}
	return nil
}

// documentOf is the document in the name of a part of one, whose key has so many fields, the
// document first.
func documentOf(record string, fields int) string {
	for range fields - 1 {
		if i := strings.LastIndexByte(record, '#'); i >= 0 {
			record = record[:i]
		}
	}
	return record
}

// rows notes the rows of a result that are new or gone.
func (n *News) rows(ctx context.Context, e engine.Engine, s standard.Standard) error {
	d := e.Dialect()
	now, old := "SELECT * FROM "+d.Name(s.Name), "SELECT * FROM "+d.Name(was(s.Name))
	for row, err := range e.Query(ctx, "("+now+" EXCEPT "+old+") UNION ALL ("+old+" EXCEPT "+now+")") {
		if err != nil {
			return err
		}
		n.Rows[s.Name] = append(n.Rows[s.Name], row)
		if len(n.Rows[s.Name]) > most {
			return tooMany(s.Name, "*", most)
		}
	}
	return nil
}

// Namesakes adds to new documents those in which somebody is now somebody else, because one
// of the same name came, where the fixed rules tell who is who.
func (n *News) Namesakes(ctx context.Context, e engine.Engine) error {
	moved, err := linkage.Namesakes(ctx, e, n.Records["judgment"])
	if err != nil {
		return err
	}
	for _, m := range moved {
		n.move("judgment", "party", m.Document, m.Was)
	}
	return nil
}

// move notes that in a record somebody was another entity.
func (n *News) move(records, dataset, record, was string) {
	if n.Records == nil {
		n.Records = map[string][]string{}
	}
	if n.Was == nil {
		n.Was = map[string][]string{}
	}
	if !slices.Contains(n.Records[records], record) {
		n.Records[records] = append(slices.Clip(n.Records[records]), record)
	}
	n.Was[dataset] = append(n.Was[dataset], was)
}
