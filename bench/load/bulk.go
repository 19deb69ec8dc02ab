package main

import (
	"context"
	"encoding/json"
	"fmt"
)

// A bulkAnswer is how far a change of many clues is.
type bulkAnswer struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	Changed  int    `json:"changed"`
	Restored int    `json:"restored"`
}

func (c *client) bulkAct(ctx context.Context, method, path string, body any) (b bulkAnswer, err error) {
	code, text, err := c.ask(ctx, method, path, nil, body)
	if err != nil {
		return b, err
	}
	if code != 200 {
		return b, fmt.Errorf("%s %s: %d %.300s", method, path, code, text)
	}
	return b, json.Unmarshal(text, &b)
}

// bulk begins a change and carries it out as the page does; after so many batches, if that
// is not 0, it stops it. It returns how many clues were changed.
func (c *client) bulk(ctx context.Context, act map[string]any, picks []map[string]any, stopAfter int) (id string, changed int, err error) {
	b, err := c.bulkAct(ctx, "POST", "/api/bulks", map[string]any{"act": act, "clues": picks})
	for n := 1; err == nil && b.State == "running"; n++ {
		b, err = c.bulkAct(ctx, "POST", "/api/bulks/"+b.ID+"/batches", nil)
		if n == stopAfter && err == nil {
			b, err = c.bulkAct(ctx, "DELETE", "/api/bulks/"+b.ID, nil)
		}
	}
	return b.ID, b.Changed, err
}

func (c *client) undo(ctx context.Context, id string, want int) error {
	b, err := c.bulkAct(ctx, "POST", "/api/bulks/"+id+"/undos", nil)
	for err == nil && b.State == "undoing" {
		b, err = c.bulkAct(ctx, "POST", "/api/bulks/"+id+"/batches", nil)
	}
	if err == nil && b.Restored != want {
		err = fmt.Errorf("%d of %d were put back", b.Restored, want)
	}
	return err
}
