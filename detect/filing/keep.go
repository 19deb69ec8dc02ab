package filing

import (
	"context"

	"github.com/mingjian/mingjian/data/standard"
	"github.com/mingjian/mingjian/detect/engine"
	"github.com/mingjian/mingjian/detect/engine/duck"
	"github.com/mingjian/mingjian/detect/models"
	"github.com/mingjian/mingjian/detect/nearby"
	"github.com/mingjian/mingjian/detect/scan"
)

// kept is how much a desk does that is asked again and again.
const (
	keptEngines = 2   // on which models are asked at a time
	keptMost    = 500 // values of a column that a party may have to do with: more is a whole scan's work
)

// Keep makes of a desk one that is asked again and again and answers in a fraction of the time:
// with what models need of the snapshot in memory, and with engines that keep their plans. That
// takes longer than some questions, and memory. The engine of d may be closed afterwards;
// files is one on the same tables, which need not be linked.
func (d Desk) Keep(ctx context.Context, files engine.Engine) (Desk, func(), error) {
	lib, err := engine.Standards(d.Snapshot.Engine)
	if err != nil {
		return d, nil, err
	}
	if d.Index, err = nearby.NewIndex(ctx, d.Snapshot.Engine, d.Models, Columns()); err != nil {
		return d, nil, err
	}
	if d.pool, err = duck.NewPool(ctx, nearby.Linked(lib), keptEngines); err != nil {
		return d, nil, err
	}
	d.Open = func(ctx context.Context, _ standard.Library, rows map[string][]engine.Row) (engine.Engine, error) {
		return d.pool.Lend(ctx, rows)
	}
	d.Snapshot.Engine, d.Snapshot.Plans, d.Abreast, d.Most = files, &scan.Plans{}, keptEngines, keptMost
	if err := d.Prepare(ctx, d.Snapshot, d.Models); err != nil {
		d.pool.Close()
		return d, nil, err
	}
	return d, d.pool.Close, nil
}

// Prepare makes the plans by which models are asked as of the day of a snapshot, at a desk that
// is kept.
func (d Desk) Prepare(ctx context.Context, s scan.Snapshot, list []models.Model) error {
	lib, err := engine.Standards(s.Engine)
	if err != nil {
		return err
	}
	for _, m := range list {
		query, err := s.Asked(m, nearby.Linked(lib))
		if err == nil {
			err = d.pool.Prepare(ctx, query)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
