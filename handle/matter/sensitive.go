package matter

import (
	"context"
	"encoding/json"
	"maps"

	"github.com/mingjian/mingjian/access"
	"github.com/mingjian/mingjian/audit"
	"github.com/mingjian/mingjian/db"
)

// Hidden stands for the value of a sensitive field for whoever has not said what they need it
// for.
const Hidden = "＊＊＊"

// Whole returns everything about one matter with its sensitive fields, for whoever says what
// they need them for. The look is recorded, with the purpose, before anything is returned.
// Without a purpose the fields stay hidden.
func (s *Service) Whole(ctx context.Context, by access.Account, id ID, purpose string) (d Detail, err error) {
	err = s.db.InTx(ctx, func(tx *db.Tx) error {
		f, err := s.get(ctx, tx, by, id)
		if err != nil {
			return err
		}
		open := purpose != "" && access.Decide(by, access.ReadSensitive, f.resource, access.Purpose{Says: purpose, Basis: "matter " + string(id)}).Allowed
		e := audit.Entry{Actor: by.ID, Verb: audit.LookMatter, Object: string(id), Office: string(f.Office)}
		if open {
			e.Detail = map[string]string{"purpose": purpose, "sensitive": "1"}
		}
		if err := audit.Append(ctx, tx, e); err != nil {
			return err
		}
		if d, err = s.unhidden(ctx, tx, by, id); err != nil {
			return err
		}
		if !open {
			return d.hide()
		}
		d.Purpose = purpose
		return nil
	})
	return d, err
}

// detail returns everything about a matter with its sensitive fields hidden, for whoever may
// see it.
func (s *Service) detail(ctx context.Context, tx *db.Tx, by access.Account, id ID) (Detail, error) {
	d, err := s.unhidden(ctx, tx, by, id)
	if err != nil {
		return d, err
	}
	return d, d.hide()
}

// hide hides what the procedure calls sensitive, wherever a value of it stands, and the
// numbers of the parties.
func (d *Detail) hide() error {
	d.Course.Facts = d.hidden(d.Course.Facts)
	taken := make([]Taken, len(d.Course.Taken))
	for i, t := range d.Course.Taken {
		t.Fields = d.hidden(t.Fields)
		taken[i] = t
	}
	d.Course.Taken = taken
	if w := d.Course.Waiting; w != nil {
		copied := *w
		copied.Fields = d.hidden(w.Fields)
		d.Course.Waiting = &copied
	}
	for i, e := range d.Events {
		var err error
		if d.Events[i].Body, err = d.hiddenIn(e.Body); err != nil {
			return err
		}
	}
	for i, p := range d.Parties {
		d.Parties[i].Identifier = masked(p.Identifier)
		d.Masked = d.Masked || p.Identifier != ""
	}
	return nil
}

// hidden returns the values with the sensitive ones hidden.
func (d *Detail) hidden(values map[string]any) map[string]any {
	out := maps.Clone(values)
	for name := range out {
		if d.sensitive[name] {
			out[name], d.Masked = Hidden, true
		}
	}
	return out
}

// hiddenIn does the same in what an event tells.
func (d *Detail) hiddenIn(body json.RawMessage) (json.RawMessage, error) {
	var parts map[string]json.RawMessage
	if json.Unmarshal(body, &parts) != nil || parts["fields"] == nil { // not of an event that tells of fields
		return body, nil
	}
	var fields map[string]any
	if json.Unmarshal(parts["fields"], &fields) != nil {
		return body, nil
	}
	b, err := json.Marshal(d.hidden(fields))
	if err != nil {
		return nil, err
	}
	parts["fields"] = b
	return json.Marshal(parts)
}
